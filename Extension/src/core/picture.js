/**
 * What can be used of a picture and of the place it was taken of.
 */

import { CAPS, clamp } from './limits.js';

/** @typedef {import('./ports.js').ObjectGeometry} ObjectGeometry */

/** Pixels scrolled that make another picture. */
const SCROLL = 100;

/**
 * The picture's address, or nothing when it is not such as RFC 3986 has it: servers could not take it.
 * @param {any} raw
 */
export const urlOf = (raw) =>
    (/^https?:\/\/([\w\-.~:/?@!$&'()*+,;=]|%[\da-f]{2})+$/i.test(raw) && raw.length <= CAPS.url ? `${raw}` : '');

/** @param {ObjectGeometry} raw @returns {import('./ports.js').Size} of the picture, in whole pixels */
export const sizeOf = ({ width, height }) => ({ width: Math.round(clamp(width, 1, CAPS.image, 1)),
    height: Math.round(clamp(height, 1, CAPS.image, 1)) });

/**
 * The crop as servers take it, or none when anything about it is not certain.
 * @param {ObjectGeometry} raw
 */
export const cropOf = ({ crop }) => (crop?.width && crop.height && Object.values(crop).every((value) =>
    clamp(value, 0, CAPS.pixels, -1) === value) ? { crop } : { cropUnknown: true });

/**
 * What is the same picture has the same key.
 * @param {string} id @param {number | null} dataStateId @param {ObjectGeometry} raw
 */
export const keyOf = (id, dataStateId, raw) => JSON.stringify([id, dataStateId, sizeOf(raw),
    Math.floor(clamp(raw.crop?.scrollTop, 0, 1e9, 0) / SCROLL)]);
