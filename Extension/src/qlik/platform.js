/** What the address says: which client this is, the prefix of the virtual proxy, app, sheet and mode. Pure. */
/** Views of an app that are no sheets. */
const OTHER = /\/(insights?|story|stories|datamanager|dataloadeditor|datamodelviewer|explore)(\/|$)/i;

/** @typedef {'client-managed' | 'cloud' | 'desktop'} Platform */
/** @typedef {{ hostname: string, pathname: string, port?: string }} Place */

const CLOUD_HOST = /(^|\.)(qlikcloud\.com|qlikcloudgov\.com|qlik-stage\.com)$/i;

/** Desktop serves its client here, and nothing else does. */
const DESKTOP = { host: /^(localhost|127\.0\.0\.1)$/, port: '4848' };

/** @param {Place} place @returns {Platform} */
export function platformOf({ hostname, port }) {
    if (CLOUD_HOST.test(hostname)) return 'cloud';
    return DESKTOP.host.test(hostname) && port === DESKTOP.port ? 'desktop' : 'client-managed';
}

/**
 * What precedes `/sense/` (or `/hub`, `/extensions`): the virtual proxy, without a slash at its end.
 * @param {Place} place
 */
export const prefixOf = ({ pathname }) => /^(.*?)\/(?:sense|single|hub|extensions)(?:\/|$)/.exec(pathname)?.[1] ?? '';

/** @param {RegExp} form @returns {(place: Place) => string | null} the part of the path, as it is written there */
const partOf = (form) => ({ pathname }) => form.exec(pathname)?.[1] ?? null;

export const appOf = partOf(/\/app\/([^/]+)/);

export const sheetOf = partOf(/\/sheet\/([^/]+)/);

/**
 * The mode, if the address tells. Client-managed says `/state/edit`, Cloud `/sheet/<id>/edit`.
 * @param {Place} place
 * @returns {'analysis' | 'edit' | 'other' | null}
 */
export function modeOf({ pathname }) {
    if (/\/state\/edit(\/|$)/.test(pathname) || /\/sheet\/[^/]+\/edit(\/|$)/.test(pathname)) return 'edit';
    if (OTHER.test(pathname)) return 'other';
    return /\/(state\/analysis|sheet\/[^/]+)(\/|$)/.test(pathname) ? 'analysis' : null;
}
