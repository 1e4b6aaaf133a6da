/** What of `@nebula.js/stardust` the extension uses. Qlik Sense supplies the module; nothing of it is in the bundle. */
declare module '@nebula.js/stardust' {
    type Cleanup = (() => void) | void | undefined;
    /** Undefined without an engine session, as in snapshots and prints. */
    export function useApp(): unknown;
    export function useModel(): any;
    export function useGlobal(): unknown;
    /** The layout, frozen while selections are being made. */
    export function useStaleLayout(): any;
    export function useLayout(): any;
    export function useElement(): HTMLElement;
    export function useOptions(): any;
    export function useInteractionState(): any;
    export function useNavigation(): unknown;
    export function useRef<T>(initial: T): { current: T };
    export function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
    /** Runs in an animation frame after the component; without a list, after every run. */
    export function useEffect(work: () => Cleanup, dependencies?: unknown[]): void;
}
