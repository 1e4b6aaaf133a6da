/**
 * The hooks of `@nebula.js/stardust` that a component gets from the client, with the behaviour that matters: effects run in
 * an animation frame (none in a hidden tab), a throwing effect cancels those after it, nothing without a session.
 */

/** @type {any} */
let current;
let at = 0;

function slot() {
    if (!current) throw new Error('Invalid stardust hook call. Hooks can only be called inside a visualization component.');
    return (current.slots[at] ??= {}, current.slots[at++]);
}

const differs = (before, now) => !before || !now || before.length !== now.length || now.some((value, i) => value !== before[i]);

function useState(initial) {
    const own = slot();
    const owner = current;
    own.state ??= [typeof initial === 'function' ? initial() : initial, (next) => {
        if (owner.gone) return;
        const value = typeof next === 'function' ? next(own.state[0]) : next;
        if (value === own.state[0]) return;
        own.state[0] = value;
        owner.soon();
    }];
    return own.state;
}

function useEffect(work, dependencies) {
    const own = slot();
    if (!differs(own.dependencies, dependencies)) return;
    own.dependencies = dependencies;
    own.work = work;
    if (!current.pending.includes(own)) current.pending.push(own);
}

function useMemo(make, dependencies) {
    const own = slot();
    if (differs(own.dependencies, dependencies)) {
        own.dependencies = dependencies;
        own.value = make();
    }
    return own.value;
}

const context = (name) => (slot(), current.context[name]);
const withSession = (name) => { const value = context(name); return value && value.session ? value : undefined; };

export const hooks = {
    useState, useEffect, useMemo,
    useRef: (initial) => useMemo(() => ({ current: initial }), []),
    useApp: () => withSession('app'),
    useModel: () => withSession('model'),
    useGlobal: () => withSession('global'),
    useLayout: () => context('layout'),
    useStaleLayout() {
        const layout = context('layout');
        const [kept] = useState(() => ({ layout }));
        if (!layout.qSelectionInfo?.qInSelections) kept.layout = layout;
        return kept.layout;
    },
    useElement: () => context('element'),
    useOptions: () => context('options'),
    useInteractionState: () => context('interactions'),
    useNavigation: () => context('navigation'),
    useTranslator: () => context('translator'),
    useTheme: () => context('theme'),
};

/**
 * One mounted component.
 * @param {() => void} component  that calls hooks
 * @param {Record<string, any>} given  what the hooks answer
 */
export function mount(component, given) {
    const own = {
        slots: [], pending: /** @type {any[]} */ ([]), context: { options: {}, layout: {}, interactions: {}, ...given },
        gone: false, timer: 0, frame: 0, runs: 0,
        soon() { own.timer ||= window.setTimeout(() => { own.timer = 0; run(); }, 0); },
    };

    function run() {
        if (own.gone) return;
        own.runs += 1;
        current = own;
        at = 0;
        try {
            component();
        } catch (error) {
            console.error('the component threw', error);
        }
        current = undefined;
        own.frame ||= requestAnimationFrame(() => { own.frame = 0; flush(); });
    }

    function flush() {
        try {
            for (const effect of own.pending) {
                if (typeof effect.cleanup === 'function') effect.cleanup();
                effect.cleanup = effect.work();
            }
        } catch (error) {
            console.error('an effect threw', error);
        }
        own.pending.length = 0;
    }

    run();
    return {
        /** Gives other values; runs the component when one of them differs. Options are compared key by key. */
        update(changes) {
            let differ = false;
            for (const [name, value] of Object.entries(changes)) {
                if (name === 'options') {
                    const more = Object.keys(value).some((key) => value[key] !== own.context.options[key]);
                    if (more) own.context.options = { ...value };
                    differ ||= more;
                } else if (own.context[name] !== value) {
                    own.context[name] = value;
                    differ = true;
                }
            }
            if (differ) run();
        },
        unmount() {
            for (const { cleanup } of own.slots) if (typeof cleanup === 'function') cleanup();
            own.gone = true;
            clearTimeout(own.timer);
            cancelAnimationFrame(own.frame);
        },
        get runs() { return own.runs; },
    };
}
