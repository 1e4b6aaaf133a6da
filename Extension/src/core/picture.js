/**
 * What can be used of a picture and of the place it was taken of.
 */

import { CAPS, clamp } from './limits.js';

/** @typedef {import('./ports.js').ObjectGeometry} ObjectGeometry */

/** Pixels scrolled that make another picture. */
const SCROLL = 100;

/** The members of a crop, in which servers demand an area. */
const CROP = /** @type {const} */ (['width', 'height', 'top', 'left', 'scrollTop', 'scrollAreaOffsetY',
    'renderingOverflow']);

/**
 * The picture's address as RFC 3986 has it, or nothing when servers could not take it.
 * @param {unknown} raw
 */
export function urlOf(raw) {
    try {
        const { protocol, origin, pathname, search } = new URL(String(raw));
        const url = origin + (pathname + search).replace(/%(?![\da-f]{2})/gi, '%25')
            .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, encodeURIComponent);
        return /^https?:$/.test(protocol) && url.length <= CAPS.url ? url : '';
    } catch {
        return '';
    }
}

/** @param {ObjectGeometry} raw @returns {import('./ports.js').Size} of the picture, in whole pixels */
export const sizeOf = ({ width, height }) => ({ width: Math.round(clamp(width, 1, CAPS.image, 1)),
    height: Math.round(clamp(height, 1, CAPS.image, 1)) });

/**
 * The crop as servers take it, or none when anything about it is not certain.
 * @param {ObjectGeometry} raw
 */
export const cropOf = ({ crop }) => (crop && CROP.every((name, index) =>
    clamp(crop[name], index < 2 ? 1 : 0, CAPS.pixels, -1) === crop[name])
    ? { crop: Object.fromEntries(CROP.map((name) => [name, crop[name]])) } : { cropUnknown: true });

/**
 * What is the same picture has the same key.
 * @param {string} id @param {number | null} dataStateId @param {ObjectGeometry} raw
 */
export const keyOf = (id, dataStateId, raw) => JSON.stringify([id, dataStateId, sizeOf(raw),
    Math.floor(clamp(raw.crop?.scrollTop, 0, 1e9, 0) / SCROLL)]);
