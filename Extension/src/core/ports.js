/**
 * The seams of the extension: what the pure core is told (facts), what it asks for (ports), what it gives (envelopes).
 * Types only; nothing here runs.
 *
 * Times: `wall` is milliseconds since 1970 UTC, `mono` milliseconds of a clock that never goes back.
 */

// ---------------------------------------------------------------- ports

/**
 * @typedef {Object} Clock
 * @property {() => number} now   wall time
 * @property {() => number} mono  monotonic time
 * @property {(ms: number, work: () => void) => Cancel} after  runs `work` once, guarded; the answer cancels it
 */

/** @typedef {() => void} Cancel */

/**
 * @typedef {Object} Ids
 * @property {() => string} uuid  a random UUID in lower case
 */

/**
 * Runs `work`; what it throws is counted and goes nowhere. Every entry point from the page goes through one.
 * @callback Guard
 * @param {() => void} work
 * @returns {void}
 */

/**
 * What the core asks of Qlik. Every call may hang, throw or answer nonsense; the core bounds and checks.
 * @typedef {Object} QlikPort
 * @property {(objectId: string, rows: number) => Promise<RawObjectData | null>} readData
 * @property {(objectId: string, size: Size) => Promise<string>} exportImage  the absolute URL of the picture
 * @property {(objectId: string) => ObjectGeometry | null} geometry
 */

/**
 * Takes finished envelopes; never throws, never blocks.
 * @typedef {Object} Outbox
 * @property {(envelope: Envelope, options: Posting) => void} add
 */

/**
 * @typedef {Object} Posting
 * @property {0 | 1 | 2 | 3} priority  0 goes last when something must be dropped: 0 selections, navigation, session;
 *     1 durations, validated, unsupported, screenshots; 2 visibility; 3 diagnostics
 */

// ---------------------------------------------------------------- what leaves

/**
 * One event as the server takes it.
 * @typedef {Object} Envelope
 * @property {1} schemaVersion
 * @property {string} eventId
 * @property {string} [correlationId]
 * @property {string} timestamp  ISO 8601, UTC, milliseconds
 * @property {string} type
 * @property {{ kind: 'qlik-sense-extension', version: string }} source
 * @property {{ timestamp: string, context: Context, event: Record<string, unknown> }} payload
 */

/**
 * @typedef {Object} Context
 * @property {string} [appId]
 * @property {string} [appName]
 * @property {string} [sheetId]
 * @property {string} [sheetName]
 * @property {string} [user]
 * @property {string} [userRef]
 * @property {string} [tenantId]
 * @property {string} [userAgent]
 * @property {string} sessionKey  of this page
 * @property {number} seq  gapless within the session key, from 1
 * @property {string} client
 * @property {'client-managed' | 'cloud' | 'desktop'} platform
 * @property {Mode} mode
 * @property {string} [replaces]  the event id that this content had before it had to change
 */

/** @typedef {'analysis' | 'edit' | 'other' | 'inert'} Mode  `inert`: snapshot, print, export, no session */

// ---------------------------------------------------------------- facts

/**
 * What adapters tell the core. A recorded list of them (each with `at: {wall, mono}`) replays in Node.
 * @typedef {AppFact | UserFact | ModeFact | PageFact | InputFact | SessionFact | NavigatedFact | SheetFact
 *     | IntersectionFact | ObjectFact | SelectionFact | BookmarkFact | NoticeFact | InventoryFact | DeliveryFact} Fact
 */

/** @typedef {{ kind: 'app', appId?: string, appName?: string, reloadTime?: string, senseVersion?: string }} AppFact */

/** @typedef {{ kind: 'user', user?: string, userRef?: string, tenantId?: string }} UserFact */

/** @typedef {{ kind: 'mode', mode: Mode }} ModeFact */

/**
 * The document: `hidden`/`visible` from visibilitychange, `frozen`/`resumed` from the page lifecycle,
 * `leaving` from pagehide, `restored` from pageshow with `persisted`.
 * @typedef {{ kind: 'page', state: 'visible' | 'hidden' | 'frozen' | 'resumed' | 'leaving' | 'restored' }} PageFact
 */

/**
 * Somebody used pointer, keys, wheel or touch; at most once a second.
 * @typedef {{ kind: 'input' }} InputFact
 */

/**
 * The engine session.
 * @typedef {{ kind: 'session', state: 'suspended' | 'resumed' | 'closed' }} SessionFact
 */

