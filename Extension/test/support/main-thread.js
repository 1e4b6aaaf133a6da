/**
 * How much of a page's main thread a script takes, by V8's sampling profiler: every sample whose stack goes through the
 * script counts, so what it calls counts too, and what the host does on its own does not.
 */

/** Time between two samples. */
const INTERVAL_US = 200;
/** A longer gap between two samples is the machine's, not the script's: the thread was not running. */
const LONGEST_GAP_US = 4 * INTERVAL_US;
/** Samples without the script that may lie inside one task of it, such as a garbage collection. */
const TOLERATED_MISSES = 2;

/**
 * @typedef {object} Share
 * @property {number} total  milliseconds in all
 * @property {number} longest  milliseconds of the longest run without a break
 * @property {number} samples  in all, of whatever
 */

/** Begins to sample. @param {import('./tab.js').Tab} tab */
export async function startSampling(tab) {
    await tab.cdp('Profiler.enable');
    await tab.cdp('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    await tab.cdp('Profiler.start');
}

/**
 * Ends sampling.
 * @param {import('./tab.js').Tab} tab
 * @param {(url: string) => boolean} isOurs  whether a script is the one asked about
 * @returns {Promise<Share>}
 */
export async function stopSampling(tab, isOurs) {
    const { profile } = await tab.cdp('Profiler.stop');
    return shareOf(profile, isOurs);
}

/**
 * @param {{ nodes: any[], samples: number[], timeDeltas: number[] }} profile  of the DevTools protocol
 * @param {(url: string) => boolean} isOurs
 * @returns {Share}
 */
export function shareOf(profile, isOurs) {
    const ours = new Set();
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    const mark = (/** @type {any} */ node, /** @type {boolean} */ inside) => {
        const now = inside || isOurs(node.callFrame.url);
        if (now) ours.add(node.id);
        for (const child of node.children ?? []) mark(nodes.get(child), now);
    };
    mark(profile.nodes[0], false);
    let total = 0;
    let longest = 0;
    let run = 0;
    let misses = 0;
    profile.samples.forEach((id, index) => {
        const gap = profile.timeDeltas[index + 1] ?? INTERVAL_US;
        const time = Math.min(Math.max(gap, 0), LONGEST_GAP_US);
        const name = nodes.get(id).callFrame.functionName;
        if (ours.has(id)) {
            total += time;
            run += time;
            misses = 0;
        } else if (name === '(idle)' || name === '(program)' || ++misses > TOLERATED_MISSES) {
            run = 0;
            misses = 0;
        }
        longest = Math.max(longest, run);
    });
    return { total: total / 1000, longest: longest / 1000, samples: profile.samples.length };
}

/** Adds what was measured in several documents. @param {Share[]} shares @returns {Share} */
export function sum(shares) {
    return shares.reduce((a, b) => ({
        total: a.total + b.total, longest: Math.max(a.longest, b.longest), samples: a.samples + b.samples,
    }), { total: 0, longest: 0, samples: 0 });
}
