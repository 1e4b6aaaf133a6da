/**
 * The property panel as data: one accordion, nine sections. Standards and bounds are repeated only where people must
 * see
 * them; `core/config.js` enforces them. One malformed item would take the whole panel away, so a test reads every one.
 */
import { say } from './texts.js';

/** @typedef {import('./texts.js').TextKey} TextKey */
/** @typedef {Record<string, any>} Item */

/**
 * What the panel shows of a running page; every answer is a text or a list, and none throws.
 * @typedef {Object} PanelLive
 * @property {() => boolean} pictures  whether screenshots can be had here
 * @property {() => string} coverage
 * @property {() => string} tested  what the last test of the connection found
 * @property {() => Promise<void>} test
 * @property {() => { value: string, label: string }[]} objects  of the app
 */

/**
 * @param {TextKey} label
 * @param {string} ref
 * @param {Item} [more]
 * @returns {Item}
 */
const text = (label, ref, more) => ({ type: 'string', ref: `vidimus.${ref}`, label: say(label), expression: 'optional',
    ...more });

/**
 * @param {TextKey} label
 * @param {string} ref
 * @param {number} standard
 * @param {number} min
 * @param {number} max
 * @returns {Item}
 */
const number = (label, ref, standard, min, max) => ({
    type: 'integer', ref: `vidimus.${ref}`, label: say(label), defaultValue: standard, min, max, expression: 'optional',
});

/**
 * @param {TextKey} label
 * @param {string} ref
 * @param {boolean} standard
 * @returns {Item}
 */
const flag = (label, ref, standard) => ({
    type: 'boolean', component: 'switch', ref: `vidimus.${ref}`, label: say(label), defaultValue: standard,
    options: [{ value: true, label: say('panel.on') }, { value: false, label: say('panel.off') }],
});

/**
 * The first word is the standard.
 * @param {TextKey} label
 * @param {string} ref
 * @param {...[value: string, text: TextKey]} words
 * @returns {Item}
 */
const choice = (label, ref, ...words) => ({
    type: 'string', component: 'dropdown', ref: `vidimus.${ref}`, label: say(label), defaultValue: words[0][0],
    options: words.map(([value, key]) => ({ value, label: say(key) })),
});

/**
 * @param {TextKey} label
 * @param {Record<string, Item>} items
 * @param {Item} [more]
 * @returns {Item}
 */
const section = (label, items, more) => ({ type: 'items', label: say(label), items, ...more });

/**
 * Words that are worked out when the panel is drawn.
 * @param {() => string} label
 * @returns {Item}
 */
const words = (label) => ({ component: 'text', label });

/**
 * @param {Item | undefined} data  the properties
 * @param {string} part
 * @param {string} member
 */
const chosen = (data, part, member) => data?.vidimus?.[part]?.[member];

/** @param {PanelLive} live */
const connection = (live) => section('panel.connection', {
    endpoint: text('panel.endpoint', 'connection.endpoint'),
    key: text('panel.key', 'connection.key'),
    keyHelp: { component: 'text', label: say('panel.key.help') },
    test: { component: 'button', label: say('panel.test'), action: () => live.test() },
    tested: words(live.tested),
});

/** @param {PanelLive} live */
const scope = (live) => section('panel.scope', {
    reach: choice('panel.reach', 'scope.reach', ['app', 'panel.reach.app'], ['sheet', 'panel.reach.sheet']),
    objects: choice('panel.objects', 'scope.objects', ['all', 'panel.objects.all'], ['listed', 'panel.objects.listed']),
    listed: {
        type: 'array', ref: 'vidimus.scope.listed', label: say('panel.listed'), itemTitleRef: 'value', allowAdd: true,
            allowRemove: true,
        addTranslation: say('panel.listed.add'), show: (/** @type {Item} */ data) =>
            chosen(data, 'scope', 'objects') === 'listed',
        items: { value: { type: 'string', component: 'dropdown', ref: 'value', label: say('panel.object'),
            options: () => live.objects() } },
    },
    excludedTypes: text('panel.excludedTypes', 'scope.excludedTypes'),
    editMode: flag('panel.editMode', 'scope.editMode', true),
    coverage: words(live.coverage),
});

