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
        text: 'That is: what you look at, for how long, and what you select.',
        close: 'Understood',
        accept: 'I agree',
        decline: 'I do not agree',
    },
    status: {
        open: 'Recording; server awaited',
        halted: 'Recording; events wait: ',
        barred: 'Not recording: ',
        off: 'Not recording: no server address',
        broken: 'Not recording: internal errors',
        conflict: 'Another Vidimus object has other settings; the first counts',
        older: 'An older Vidimus runs here; reload the page',
        sent: 'Sent {sent}, waiting {waiting}, lost {lost}',
        user: 'User: {user}',
        coverage: 'Sheets with this object:',
        purge: 'Delete what waits',
    },
    bar: {
        mode: 'not in this view',
        notice: 'not agreed yet',
        declined: 'not agreed',
        user: 'an ignored user',
        stopped: 'the server wants no events',
    },
    test: {
        test: 'Test connection',
        ok: 'The server takes events (version {version}).',
        stopped: 'The server wants no events now.',
        endpoint: 'This is no http(s) address.',
        mixed: 'A page with https cannot call http.',
        csp: 'The content security policy here lacks it in connect-src.',
        local: 'The browser forbids the local network.',
        offline: 'The browser is offline.',
        timeout: 'No answer in 10 seconds.',
        network: 'No answer: check address, route, certificate, and CORS for {origin}.',
        auth: 'The server refuses the key.',
        config: 'This is no audit server.',
        incompatible: 'The server refuses this version.',
        limit: 'There are too many requests.',
        server: 'The server has a problem.',
        notRunning: 'Needs an address and a running object.',
    },

    panel: { data: 'Object data', items: '{label} (a, b, …)' },
    connection: {
        endpoint: 'Server address',
        key: 'Ingestion key',
        help: 'Everyone with this app can read the key.',
    },
    scope: { reach: 'Record', add: 'Add object' },
    reach: { sheet: 'Sheets with this object' },
    selections: { cap: 'Values per field' },
    views: { minimum: 'Shortest view (ms)' },
    screenshots: { pace: 'Seconds between' },
    data: { redactions: 'Fields to hide (Name, Phone:mask, Customer*:hash)' },
    notice: { off: 'None (given elsewhere)' },
    advanced: { events: 'Waiting events' },
    about: { text: 'Vidimus {version}, contract {level}' },
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
