/**
 * Members that never leave the script: not to Qlik Sense, the browser, the store, the server, nor to a copy of the script
 * of another version. The minifier shortens them. The order of the sources is checked with this list at hand: a name
 * that is used for anything else, or nowhere, is a finding (lint-names.js); that it isn't also a member of an event is
 * up to who adds it.
 */
export const INTERNAL_NAMES = `
    account accountedAt after agreed area asking auditor bars base begin begun blind books bounds breaker bucket
    buttons cancel capability capturing ceiling chart choose claim clock colour containers counted covered
    coveredNext coveredTold covers create cutOff depth destroy durable element end engineText enter enterTxn
    exportImage failures faults fields flying forget forward found frozen geometry given guard head healthNext heard
    heirOf here history hold host html identified ids imprint inModal inSelections isDue isIdle isModal judged keep
    kept lanes lastAt later layout leader learn leave leftovers lines lists load longestPause look looked looking
    lose mark maxAge measure mono muted net newest news noIdle nudge offset onEnd onFact onLeftovers onMutation
    onOnline openLayout order ownKey pageUrl phase port postponed previous print probe probeAt queue quiet read
    readData ready refusals register releaseAt reloadTime restUntil restart retryAfterMs row run save savedAt scene
    scrolled scrolls see send sending serverVersion setVerbose settings share shot shots since sized slept slow
    stale start states stop store sums taken tell tellOthers tested texts ticking transport tries txn typeOf
    unsettled until update validatedAt verdict visit wallBegun wasIdle wasModal watch watched window world writing
`.trim().split(/\s+/);

/** Those of them that are also words of ours in quotes. Nothing is looked up by these words. */
export const ALSO_WORDS = 'settings calls covered start geometry leave frozen running batch barred stop'.split(' ');
