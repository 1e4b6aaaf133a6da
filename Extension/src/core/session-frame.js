/**
 * The first and the last event of recording, which frame the numbers between them.
 */

import { CAPS, fingerprint, textOf } from './limits.js';

/** @typedef {import('./settings.js').Settings} Settings */

/** @param {Settings} settings @param {boolean} shots @returns {string[]} what is collected */
function collectsOf({ selections, views, data }, shots) {
    /** @type {[string, boolean][]} */
    const all = [['navigation', true], ['selections', selections.collect !== 'off'], ['durations', views.on],
        ['visibility', views.on && views.visibilityEvents], ['screenshots', shots], ['objectdata', data.on],
        ['bookmarks', selections.bookmarks]];
    return all.filter(([, on]) => on).map(([name]) => name);
}

/**
 * Settings without the secrets among them; the same ones have the same words.
 * @param {Settings} settings
 */
const hashOf = (settings) => fingerprint(JSON.stringify({ ...settings,
    connection: settings.connection.endpoint, data: { ...settings.data, salt: settings.data.salt !== '' } }));

/**
 * @param {Settings} settings @param {import('./envelope.js').Page} page @param {string | undefined} senseVersion
 * @param {number | null} dataStateId
 */
export const startedEvent = (settings, page, senseVersion, dataStateId) => ({
    type: 'session.started', scope: settings.scope.reach, senseVersion: textOf(senseVersion, CAPS.version) ?? null,
    tzOffsetMin: Math.round(page.tzOffsetMin ?? 0), settingsHash: hashOf(settings), notice: settings.privacy.notice,
    collects: collectsOf(settings, settings.screenshots.on && page.platform === 'client-managed'), dataStateId,
});

/** @param {string} reason @param {[number, number][]} lost numbers of this page that will never arrive */
export const endedEvent = (reason, lost) => ({ type: 'session.ended', reason, lost });
