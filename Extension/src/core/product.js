/** Which product and contract this is. The same words stand in `manifest.json`; a test compares them. */

/** The version of the extension, shown to people and told in `context.client`. */
export const VERSION = '0.1.0';

/** The version of the audit contract that is spoken: `source.version` and the version header. Servers check it. */
export const CONTRACT_LEVEL = '0.4.0';
