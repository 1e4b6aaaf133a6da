/**
 * Everything that people read, in English: by what it belongs to, then by word. A translation is another object of
 * this form. A word that reads as it should (`excludedFields`: "Excluded fields") needs no text. `{name}` stands for a
 * value.
 *
 * @type {Record<string, Record<string, string>>}
 */
export const TEXTS = {
    tile: {
        badge: 'The use of this app is recorded for audit.',
        inert: 'Nothing is recorded in exports.',
    },
    banner: {
        text: 'That is: which sheets and charts you look at, for how long, and what you select.',
        label: 'Notice of recording',
        close: 'Understood',
        accept: 'I agree',
        decline: 'I do not agree',
    },
    status: {
        open: 'Recording; events wait to be sent',
        halted: 'Recording; the server takes no events: ',
        barred: 'Not recording: ',
        off: 'Not recording: no server address',
        broken: 'Not recording: stopped after internal errors',
        conflict: 'Another Vidimus object of this page has other settings; the first one counts',
        otherApp: 'Another app of this page is being recorded',
        older: 'An older Vidimus ({version}) runs on this page; reload it to use this one',
        sent: 'Sent {sent}, waiting {waiting}, lost {lost}',
        problems: 'Check settings: {list}',
        user: 'User: {user}',
        coverage: 'Sheets with this object:',
        purge: 'Delete what waits in this browser',
    },
    bar: {
        mode: 'this view is not recorded',
        notice: 'the reader has not agreed yet',
        declined: 'the reader did not agree',
        user: 'this user is not to be recorded',
        stopped: 'the server wants no events',
        closed: 'the app was closed',
        left: 'the page was left',
    },
    test: {
        test: 'Test connection',
        running: 'Testing…',
        none: 'Not tested yet.',
        ok: 'The server takes events (version {version}).',
        batch: 'Several at once.',
        stopped: 'The server answers but wants no events now.',
        endpoint: 'The address is no http or https address.',
        mixed: 'This page is https: the browser refuses to call an http address.',
        csp: 'The content security policy of this site forbids the address; an administrator must add it to '
            + 'connect-src.',
        local: 'The browser does not let this site call the local network.',
        offline: 'The browser is offline.',
        timeout: 'No answer in 10 seconds.',
        network: 'No answer that this page may read: wrong address, no route, an untrusted certificate, or the server '
            + 'does not allow {origin} (CORS).',
        auth: 'The server refuses the ingestion key.',
        config: 'What answers is no audit server.',
        incompatible: 'The server does not work with this version of the extension.',
        limit: 'The server is asked too often; try again in a minute.',
        server: 'The server has an internal problem.',
        notRunning: 'Fill in the address first; the test needs the object on the sheet.',
    },

    panel: { data: 'Object data', items: '{label}, comma-separated' },
    connection: {
        endpoint: 'Server address',
        key: 'Ingestion key',
        help: 'Everyone who may open this app can read the key. Use one that can only send events.',
    },
    scope: { reach: 'Record', add: 'Add object', editMode: 'Record in edit mode' },
    reach: { app: 'The whole app', sheet: 'Only sheets with this object' },
    selections: { cap: 'Values per field', bookmarks: 'Bookmarks (guessed)' },
    collect: { off: 'Nothing', names: 'Names of fields', values: 'Names and values' },
    steps: { all: 'Every step' },
    views: {
        on: 'Record views',
        minimum: 'Shortest view, in milliseconds',
        idleMinutes: 'Idle after minutes (0: never)',
    },
    screenshots: {
        on: 'Take screenshots',
        pace: 'Seconds between two',
        perHour: 'At most per hour',
        objects: 'Only these object ids',
    },
    data: {
        on: 'Record the data shown',
        bytes: 'Bytes of one event',
        keepOnDisk: 'May wait on disk',
        redactions: 'Fields to hide',
        add: 'Add field',
        field: 'Field or label',
        salt: 'Salt for hashes',
    },
    match: { prefix: 'Beginning' },
    how: { drop: 'Leave out' },
    privacy: { notice: 'Notice to readers', text: 'Text (empty: standard)', version: 'Version of the text' },
    notice: { off: 'None (given elsewhere)', acknowledge: 'Record only after agreement' },
    advanced: {
        events: 'Events that may wait',
        megabytes: 'Megabytes that may wait',
        days: 'Days that events may wait',
        debug: 'Write to the browser console',
    },
    about: { text: 'Vidimus {version}, audit contract {level}. Free software, Apache-2.0.' },
};

/**
 * What people read for a word, with its values put in.
 * @param {string} part  what it belongs to
 * @param {string} word
 * @param {Record<string, unknown>} [values]
 */
export const say = (part, word, values = {}) => (TEXTS[part]?.[word] ?? plain(word))
    .replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * A name of ours in plain words.
 * @param {string} name
 */
const plain = (name) => name.replace(/^./, (first) => first.toUpperCase())
    .replace(/[a-z][A-Z]/g, ([end, start]) => `${end} ${start.toLowerCase()}`);
