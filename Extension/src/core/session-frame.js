/**
 * The first and the last event of recording, which frame the numbers between them.
 */

import { fingerprint } from './limits.js';

/** @typedef {import('./state.js').Audit} Audit */

/** @param {Audit} a @returns {string[]} what is collected */
const collectsOf = ({ shots, selections, views, settings: { data } }) => Object.entries({ navigation: true,
    selections: selections.collect !== 'off', durations: views.on, visibility: views.on && views.visibilityEvents,
    screenshots: shots, objectdata: data.on, bookmarks: selections.bookmarks })
    .flatMap(([name, on]) => (on ? name : []));

/** @param {Audit} a @returns {Record<string, unknown>} */
export const startedEvent = (a) => {
    const { connection, data, ...settings } = a.settings;
    // Without the secrets among the settings.
    const hashed = [settings, connection.endpoint, { ...data, salt: data.salt !== '' }];
    return { scope: settings.scope.reach, senseVersion: a.senseVersion,
        tzOffsetMin: Math.round(a.page.tzOffsetMin ?? 0), settingsHash: fingerprint(JSON.stringify(hashed)),
        notice: settings.privacy.notice, collects: collectsOf(a), dataStateId: a.data };
};

/** @param {Audit} a @param {string} reason */
export const endedEvent = (a, reason) => ({ reason, lost: a.ledger.lost });
