/** `@nebula.js/stardust` as an ES module, for running the extension from its sources; bundles get the same hooks by AMD. */
import { hooks } from './hooks.js';

export const {
    useState, useEffect, useMemo, useRef, useApp, useModel, useGlobal, useLayout, useStaleLayout, useElement, useOptions,
    useInteractionState, useNavigation, useTranslator, useTheme,
} = hooks;
