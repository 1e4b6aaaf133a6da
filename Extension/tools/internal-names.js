/**
 * Members that never leave the script: not to Qlik Sense, the browser, the store, the server, nor to a copy of the script
 * of another version. The minifier shortens them. The order of the sources is checked with this list at hand: a name
 * that is used for anything else, or nowhere, is a finding (lint-names.js); that it isn't also a member of an event is
 * up to who adds it.
 */
export const INTERNAL_NAMES = `
    account accountedAt after agreed auditor bars base begun blind bounds bucket cancel capability ceiling claim
    clock containers coveredNext coveredTold covers create cutOff destroy durable engineText enterTxn exportImage
    failures faults flying forget given guard healthNext history identified ids inModal inSelections judged keep
    kept lastAt layout leader leftovers lists longestPause looking lose maxAge measure mono muted newest news offset
    onAnswer onEnd onFact onLeftovers onMutation onOnline onscreen openLayout ownKey pageUrl phase probe probeAt
    queue quiet read readData ready refusals register releaseAt restUntil root run save savedAt scene scrolls
    serverVersion setVerbose share shot shots sized slept stale states store tellOthers tested texts
    transport txn until update validatedAt verdict visit wallBegun watched window writing
`.trim().split(/\s+/);
