/**
 * Everything that is known of one audit, in one record. The other modules of this folder are functions over it: each
 * changes only the members that stand under its name here.
 */

import { momentOf } from './moment.js';
import { nothingSelected } from './selections.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./viewtime.js').ViewTime} ViewTime */

/**
 * @typedef {Object} Parts
 * @property {import('./ports.js').Clock} clock
 * @property {import('./ports.js').Ids} ids
 * @property {import('./settings.js').Settings} settings
 * @property {import('./ports.js').QlikPort} qlik
 * @property {import('./ports.js').Outbox} outbox
 * @property {import('./ports.js').Guard} guard
 * @property {import('./envelope.js').Page & { hidden?: boolean }} page  `hidden`: the document is hidden at the start
 * @property {{ save: (record: import('./checkpoints.js').Checkpoint) => void }} checkpoints
 * @property {Pick<SubtleCrypto, 'importKey' | 'sign'>} [subtle]  the browser's; absent on plain HTTP
 */

/**
 * One audited object of the current sheet. Its phases:
 * - `out`: `dwell` when it comes into view
 * - `dwell`: `viewing` after the dwell time, else back to `out`
 * - `viewing`: `paused` when nobody can look, `closing` when the object went away
 * - `paused`, `closing`: `viewing` when it can be looked at again in time, each other, else `out`
 * @typedef {Object} Watched
 * @property {import('./ports.js').SheetObject} object
 * @property {'out' | 'dwell' | 'viewing' | 'paused' | 'closing'} phase
 * @property {Moment} since  when the phase began
 * @property {string} reason  why it is paused or closing
 * @property {View | null} view
 * @property {string | null} why  it cannot be seen, as the observer said last; null when it can
 * @property {number} ratio  of it that is seen
 * @property {string} seen  for which reason the observer spoke last
 * @property {Model} [model]
 * @property {string} [mark]  what was last considered for a picture
 * @property {boolean} [scrolls]  it scrolls inside
 */

/**
 * A view has its event id from the start: should the page die after the event left but before its checkpoint was
 * taken back, the recovered event has the same id and is stored once.
 * @typedef {ViewTime & { eventId: string, objectId: string, objectType: string, idle: boolean }} View
 */

/**
 * What was last heard of the model of an object: its newest layout is there, since when, and whether a modal selection
 * is going on.
 * @typedef {{ settled: boolean, at: number, modal: boolean }} Model
 */

/**
 * The current sheet.
 * @typedef {ViewTime & { sheetId: string, previous: string | null, trigger: string, since: Moment,
 *     objects: import('./ports.js').SheetObject[] | null, told: boolean }} Visit
 *     `objects` is null until the layout is known; `told`: its loading was told
 */

/**
 * Why nothing is recorded:
 * - `mode`: no mode is known yet, or the context is inert (print, export, snapshot, no session)
 * - `notice`: the reader has to agree and has not yet
 * - `declined`: the reader has refused
 * - `user`: this user is ignored
 * - `stopped`: the server wants nothing
 * - `closed`: the runtime has ended
 * - `left`: the page went away, and may come back
 * @typedef {'mode' | 'notice' | 'declined' | 'user' | 'stopped' | 'closed' | 'left'} Bar
 */

/**
 * What has a moment at which it is due, by its monotonic time; Infinity when it has none.
 * @typedef {[due: number, work: (at: Moment) => void]} Task
 */

/** @type {import('./ports.js').Ledger} */
const NO_LEDGER = { sent: 0, retried: 0, dead: 0, dropped: {}, dropReasons: {}, lost: [], circuit: 'closed',
    lastStatus: null, internalErrors: 0 };

/** @typedef {ReturnType<typeof createState>} Audit */

/** @param {Parts} parts */
export const createState = (parts) => ({
    subtle: globalThis.crypto?.subtle, ...parts, ...parts.settings,
    // agenda: until when everything that was due is done, when things last ran, the timer, and what it does
    floor: 0, ran: momentOf(parts.clock), cancel: () => {}, wake: () => {},
    // trail: what is recorded where, and what waits for the names of app and user
    on: false, seq: 0, scene: /** @type {import('./envelope.js').Scene} */ ({}),
    waiting: /** @type {import('./trail.js').Entry[] | null} */ ([]), unfit: /** @type {Record<string, number>} */ ({}),
    // recorder
    bars: /** @type {Set<Bar>} */ (new Set(parts.settings.privacy.notice === 'acknowledge' ? ['mode', 'notice']
        : ['mode'])),
    releaseAt: Infinity, started: /** @type {Record<string, unknown>} */ ({}),
    senseVersion: /** @type {string | null} */ (null), reloadTime: '', agreed: false,
    // whether anybody can be looking
    hidden: parts.page.hidden === true, frozen: false, idle: false, input: -Infinity, cutOff: false,
    // sheets
    visit: /** @type {Visit | null} */ (null), last: /** @type {string | null} */ (null),
    bookmarks: /** @type {Record<string, unknown>[]} */ ([]),
    inventory: /** @type {import('./coverage.js').Inventory | null} */ (null), covered: '', coveredTold: '',
    coveredNext: 0,
    // views
    watched: /** @type {Map<string, Watched>} */ (new Map()),
    world: /** @type {string | null} */ (null), barred: true, version: 0,
    // txn: see there
    phase: /** @type {import('./txn.js').Phase} */ ('idle'), txn: /** @type {string | null} */ (null),
    data: /** @type {number | null} */ (null), base: nothingSelected(), blind: false,
    newest: /** @type {import('./selections.js').Snapshot | null} */ (null),
    history: /** @type {Map<number, string>} */ (new Map()), muted: /** @type {string | null} */ (null),
    since: 0, quiet: 0, ceiling: 0, until: 0, changed: 0, validatedAt: 0, cause: 'selection',
    inModal: false, modal: false, bookmark: -Infinity, reverted: 0,
    // capture
    shots: parts.settings.screenshots.on && parts.page.platform === 'client-managed', busy: false, scrolled: 0,
    told: new Set(), shot: new Set(),
    begun: /** @type {number[]} */ ([]), failures: 0, restUntil: 0,
    // checkpoints
    saved: { version: 0, count: 0, at: 0 }, leftovers: /** @type {import('./checkpoints.js').Checkpoint[]} */ ([]),
    // health
    ledger: NO_LEDGER, losses: false, healthNext: 0,
});

/** @param {Audit} a @returns {import('./viewtime.js').Shown} what is on screen */
export const shownOf = (a) => ({ selectionTxnId: a.txn, dataStateId: a.data });
