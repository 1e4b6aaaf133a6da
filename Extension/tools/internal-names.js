/**
 * Members that never leave the script: not to Qlik Sense, the browser, the store, the server, nor to a copy of the script
 * of another version. The minifier shortens them. The order of the sources is checked with this list at hand: a name
 * that is used for anything else, or nowhere, is a finding (lint-names.js); that it isn't also a member of an event is
 * up to who adds it.
 */
export const INTERNAL_NAMES = `
    account accountedAt after agreed auditor bars base begin begun blind bounds bucket buttons calls cancel
    capability ceiling claim clock containers contractLevel covered coveredNext coveredTold covers create cutOff
    destroy durable element end engineText enter enterTxn exportImage failures faults fields flying forget forward
    frozen geometry given guard healthNext heirOf here history hold identified ids inModal inSelections judged keep
    kept lastAt layout leader leave leftovers lines lists longestPause look looking lose maxAge measure mono muted
    net newest news offset onAnswer onEnd onFact onLeftovers onMutation onOnline onscreen openLayout order ownKey
    pageUrl phase previous probe probeAt queue quiet read readData ready refusals register releaseAt reloadTime
    restUntil retryAfterMs root run save savedAt scene scrolls serverVersion setVerbose settings share shot shots
    since sized slept stale start states stop store sums tellOthers tested texts transport txn until update
    validatedAt verdict visit wallBegun watch watched window writing
`.trim().split(/\s+/);

/** Those of them that are also words of ours in quotes. Nothing is looked up by these words. */
export const ALSO_WORDS = 'settings calls covered start geometry leave frozen running batch barred stop'.split(' ');
