/**
 * Everything that is known of one audit, in one record. The other modules of this folder are functions over it: each
 * changes only the members that stand under its name here.
 *
 * Times are those of the monotonic clock, to which the length of every sleep was added if that clock stood still.
 */

import { nothingSelected } from './selections.js';

/** @typedef {import('./viewtime.js').ViewTime} ViewTime */

/**
 * @typedef {Object} Parts
 * @property {import('./ports.js').Clock} clock
 * @property {import('./ports.js').Ids} ids
 * @property {import('./settings.js').Settings} settings
 * @property {import('./ports.js').QlikPort} qlik
 * @property {import('./ports.js').Outbox} outbox
 * @property {import('./ports.js').Guard} guard
 * @property {import('./trail.js').Page & { hidden?: boolean }} page  `hidden`: the document is hidden at the start
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
 * @property {import('./ports.js').SheetObject} chart
 * @property {'out' | 'dwell' | 'viewing' | 'paused' | 'closing'} phase
 * @property {number} since  when the phase began
 * @property {string} reason  why it is paused or closing
 * @property {View | null} view
 * @property {string} why  it cannot be seen, as the observer said last; empty when it can
 * @property {number} ratio  of it that is seen
 * @property {string} seen  for which reason the observer spoke last
 * @property {Model} [model]
 * @property {string} [mark]  what was last considered for a picture
 * @property {boolean} [scrolls]  it scrolls inside
 */

/**
 * A view has its event id from the start: should the page die after the event left but before its checkpoint was
 * taken back, the recovered event has the same id and is stored once.
 * @typedef {ViewTime & { eventId: string, objectId: string, objectType: string, wasIdle: boolean }} View
 */

/**
 * What was last heard of the model of an object: its newest layout is there, since when, and whether a modal selection
 * is going on.
 * @typedef {{ settled: boolean, at: number, isModal: boolean }} Model
 */

/**
 * The current sheet.
 * @typedef {ViewTime & { sheetId: string, previous: string | null, trigger: string, since: number,
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
 * What has a moment at which it is due; Infinity when it has none.
 * @typedef {[due: number, work: (a: Audit) => void]} Task
 */

/** @type {import('./ports.js').Ledger} */
const NO_LEDGER = { sent: 0, retried: 0, dead: 0, dropped: {}, dropReasons: {}, lost: [], circuit: 'closed',
    lastStatus: null, internalErrors: 0 };

/**
 * What is there only later; until then it is as good as false, or set before it is used.
 * @typedef {Object} Later
 * @property {(work?: () => void) => void} enter  through the guard: brings all up to now, and works
 * @property {boolean} on  recording goes on
 * @property {string} reloadTime  of the app
 * @property {boolean} agreed  the notice was acknowledged
 * @property {boolean} frozen  the page is, in the sense of its lifecycle
 * @property {boolean} isIdle  its user is
 * @property {boolean} cutOff  the engine session is lost
 * @property {Visit | null} visit  none when there is no current sheet
 * @property {string} last  sheet
 * @property {import('./coverage.js').Inventory} inventory
 * @property {string} covered  the inventory as text, and as it was last told
 * @property {string} coveredTold
 * @property {string} world  why nobody can look at anything now, or nothing
 * @property {boolean} blind  nobody knows what was selected when the transaction in force began
 * @property {import('./selections.js').Snapshot | null} newest  what is selected, as far as known
 * @property {string | null} muted  why selections are not told now: the cause of those made meanwhile
 * @property {number} since  times: of the first change, of quiet, of the longest wait, of giving up
 * @property {number} quiet
 * @property {number} ceiling
 * @property {number} until
 * @property {number} changed  of the newest change
 * @property {string} cause  of the newest data state
 * @property {boolean} inModal  a modal selection goes on
 * @property {boolean} wasModal  one went on during the change
 * @property {number} bookmark  when one was applied
 * @property {boolean} capturing  something is being captured
 * @property {number} scrolled  when somebody may have scrolled last
 * @property {boolean} losses  there are some to be told
 * @property {boolean} stale  what a checkpoint holds changed by more than time
 * @property {number} savedAt  the last checkpoint
 * @property {number} saved  views in it
 */

/** @typedef {ReturnType<typeof beginning> & Later} Audit */

/**
 * The sections of the settings stand here too, but for that of `data`, which here is the data state.
 * @param {Parts} parts
 */
const beginning = (parts) => ({
    subtle: globalThis.crypto?.subtle, ...parts, ...parts.settings,
    // agenda: until when everything that was due is done; what the clocks showed last; what makes wall time of a time,
    // and a time of the monotonic clock; the timer
    at: 0, mono: parts.clock.mono(), wall: parts.clock.now(), offset: 0, slept: 0, cancel: () => {},
    // trail: where things happen, and what waits for the names of app and user
    seq: 0, scene: /** @type {import('./trail.js').Scene} */ ({}),
    postponed: /** @type {(() => void)[] | null} */ ([]),
    // recorder
    bars: /** @type {Set<Bar>} */ (new Set(parts.settings.privacy.notice === 'acknowledge' ? ['mode', 'notice']
        : ['mode'])),
    releaseAt: Infinity, started: /** @type {Record<string, unknown>} */ ({}),
    senseVersion: /** @type {string | null} */ (null), hidden: parts.page.hidden, input: -Infinity,
    bookmarks: /** @type {Record<string, unknown>[]} */ ([]), coveredNext: 0,
    ledger: NO_LEDGER, healthNext: 0,
    // views: the objects of the sheet, and what bars them
    watched: /** @type {Map<string, Watched>} */ (new Map()), barred: 'stopped',
    // txn; `base` is what the transaction in force stands for, `history` what it was at each count of steps back
    phase: /** @type {import('./txn.js').Phase} */ ('idle'), txn: /** @type {string | null} */ (null),
    data: /** @type {number | null} */ (null),
    base: nothingSelected(), history: /** @type {Map<number, string>} */ (new Map()), validatedAt: 0,
    // capture: objects told to be unsupported, pictures taken, and when the newest of the last hour were
    shots: parts.settings.screenshots.on && parts.page.platform === 'client-managed', told: new Set(), shot: new Set(),
    taken: Array(parts.settings.screenshots.perHour).fill(-Infinity), failures: 0, restUntil: 0,
    // checkpoints
    leftovers: /** @type {any[]} */ ([]),
});

export const createState = /** @type {(parts: Parts) => Audit} */ (beginning);

/** @param {Audit} a all audited objects of the sheet */
export const allOf = ({ watched }) => [...watched.values()];

/** @param {Audit} a whether the page cannot be seen at all */
export const isAway = ({ hidden, frozen }) => hidden || frozen;

/** @param {Audit} a @returns {import('./viewtime.js').Shown} what is on screen */
export const shownOf = (a) => ({ selectionTxnId: a.txn, dataStateId: a.data });
