/** Notices that this browser now belongs to people of another directory or tenant, whose predecessors' data must go. */
import { fingerprint } from '../core/limits.js';
import { remember } from './remember.js';

/**
 * @param {() => Storage} storage  may throw; then nothing is remembered and nothing noticed
 * @param {{ user?: string, tenantId?: string }} who
 * @returns {boolean}  whether somebody of another house was here before
 */
export function hasMoved(storage, { user = '', tenantId }) {
    const directory = /UserDirectory\s*=\s*([^;]*)/i.exec(user)?.[1] ?? /^([^\\]+)\\/.exec(user)?.[1];
    const house = tenantId ?? directory?.trim();
    if (!house) return false;
    const now = fingerprint(house.toLowerCase());
    return (remember(storage, 'house', now) ?? now) !== now;
}
