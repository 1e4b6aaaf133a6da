/**
 * Everything that people read, in English, by key. A translation is another object with these keys; what it lacks is
 * taken from here. `{name}` stands for a value.
 */
export const TEXTS = {
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
    'connection.endpoint': 'Address of the audit server',
    'connection.key': 'Ingestion key',
    'connection.key.help': 'Everyone who may open this app can read the key. Use one that can only send events.',
    test: 'Test connection',
    'panel.scope': 'Scope',
    'scope.reach': 'Record',
    'scope.reach.app': 'The whole app',
    'scope.reach.sheet': 'Only sheets with this object',
    'scope.objects': 'Objects',
    'scope.objects.all': 'All',
    'scope.objects.listed': 'Listed ones',
    'scope.listed': 'Listed objects',
    'scope.listed.add': 'Add object',
    'scope.listed.object': 'Object',
    'scope.excludedTypes': 'Types to leave out, comma-separated',
    'scope.editMode': 'Record in edit mode',
    'panel.coverage.none': 'The sheets of the app are being read.',
    'panel.coverage': 'Sheets with this object: {hosting} of {all}',
    'panel.coverage.missing': 'Without: {list}',
    'panel.selections': 'Selections',
    'selections.collect': 'Collect',
    'selections.collect.off': 'Nothing',
    'selections.collect.names': 'Names of fields',
    'selections.collect.values': 'Names and values',
    'selections.steps': 'Steps',
    'selections.steps.confirmed': 'Confirmed selections',
    'selections.steps.all': 'Every step',
    'selections.cap': 'Values per field',
    'selections.excludedFields': 'Fields to leave out, comma-separated',
    'selections.alternateStates': 'Alternate states',
    'selections.hiddenFields': 'Hidden fields',
    'selections.searchTexts': 'Search texts',
    'selections.bookmarks': 'Bookmarks (guessed)',
    'panel.views': 'Views',
    'views.on': 'Record views',
    'views.minimum': 'Shortest view, in milliseconds',
    'views.idleMinutes': 'Idle after minutes (0: never)',
    'views.visibilityEvents': 'Tell when objects come and go',
    'panel.screenshots': 'Screenshots',
    'screenshots.on': 'Take screenshots',
    'screenshots.pace': 'Seconds between two',
    'screenshots.perHour': 'At most per hour',
    'screenshots.objects': 'Only these objects, comma-separated ids (empty: all)',
    'panel.data': 'Object data',
    'data.on': 'Record the data shown',
    'data.rows': 'Rows',
    'data.bytes': 'Bytes of one event',
    'data.keepOnDisk': 'May wait on disk',
    'data.redactions': 'Fields to hide',
    'data.redactions.add': 'Add field',
    'data.redactions.field': 'Field or label',
    'data.redactions.match': 'Match',
    'data.redactions.match.exact': 'Exactly',
    'data.redactions.match.prefix': 'Beginning',
    'data.redactions.how': 'How',
    'data.redactions.how.drop': 'Leave out',
    'data.redactions.how.mask': 'Mask',
    'data.redactions.how.hash': 'Hash',
    'data.salt': 'Salt for hashes',
    'panel.privacy': 'Privacy',
    'privacy.notice': 'Notice to readers',
    'privacy.notice.off': 'None (given elsewhere)',
    'privacy.notice.badge': 'Badge in the object',
    'privacy.notice.banner': 'Banner',
    'privacy.notice.acknowledge': 'Record only after agreement',
    'privacy.text': 'Text (empty: standard text)',
    'privacy.version': 'Version of the text',
    'privacy.ignoredUsers': 'Users not recorded, comma-separated',
    'panel.advanced': 'Advanced',
    'advanced.events': 'Events that may wait',
    'advanced.megabytes': 'Megabytes that may wait',
    'advanced.days': 'Days that events may wait',
    'advanced.debug': 'Write to the browser console',
    'panel.about': 'About',
    'about.version': 'Vidimus {version}',
    'about.level': 'Audit contract {level}',
    'about.licence': 'Free software, Apache-2.0',
    on: 'On',
    off: 'Off',
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
