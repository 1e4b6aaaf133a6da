/** A scripted user of the host page: does what people do, and notes what the trail must say of it. */
import { advance, leap, pageClockScript, settle } from '../../support/page-clock.js';

/** Nearer than this to the edge of being visible, it is not for a test to say on which side an object is. */
const MARGIN = 0.04;
const ENOUGH = { ratio: 0.5, share: 0.4 };

/** Sheets of the host page's app on which the extension stands. */
const HOSTING = ['7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640', 'c9d3f0a7-1b52-4d8e-8f64-0e7b5a2d9c11'];

/** @typedef {import('./oracle.js').Visit} Visit */

export class Person {
    /** @type {Visit[]} */
    visits = [];
    /** @type {import('../../support/main-thread.js').Share[]} */
    shares = [];
    /** What went wrong in the pages, as the browser told it. @type {import('../../support/tab.js').PageError[]} */
    errors = [];
    /** @type {'away' | 'here' | 'hidden' | 'frozen'} */
    state = 'away';
    offline = false;
    actions = 0;
    redoable = false;
    /** The sheet that is shown. */
    sheetId = '';
    /** Clock time that a frozen page has not lived through. */
    #missed = 0;
    #clockScript = '';

    /**
     * @param {{ name: string, browser: import('../../support/chromium.js').Browser, site: any, context: string,
     *     world: import('./world.js').World }} parts
     */
    constructor({ name, browser, site, context, world }) {
        Object.assign(this, { name, browser, site, context, world });
        this.name = name;
        this.browser = browser;
        this.site = site;
        this.context = context;
        this.world = world;
        /** @type {import('../../support/tab.js').Tab} */
        this.tab = /** @type {any} */ (null);
        /** @type {import('../../support/tab.js').Tab} */
        this.other = /** @type {any} */ (null);
    }

    get visit() {
        return this.visits[this.visits.length - 1];
    }

    /** Opens the app in a new tab, and waits until it is drawn. @param {string} [sheetId] */
    async arrive(sheetId) {
        this.tab = await this.browser.open(undefined, { context: this.context });
        await this.load(() => this.tab.goto(this.site.url(sheetId)));
    }