/**
 * The current sheet is another one; sent at once, before its layout is known.
 * @typedef {{ kind: 'navigated', sheetId: string | null,
 *     trigger: 'open' | 'navigation' | 'url' | 'poll' }} NavigatedFact
 */

/**
 * The layout of the current sheet was read, or changed.
 * @typedef {{ kind: 'sheet', sheetId: string, sheetName?: string, objects: SheetObject[] }} SheetFact
 */

/**
 * @typedef {Object} SheetObject
 * @property {string} id
 * @property {string} type  of the visualization, such as `barchart`
 * @property {string} [title]
 * @property {string} [container]  the id of the container that holds it
 * @property {boolean} [exportable]  false when no picture can be had
 */

/**
 * What the observer says of one element. `removed` when the element left the document.
 * @typedef {Object} IntersectionFact
 * @property {'intersection'} kind
 * @property {string} id
 * @property {number} ratio  0…1 of the object
 * @property {number} share  0…1 of the viewport
 * @property {boolean} sized  it has an area
 * @property {boolean} covered  by a full-screen overlay
 * @property {'scroll' | 'removed' | 'initial'} reason
 */

/**
 * The model of a visible object: `changed` when the engine said so, `settled` when its newest layout is there.
 * @typedef {Object} ObjectFact
 * @property {'object'} kind
 * @property {string} id
 * @property {'changed' | 'settled' | 'failed'} state
 * @property {boolean} [inSelections]  its layout says that a modal selection is going on
 */

/**
 * The selections of all states as they are now; told at every change of the selection object.
 * @typedef {Object} SelectionFact
 * @property {'selections'} kind
 * @property {SelectedField[]} fields
 * @property {number} back   steps that can be undone
 * @property {number} forward  steps that can be redone
 */

/**
 * @typedef {Object} SelectedField
 * @property {string} state  `$` or the name of an alternate state
 * @property {string} field
 * @property {number} selected
 * @property {number} total
 * @property {boolean} locked
 * @property {string} text  the engine's own words: values, or a summary above six
 * @property {string[]} [values]  as read by us, at most the cap; absent when not to be collected
 * @property {boolean} [hidden]  flagged so in the data model
 * @property {boolean} [search]  selected by a search text
 */

/** @typedef {{ kind: 'bookmark', id: string, title?: string }} BookmarkFact  it was applied */

/** @typedef {{ kind: 'notice', answer: 'acknowledged' | 'declined' }} NoticeFact */

/**
 * What of the app could be audited at all.
 * @typedef {Object} InventoryFact
 * @property {'inventory'} kind
 * @property {{ id: string, title?: string, hosts: boolean, objects: SheetObject[] }[]} sheets
 */

/**
 * What became of envelopes, from the outbox.
 * @typedef {Object} DeliveryFact
 * @property {'delivery'} kind
 * @property {'ledger' | 'stop' | 'go'} state  `stop`: the server answered `collect: false`
 * @property {Ledger} [ledger]
 */

/**
 * Counts since the page began. `lost` names every sequence number that will never arrive, as closed ranges.
 * @typedef {Object} Ledger
 * @property {number} sent
 * @property {number} retried
 * @property {number} dead
 * @property {Record<string, number>} dropped  by event type
 * @property {Record<string, number>} dropReasons  evicted, expired, refused, conflict, notPersisted …
 * @property {[number, number][]} lost
 * @property {{ sessionKey: string, lost: [number, number][] }[]} [others]  the same of pages that are gone
 * @property {'closed' | 'open' | 'halted'} circuit
 * @property {number | null} lastStatus
 * @property {number} internalErrors
 */

// ---------------------------------------------------------------- data and pictures

/** @typedef {{ width: number, height: number }} Size */

/**
 * @typedef {Object} RawObjectData
 * @property {string} objectType
 * @property {{ fieldName?: string, label: string }[]} dimensions
 * @property {{ label: string }[]} measures
 * @property {string[][]} rows  texts, dimensions first
 * @property {number} totalRows
 * @property {string} mode  of the cube: S, P, K, T or L (a list)
 * @property {number} from  number of the first row
 * @property {string} [source]  from where it is known which rows are on screen; else it is the first page
 */

/**
 * @typedef {Object} ObjectGeometry
 * @property {number} width
 * @property {number} height
 * @property {{ top: number, left: number, width: number, height: number, scrollTop: number, scrollAreaOffsetY: number,
 *     renderingOverflow: number } | null} crop  null when not certain
 */

export {};
