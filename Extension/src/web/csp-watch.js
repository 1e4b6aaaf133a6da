/** Remembers which addresses a content security policy of the page kept us from. */

/** Origins remembered at most. */
const ORIGINS = 20;

/**
 * @param {Document} document
 * @param {import('../core/ports.js').Guard} guard
 * @returns {{ blocks: (url: string) => boolean, stop: import('../core/ports.js').Cancel }}
 */
export function watchCsp(document, guard) {
    /** @type {Set<string>} */
    const blocked = new Set();
    const listen = (/** @type {SecurityPolicyViolationEvent} */ event) => guard('csp', () => {
        const directive = event.effectiveDirective || event.violatedDirective;
        if (event.disposition === 'report' || !/^(connect-src|default-src)/.test(directive)) return;
        const origin = originOf(event.blockedURI);
        if (origin && blocked.size < ORIGINS) blocked.add(origin);
    });
    document.addEventListener('securitypolicyviolation', listen, { passive: true });
    return {
        blocks: (url) => blocked.has(originOf(url) ?? ''),
        stop: () => document.removeEventListener('securitypolicyviolation', listen),
    };
}

/**
 * @param {string} url
 * @returns {string | null}
 */
function originOf(url) {
    try {
        return new URL(url).origin;
    } catch {
        return null;
    }
}
