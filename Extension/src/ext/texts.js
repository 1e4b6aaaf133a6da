/**
 * Everything that people read, in English, by key. A translation is another object with these keys; what it lacks is
 * taken
 * from here. `{name}` stands for a value.
 */
export const TEXTS = {
    name: 'Vidimus',

    'tile.static': 'Vidimus: usage of this app is recorded for audit. Nothing is recorded in exports.',
    'tile.badge': 'The use of this app is recorded for audit.',

    'notice.banner': 'The use of this app is recorded for audit: which sheets and charts you look at, for how long, '
        + 'and what you select.',
    'notice.label': 'Notice of recording',
    'notice.close': 'Understood',
    'notice.accept': 'I agree',
    'notice.decline': 'I do not agree',

    'status.starting': 'Starting',
    'status.recording': 'Recording',
    'status.waiting': 'Recording; events wait to be sent',
    'status.halted': 'Recording; the server does not take events',
    'status.barred': 'Not recording',
    'status.off': 'Not recording: no server address',
    'status.broken': 'Not recording: stopped after repeated internal errors',
    'status.conflict': 'Another Vidimus object of this page has other settings; the first one counts',
    'status.otherApp': 'Another app on this page is being recorded',
    'status.older': 'An older Vidimus ({version}) runs on this page and goes on; reload the page to use this version',
    'status.sent': 'Sent {sent}, waiting {waiting}, lost {lost}',
    'status.lastStatus': 'Last answer of the server: {status}',
    'status.errors': 'Internal errors: {count}',
    'status.problems': 'Settings to look at: {list}',
    'status.user': 'User: {user}',
    'status.unknownUser': 'User: not known',
    'status.purged': 'What waited in this browser was deleted.',
    'status.coverage': 'Sheets with this object',
    'status.reachApp': 'The whole app is recorded once one of these sheets was opened.',
    'status.reachSheet': 'Only these sheets are recorded.',
    'status.test': 'Test connection',
    'status.purge': 'Delete what waits in this browser',

    'bar.mode': 'this view is not recorded',
    'bar.notice': 'waiting for the reader\'s agreement',
    'bar.declined': 'the reader did not agree',
    'bar.user': 'this user is not to be recorded',
    'bar.stopped': 'the server wants no events',
    'bar.closed': 'the app was closed',
    'bar.left': 'the page was left',

    'test.running': 'Testing the connection…',
    'test.none': 'Not tested yet.',
    'test.ok': 'The server takes events (version {version}).',
    'test.stopped': 'The server is reachable but wants no events now.',
    'test.batch': 'It takes several events at once.',
    'test.endpoint': 'The address is not a valid http or https address.',
    'test.mixed': 'This page is https: the browser refuses to call an http address.',
    'test.csp': 'The content security policy of this site forbids the address. An administrator must add it to '
        + 'connect-src.',
    'test.local': 'The browser does not let this site call an address of the local network.',
    'test.offline': 'The browser is offline.',
    'test.timeout': 'No answer in 10 seconds.',
    'test.network': 'No answer that this page may read: wrong address, no route, a certificate that the browser does '
        + 'not trust, or {origin} is missing among the allowed origins of the server (CORS).',
    'test.auth': 'The server refuses the ingestion key.',
    'test.config': 'Something answers, but it is no audit server.',
    'test.incompatible': 'The server does not work with this version of the extension.',
    'test.limit': 'The server is asked too often; try again in a minute.',
    'test.server': 'The server has an internal problem.',
    'test.notRunning': 'Fill in the address first; the test runs when the object is on the sheet.',

    'panel.connection': 'Connection',
    'panel.endpoint': 'Address of the audit server',
    'panel.key': 'Ingestion key',
    'panel.key.help': 'Everyone who may open this app can read the key. Use one that can only send events.',
    'panel.test': 'Test connection',
    'panel.scope': 'Scope',
    'panel.reach': 'Record',
    'panel.reach.app': 'The whole app',
    'panel.reach.sheet': 'Only sheets with this object',
    'panel.objects': 'Objects',
    'panel.objects.all': 'All',
    'panel.objects.listed': 'Listed ones',
    'panel.listed': 'Listed objects',
    'panel.listed.add': 'Add object',
    'panel.object': 'Object',
    'panel.excludedTypes': 'Types to leave out, comma-separated',
    'panel.editMode': 'Record in edit mode',
    'panel.coverage.none': 'The sheets of the app are being read.',
    'panel.coverage': 'Sheets with this object: {hosting} of {all}',
    'panel.coverage.missing': 'Without: {list}',
    'panel.selections': 'Selections',
    'panel.collect': 'Collect',
    'panel.collect.off': 'Nothing',
    'panel.collect.names': 'Names of fields',
    'panel.collect.values': 'Names and values',
    'panel.steps': 'Steps',
    'panel.steps.confirmed': 'Confirmed selections',
    'panel.steps.all': 'Every step',
    'panel.cap': 'Values per field',
    'panel.excludedFields': 'Fields to leave out, comma-separated',
    'panel.alternateStates': 'Alternate states',
    'panel.hiddenFields': 'Hidden fields',
    'panel.searchTexts': 'Search texts',
    'panel.bookmarks': 'Bookmarks (guessed)',
    'panel.views': 'Views',
    'panel.views.on': 'Record views',
    'panel.minimum': 'Shortest view, in milliseconds',
    'panel.idleMinutes': 'Idle after minutes (0: never)',
    'panel.visibilityEvents': 'Tell when objects come and go',
    'panel.screenshots': 'Screenshots',
    'panel.screenshots.on': 'Take screenshots',
    'panel.pace': 'Seconds between two',
    'panel.perHour': 'At most per hour',
    'panel.screenshots.objects': 'Only these objects, comma-separated ids (empty: all)',
    'panel.data': 'Object data',
    'panel.data.on': 'Record the data shown',
    'panel.rows': 'Rows',
    'panel.bytes': 'Bytes of one event',
    'panel.keepOnDisk': 'May wait on disk',
    'panel.redactions': 'Fields to hide',
    'panel.redactions.add': 'Add field',
    'panel.field': 'Field or label',
    'panel.match': 'Match',
    'panel.match.exact': 'Exactly',
    'panel.match.prefix': 'Beginning',
    'panel.how': 'How',
    'panel.how.drop': 'Leave out',
    'panel.how.mask': 'Mask',
    'panel.how.hash': 'Hash',
    'panel.salt': 'Salt for hashes',
    'panel.privacy': 'Privacy',
    'panel.notice': 'Notice to readers',
    'panel.notice.off': 'None (given elsewhere)',
    'panel.notice.badge': 'Badge in the object',
    'panel.notice.banner': 'Banner',
    'panel.notice.acknowledge': 'Record only after agreement',
    'panel.text': 'Text (empty: standard text)',
    'panel.version': 'Version of the text',
    'panel.ignoredUsers': 'Users not recorded, comma-separated',
    'panel.advanced': 'Advanced',
    'panel.events': 'Events that may wait',
    'panel.megabytes': 'Megabytes that may wait',
    'panel.days': 'Days that events may wait',
    'panel.debug': 'Write to the browser console',
    'panel.about': 'About',
    'panel.about.version': 'Vidimus {version}',
    'panel.about.level': 'Audit contract {level}',
    'panel.about.licence': 'Free software, Apache-2.0',
    'panel.on': 'On',
    'panel.off': 'Off',
};

/** @typedef {keyof typeof TEXTS} TextKey */

/**
 * A text with its values put in.
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values]
 */
export const say = (key, values = {}) => TEXTS[key].replace(/\{(\w+)\}/g, (whole, name) =>
    String(values[name] ?? whole));

/**
 * A text whose key is made of a word from elsewhere; the word itself where there is none.
 * @param {string} prefix
 * @param {string} word
 * @param {Record<string, string | number>} [values]
 */
export function sayOf(prefix, word, values) {
    const key = `${prefix}.${word}`;
    return key in TEXTS ? say(/** @type {TextKey} */ (key), values) : word;
}