const selections = () => section('panel.selections', {
    collect: choice('panel.collect', 'selections.collect', ['values', 'panel.collect.values'],
        ['names', 'panel.collect.names'], ['off', 'panel.collect.off']),
    steps: choice('panel.steps', 'selections.steps', ['confirmed', 'panel.steps.confirmed'],
        ['all', 'panel.steps.all']),
    cap: number('panel.cap', 'selections.cap', 50, 1, 1000),
    excludedFields: text('panel.excludedFields', 'selections.excludedFields'),
    alternateStates: flag('panel.alternateStates', 'selections.alternateStates', true),
    hiddenFields: flag('panel.hiddenFields', 'selections.hiddenFields', false),
    searchTexts: flag('panel.searchTexts', 'selections.searchTexts', false),
    bookmarks: flag('panel.bookmarks', 'selections.bookmarks', false),
});

const views = () => section('panel.views', {
    on: flag('panel.views.on', 'views.on', true),
    minimum: number('panel.minimum', 'views.minimum', 1000, 1000, 60_000),
    idleMinutes: number('panel.idleMinutes', 'views.idleMinutes', 10, 0, 1440),
    visibilityEvents: flag('panel.visibilityEvents', 'views.visibilityEvents', false),
});

/** @param {PanelLive} live */
const screenshots = (live) => section('panel.screenshots', {
    on: flag('panel.screenshots.on', 'screenshots.on', false),
    pace: number('panel.pace', 'screenshots.pace', 3, 3, 3600),
    perHour: number('panel.perHour', 'screenshots.perHour', 60, 1, 600),
    objects: text('panel.screenshots.objects', 'screenshots.objects'),
}, { show: () => live.pictures() });

const data = () => section('panel.data', {
    on: flag('panel.data.on', 'data.on', false),
    rows: number('panel.rows', 'data.rows', 200, 1, 10_000),
    bytes: number('panel.bytes', 'data.bytes', 262_144, 8192, 921_600),
    keepOnDisk: flag('panel.keepOnDisk', 'data.keepOnDisk', false),
    redactions: {
        type: 'array', ref: 'vidimus.data.redactions', label: say('panel.redactions'), itemTitleRef: 'field',
            allowAdd: true, allowRemove: true,
        addTranslation: say('panel.redactions.add'), items: {
            field: { type: 'string', ref: 'field', label: say('panel.field') },
            match: { ...choice('panel.match', '', ['exact', 'panel.match.exact'], ['prefix', 'panel.match.prefix']),
                ref: 'match' },
            how: { ...choice('panel.how', '', ['drop', 'panel.how.drop'], ['mask', 'panel.how.mask'],
                ['hash', 'panel.how.hash']), ref: 'how' },
        },
    },
    salt: text('panel.salt', 'data.salt', { expression: undefined }),
});

const privacy = () => section('panel.privacy', {
    notice: choice('panel.notice', 'privacy.notice', ['badge', 'panel.notice.badge'], ['banner', 'panel.notice.banner'],
        ['acknowledge', 'panel.notice.acknowledge'], ['off', 'panel.notice.off']),
    text: text('panel.text', 'privacy.text'),
    version: text('panel.version', 'privacy.version', { defaultValue: '1' }),
    ignoredUsers: text('panel.ignoredUsers', 'privacy.ignoredUsers'),
});

const advanced = () => section('panel.advanced', {
    events: number('panel.events', 'advanced.events', 2000, 50, 20_000),
    megabytes: number('panel.megabytes', 'advanced.megabytes', 8, 1, 64),
    days: number('panel.days', 'advanced.days', 7, 1, 90),
    debug: flag('panel.debug', 'advanced.debug', false),
});

/**
 * @param {PanelLive} live
 * @param {{ version: string, level: string }} about
 */
export const createPanel = (live, { version, level }) => ({
    type: 'items', component: 'accordion', items: {
        connection: connection(live), scope: scope(live), selections: selections(), views: views(),
            screenshots: screenshots(live),
        data: data(), privacy: privacy(), advanced: advanced(),
        about: section('panel.about', {
            version: { component: 'text', label: say('panel.about.version', { version }) },
            level: { component: 'text', label: say('panel.about.level', { level }) },
            licence: { component: 'text', label: say('panel.about.licence') },
        }),
    },
});
