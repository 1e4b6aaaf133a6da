/**
 * The seam to durable storage.
 *
 * Promises of a store: what `put` has resolved for is there after the page is gone; a write that was begun before the
 * page goes is finished; one page sees what another wrote; `update` and `take` are atomic among pages. Everything may
 * reject.
 *
 * @typedef {Object} Store
 * @property {boolean} durable  false: gone with the page
 * @property {(meta: Meta, text: string) => Promise<void>} put  anew or over the old one
 * @property {(keys: Key[]) => Promise<void>} remove  with their texts
 * @property {() => Promise<unknown[]>} list  what was put, without the texts, in order of session and number
 * @property {(keys: Key[]) => Promise<(string | undefined)[]>} texts
 * @property {(box: Box, key: string, value: unknown) => Promise<void>} keep
 * @property {(box: Box) => Promise<string[]>} keys
 * @property {(box: Box, keys: string[]) => Promise<unknown[]>} read
 * @property {(box: Box, keys: string[]) => Promise<unknown[]>} take  gives the values and removes them
 * @property {(box: Box, key: string, work: (old: any) => unknown) => Promise<void>} update  `work` must be pure;
 *     undefined removes
 * @property {() => Promise<void>} clear  all that may be personal: envelopes and checkpoints
 * @property {() => void} close
 */

/** @typedef {import('../core/entry.js').Meta} Meta */

/**
 * Session key and sequence number.
 * @typedef {[string, number]} Key
 */

/**
 * By {@link boxKey} the auditor's checkpoints and the losses of a page, each a {@link Boxed}; by session key its signs
 * of life.
 * @typedef {'checkpoints' | 'losses' | 'pages'} Box
 */

/**
 * What a box holds.
 * @typedef {{ at: number, value: unknown }} Boxed  `at`: wall
 */

/**
 * Pages with another target leave it alone.
 * @param {string} session
 * @param {string} target
 */
export const boxKey = (session, target) => `${session} ${target}`;

/**
 * @param {number} at
 * @param {unknown} value
 * @returns {Boxed}
 */
export const box = (at, value) => ({ at, value });
