/**
 * When a picture may be taken: not twice of the same, not too often, and not while taking them fails.
 */

import { CAPS, clamp } from './limits.js';

/** @typedef {import('./ports.js').ObjectGeometry} ObjectGeometry */

export const RULES = Object.freeze({
    viewed: 2_000, // milliseconds an object is looked at before it is captured
    failures: 3, // in a row, before a rest
    rest: 10 * 60_000,
    hour: 3_600_000,
    scroll: 100, // pixels that make another picture
    input: 5_000, // milliseconds between two looks after input
    keys: 2_000, // remembered
});

/** @param {ObjectGeometry} raw @returns {import('./ports.js').Size} of the picture, in whole pixels */
export const sizeOf = (raw) => ({ width: Math.round(clamp(raw.width, 1, CAPS.image, 1)),
    height: Math.round(clamp(raw.height, 1, CAPS.image, 1)) });

/**
 * The crop as servers take it, or null when anything about it is not certain.
 * @param {ObjectGeometry} raw
 */
export function cropOf(raw) {
    const { crop } = raw;
    if (!crop) return null;
    const places = [crop.top, crop.left, crop.scrollTop, crop.scrollAreaOffsetY, crop.renderingOverflow];
    /** @param {unknown} value */
    const fits = (value) => typeof value === 'number' && clamp(value, 0, CAPS.pixels, -1) === value;
    if (!places.every(fits) || ![crop.width, crop.height].every((side) => fits(side) && side > 0.001)) return null;
    const { top, left, width, height, scrollTop, scrollAreaOffsetY, renderingOverflow } = crop;
    return { top, left, width, height, scrollTop, scrollAreaOffsetY, renderingOverflow };
}

/** @param {string} id @param {number | null} dataStateId @param {ObjectGeometry} raw */
export function keyOf(id, dataStateId, raw) {
    const { width, height } = sizeOf(raw);
    const scrolled = Math.floor(clamp(raw.crop?.scrollTop, 0, 1e9, 0) / RULES.scroll);
    return JSON.stringify([id, dataStateId, width, height, scrolled]);
}

/** @param {{ pace: number, perHour: number }} settings `pace` in seconds */
export function createShotPolicy({ pace, perHour }) {
    /** @type {Set<string>} */
    const keys = new Set();
    /** @type {number[]} when the newest ones began */
    let begun = [];
    let failures = 0;
    let restUntil = -Infinity;
    return {
        /** @returns {number} monotonic time from which the next may be taken */
        readyAt() {
            const last = begun.length ? begun[begun.length - 1] + pace * 1000 : -Infinity;
            const hour = begun.length >= perHour ? begun[begun.length - perHour] + RULES.hour : -Infinity;
            return Math.max(last, hour, restUntil);
        },
        /** @type {(key: string) => boolean} */
        isKnown: (key) => keys.has(key),
        /** @type {(mono: number) => void} */
        begin(mono) {
            begun = [...begun.slice(1 - perHour || begun.length), mono];
        },
        /** @type {(key: string) => void} */
        done(key) {
            failures = 0;
            if (keys.size >= RULES.keys) keys.clear();
            keys.add(key);
        },
        /** @type {(mono: number) => void} */
        failed(mono) {
            failures += 1;
            if (failures < RULES.failures) return;
            failures = 0;
            restUntil = mono + RULES.rest;
        },
    };
}
