/** How long and how large anything may be: the bounds of the contract and our own. Texts are counted in code points. */

/** Names of apps, sheets and objects; also every id. */
export const name = 64;
export const user = 256;
export const agent = 512;
/** Names of fields and labels. */
export const field = 256;
export const version = 64;
/** Fields of one selection. */
export const details = 500;
/** Text of the values of one field. */
export const selected = 2000;
export const engineText = 500;
export const url = 2048;
export const pixels = 32767;
/** Side of an exported picture. */
export const image = 2000;
/** Objects of one sheet. */
export const objects = 500;
/** Bytes; servers refuse at 1 MiB. */
export const envelope = 900 * 1024;
