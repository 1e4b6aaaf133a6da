/**
 * What an app developer chose in the property panel, checked and frozen; `readSettings` in `config.js` makes it.
 * The members have the names that the properties of the object have under `vidimus`. Types only.
 *
 * @typedef {Object} Settings
 * @property {{ endpoint: string, key: string }} connection
 * @property {{ reach: 'app' | 'sheet', objects: 'all' | 'listed', listed: readonly string[],
 *     excludedTypes: readonly string[], editMode: boolean }} scope
 * @property {{ collect: 'off' | 'names' | 'values', steps: 'confirmed' | 'all', cap: number,
 *     excludedFields: readonly string[], alternateStates: boolean, hiddenFields: boolean, searchTexts: boolean,
 *     bookmarks: boolean }} selections
 * @property {{ on: boolean, minimum: number, idleMinutes: number, visibilityEvents: boolean }} views
 *     `minimum` in milliseconds
 * @property {{ on: boolean, pace: number, perHour: number, objects: readonly string[] }} screenshots
 *     `pace` in seconds; no objects means all
 * @property {{ on: boolean, rows: number, bytes: number, keepOnDisk: boolean, redactions: readonly Redaction[],
 *     salt: string }} data
 * @property {{ notice: 'off' | 'badge' | 'banner' | 'acknowledge', text: string, version: string,
 *     ignoredUsers: readonly string[] }} privacy
 * @property {{ events: number, megabytes: number, days: number, debug: boolean }} advanced
 */

/** @typedef {{ field: string, match: 'exact' | 'prefix', how: 'drop' | 'mask' | 'hash' }} Redaction */

export {};
