/**
 * The seam to durable storage: a few boxes of values by key. Keys begin with the session key of the page that a value
 * is of, see `storeKey`.
 *
 * Promises of a store: what `keep` has resolved for is there after the page is gone; a write that was begun before the
 * page goes is finished; one page sees what another wrote; `update` is atomic among pages. Everything may reject.
 *
 * @typedef {Object} Store
 * @property {boolean} durable  false: nothing is kept at all
 * @property {(box: Box, key: string, value: unknown) => Promise<void>} keep
 * @property {(box: Box) => Promise<string[]>} keys
 * @property {(box: Box, keys: string[]) => Promise<any[]>} read  undefined for what is not there
 * @property {(box: Box, keys: string[]) => Promise<void>} remove
 * @property {(box: Box, key: string, work: (old: any) => unknown) => Promise<void>} update  `work` must be pure;
 *     undefined removes
 */

/**
 * What waits; the auditor's checkpoints and the losses of a page, each a {@link Lasting}; by session key its signs of
 * life.
 * @typedef {'entries' | 'checkpoints' | 'losses' | 'pages'} Box
 */

/** @typedef {{ expires: number, value: any }} Lasting  `expires`: wall */

/** @type {readonly Box[]} */
export const BOXES = ['pages', 'entries', 'checkpoints', 'losses'];