    /** @param {() => Promise<void>} go  loads the page */
    async load(go) {
        if (this.#clockScript) await this.tab.cdp('Page.removeScriptToEvaluateOnNewDocument',
            { identifier: this.#clockScript }).catch(() => {});
        const added = await this.tab.cdp('Page.addScriptToEvaluateOnNewDocument',
            { source: pageClockScript(this.world.now) });
        this.#clockScript = added.identifier;
        await go();
        this.state = 'here';
        this.visits.push({ user: this.name, samples: [], inputs: [], selections: [], steady: [], end: null });
        this.selected = { past: [], future: [], fields: /** @type {Record<string, string[]>} */ ({}) };
        this.sheetId = '';
        await this.world.until(this, () => /** @type {any} */ (window).host?.ready);
        await this.world.until(this, () => document.querySelector('.qv-gridcell'));
        const failure = await this.tab.evaluate('host.loadError');
        if (failure) throw new Error(failure);
        await this.look();
    }

    /** Lets what was done take effect, and notes what is on screen now. */
    async look() {
        if (this.state === 'here') await settle(this.tab);
        const nobody = this.state === 'here' ? null : /** @type {'hidden' | 'frozen'} */ (this.state);
        const before = this.visit.samples[this.visit.samples.length - 1];
        if (nobody && !before) return;
        const seen = nobody ? before : await this.#seen();
        this.sheetId = seen.sheetId;
        const sample = { at: this.world.now, sheetId: seen.sheetId, visible: seen.visible, nobody };
        // Before the first sheet that hosts the extension nothing is recorded.
        if (!before && !HOSTING.includes(sample.sheetId)) return;
        if (!before && this.visit.selections.length === 0) {
            this.visit.selections.push({ at: sample.at, causes: ['initial'], fields: sorted(this.selected.fields) });
        }
        if (before && before.at === sample.at) this.visit.samples.pop();
        this.visit.samples.push(sample);
    }

    /** A real move of the mouse, which is how the page knows that somebody is there. */
    async stir() {
        this.visit.inputs.push(this.world.now);
        this.actions += 1;
        await this.tab.cdp('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 300 + (this.actions % 50), y: 5 });
        // Nobody moves the mouse and does the next thing in one millisecond.
        await this.world.pass(5);
    }

    /** @param {() => Promise<any>} work */
    async act(work) {
        await this.stir();
        await work();
        await this.look();
    }

    /** @param {string} sheetId @param {'push' | 'replace'} how */
    navigate(sheetId, how) {
        return this.act(() => this.tab.evaluate((/** @type {string} */ s, /** @type {string} */ h) =>
            void (/** @type {any} */ (window)).host.navigate(s, { how: h }), sheetId, how));
    }

    /** Scrolls the sheet; false if an object would lie on the edge of being visible. @param {number} top */
    async scroll(top) {
        await this.stir();
        await this.tab.evaluate((/** @type {number} */ t) => (/** @type {any} */ (window)).host.scroll(t), top);
        for (let step = 0; (await this.#ratios()).some(isOnEdge); step++) {
            if (step > 40) throw new Error('no place to scroll to');
            const more = await this.tab.evaluate((/** @type {number} */ by) => {
                const { area } = (/** @type {any} */ (window)).host.sheets;
                const was = area.scrollTop;
                area.scrollTop += by;
                return area.scrollTop !== was;
            }, 12);
            if (!more) await this.tab.evaluate('host.scroll(0)');
        }
        await this.look();
    }

    /** @param {string} container @param {string} child */
    switchTab(container, child) {
        return this.act(() => this.tab.evaluate((/** @type {string} */ a, /** @type {string} */ b) =>
            (/** @type {any} */ (window)).host.switchTab(a, b), container, child));
    }

    /** @param {boolean} on */
    overlay(on) {
        return this.act(() => this.tab.evaluate(`host.overlay(${on})`));
    }

    // ------------------------------------------------------------ selections

    /** @param {string} field @param {string[]} values */
    async select(field, values) {
        await this.stir();
        await this.tab.evaluate((/** @type {string} */ f, /** @type {string[]} */ v) =>
            void (/** @type {any} */ (window)).host.select(f, v), field, values);
        this.#step({ ...this.selected.fields, [field]: [...values].sort() });
    }

    /** A real click on a value of a list. @param {string} objectId @param {string} field @param {number} index */
    async clickValue(objectId, field, index) {
        this.visit.inputs.push(this.world.now);
        const item = `.qv-object-${objectId} li:nth-child(${index + 1})`;
        const value = await this.tab.evaluate((/** @type {string} */ s) => document.querySelector(s)?.textContent,
            item);
        await this.tab.click(item);
        const now = this.selected.fields[field] ?? [];
        const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
        this.#step({ ...this.selected.fields, [field]: next.sort() });
    }

    async clear() {
        await this.stir();
        await this.tab.evaluate('void host.clear()');
        this.#step({});
    }

    async undo() {
        await this.stir();
        await this.tab.evaluate('void host.undo()');
        const before = this.selected.past.pop();
        if (!before) return;
        this.selected.future.push(this.selected.fields);
        this.selected.fields = before;
    }

    async redo() {
        await this.stir();
        await this.tab.evaluate('void host.redo()');
        const next = this.selected.future.pop();
        if (!next) return;
        this.selected.past.push(this.selected.fields);
        this.selected.fields = next;
    }

    /**
     * The selections of now are what the trail must name next, unless it named them last.
     * @param {string} cause
     * @param {boolean} [there]  they were others in between, so that nothing at all is told if they are the same again
     */
    noteSelections(cause, there = false) {
        const last = this.visit.selections[this.visit.selections.length - 1];
        if (!last) return;
        const fields = sorted(this.selected.fields);
        // The client says that its objects changed, whether the step led to other selections or not.
        const same = JSON.stringify(last.fields) === JSON.stringify(fields);
        if (same && !there) this.visit.steady.push({ at: this.world.now, cause });
        else if (!same) this.visit.selections.push({ at: this.world.now, causes: this.redoable
            ? [cause, 'redo'] : [cause], fields });
        this.redoable = false;
    }

    /** Whether the newest selections differ from those noted last only by fields that are free again. */
    onlyRemoved() {
        const last = this.visit.selections[this.visit.selections.length - 1]?.fields ?? {};
        const now = this.selected.fields;
        return Object.keys(last).some((field) => !(field in now))
            && Object.keys(now).every((field) => JSON.stringify(last[field]) === JSON.stringify(now[field]));
    }

    /** @param {Record<string, string[]>} fields */
    #step(fields) {
        const next = Object.fromEntries(Object.entries(fields).filter(([, values]) => values.length > 0));
        // By the counters and the outcome, a step to where the only undone step led looks like redoing that.
        const { past, future } = this.selected;
        this.redoable = future.length === 1 && JSON.stringify(sorted(future[0])) === JSON.stringify(sorted(next));
        this.selected = { past: [...past, this.selected.fields], future: [], fields: next };
    }

    // ------------------------------------------------------------ coming and going

    /** Goes to another tab. */
    async leaveTab() {
        await this.stir();
        if (!this.other) this.other = await this.browser.open('about:blank', { context: this.context });
        else await this.other.activate();
        await this.tab.waitFor("document.visibilityState === 'hidden'");
        await settle(this.tab);
        this.state = 'hidden';
        await this.look();
    }

    async comeBack() {
        if (this.state === 'frozen') {
            await this.tab.resume();
            await leap(this.tab, this.#missed);
            this.#missed = 0;
            this.state = 'hidden';
            await this.look();
        }
        await this.tab.activate();
        await this.tab.waitFor("document.visibilityState === 'visible'");
        this.state = 'here';
        await this.act(async () => {});
    }

    /** The browser stops the page, which is hidden. */
    async freeze() {
        this.state = 'frozen';
        await this.look();
        await this.tab.freeze();
    }

    /** @param {boolean} offline */
    async setOffline(offline) {
        await this.stir();
        await this.tab.offline(offline);
        this.offline = offline;
        await this.look();
    }

    async reload() {
        await this.stir();
        await this.measured();
        this.#end('left');
        await this.load(() => this.tab.reload());
    }

    /** The tab dies without a last word, and is closed. */
    async die() {
        await this.stir();
        await settle(this.tab);
        await this.measured();
        this.#end('killed');
        this.state = 'away';
        await this.tab.crash();
        this.errors.push(...this.tab.errors);
        await this.tab.close();
        this.#clockScript = '';
    }

    /** Closes the tab. */
    async leave() {
        await this.stir();
        await this.world.pass(2_000);
        await this.measured();
        this.#end('left');
        this.state = 'away';
        await this.tab.close();
        this.errors.push(...this.tab.errors);
        this.#clockScript = '';
    }

    /** Called before the page goes, by whoever measures it. */
    async measured() {}

    /** Moves the clock of the page. @param {number} ms */
    async live(ms) {
        if (this.state === 'away') return;
        if (this.state === 'frozen') this.#missed += ms;
        else await advance(this.tab, ms);
    }

    /** @param {'left' | 'killed'} how */
    #end(how) {
        this.visit.end = { at: this.world.now, how };
    }

    // ------------------------------------------------------------ eyes

    async #seen() {
        const ratios = await this.#ratios();
        const edge = ratios.find(isOnEdge);
        if (edge) throw new Error(`the script leaves ${edge.id} on the edge of being visible: ${JSON.stringify(edge)}`);
        const sheetId = await this.tab.evaluate('host.navigation.state.sheetId');
        const visible = ratios.filter((r) => !r.covered && isEnough(r)).map((r) => r.id);
        return { sheetId, visible };
    }

    /** @returns {Promise<Ratio[]>} */
    #ratios() {
        return this.tab.evaluate(ratiosInPage);
    }
}

/** @typedef {{ id: string, ratio: number, share: number, covered: boolean }} Ratio */

/** @param {Ratio} r */
const isEnough = (r) => r.ratio >= ENOUGH.ratio || r.share >= ENOUGH.share;

/** @param {Ratio} r */
function isOnEdge(r) {
    if (r.covered) return false;
    const near = (/** @type {number} */ value, /** @type {number} */ limit) => Math.abs(value - limit) < MARGIN;
    return (near(r.ratio, ENOUGH.ratio) && r.share < ENOUGH.share + MARGIN)
        || (near(r.share, ENOUGH.share) && r.ratio < ENOUGH.ratio + MARGIN);
}

/** @param {Record<string, string[]>} fields */
const sorted = (fields) => Object.fromEntries(Object.keys(fields).sort().map((name) => [name, fields[name]]));

/** Runs in the page: how much of each object that can be audited is inside the scroll area and the window. */
function ratiosInPage() {
    const { sheets, engine } = /** @type {any} */ (window).host;
    const area = sheets.area?.getBoundingClientRect();
    if (!area) return [];
    const frame = { left: Math.max(0, area.left), top: Math.max(0, area.top), right: Math.min(innerWidth, area.right),
        bottom: Math.min(innerHeight, area.bottom) };
    const covered = document.querySelector('.lui-modal-background') !== null;
    const found = [];
    for (const [id, { type }] of Object.entries(/** @type {Record<string, any>} */ (engine.app.objects))) {
        if (type === 'vidimus' || type === 'container') continue;
        const element = document.querySelector(`.qv-gridcell[tid="${id}"]`) ?? document.querySelector(
            `article.qv-object-${id}`);
        if (!element) continue;
        const box = element.getBoundingClientRect();
        const width = Math.max(0, Math.min(box.right, frame.right) - Math.max(box.left, frame.left));
        const height = Math.max(0, Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top));
        found.push({ id, ratio: (width * height) / (box.width * box.height),
            share: (width * height) / (innerWidth * innerHeight), covered });
    }
    return found;
}
