/**
 * What the sources of facts about one app share. Types only.
 *
 * @typedef {Object} SourcePorts
 * @property {unknown} app
 * @property {import('./calls.js').Calls} calls
 * @property {import('./session-objects.js').SessionObjects} objects
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {(id: string, urgent?: boolean) => Promise<unknown>} open  the model of an object of the app
 * @property {(id: string) => Promise<Record<string, unknown>>} openLayout  and its layout
 */

export {};
