/** The document of a sheet as the client builds it: grid cells, objects, containers with one live child, an inner scroll area. */
import { draw, element } from './charts.js';

const COLUMNS = 24;
const ROW_PX = 56;

export class SheetDom {
    /**
     * @param {HTMLElement} root
     * @param {import('./engine/engine.js').Engine} engine
     * @param {{ toggle: (field: string, value: string) => void, mountExtension: (id: string, place: HTMLElement) => { unmount: () => void },
     *     draw?: typeof draw }} work  `draw` draws objects other than plainly
     */
    constructor(root, engine, work) {
        this.root = root;
        this.engine = engine;
        this.work = work;
        /** @type {Map<string, string>} the live child of each container */
        this.tabs = new Map();
        /** @type {{ unmount: () => void }[]} */
        this.mounted = [];
        this.sheet = null;
    }

    /** @param {any} sheet  of the model; null takes everything away */
    show(sheet) {
        for (const component of this.mounted) component.unmount();
        this.mounted = [];
        this.sheet = sheet;
        if (!sheet) return this.root.replaceChildren();
        const rows = Math.max(...sheet.cells.map((cell) => cell.row + cell.rowspan));
        const grid = element('div', { class: 'sheet-grid', style: `height:${rows * ROW_PX}px` }, ...sheet.cells.map((cell) => this.#cell(cell)));
        const area = element('div', { class: 'qv-scroll-area' }, grid);
        this.root.replaceChildren(element('div', { class: 'qv-panel-sheet', id: 'grid-wrap' },
            element('h1', { class: 'sheet-title' }, sheet.title), area));
        this.refresh();
    }

    /** Draws what objects show again, in the elements that are there. */
    refresh() {
        for (const place of this.root.querySelectorAll('[data-host-object]')) {
            const object = this.engine.app.objects[place.dataset.hostObject];
            if (object && object.type !== 'vidimus') (this.work.draw ?? draw)(place, object, this.engine, this.work.toggle);
        }
    }

    /** @param {string} container @param {string} child */
    switchTab(container, child) {
        this.tabs.set(container, child);
        const place = this.root.querySelector(`.qv-gridcell[tid="${CSS.escape(container)}"] .qv-container-content`);
        place?.replaceChildren(this.#article(child));
        this.refresh();
    }

    /** Replaces the nodes of an object by new ones, as the client does when it draws anew. @param {string} id */
    rerender(id) {
        const cell = this.root.querySelector(`.qv-gridcell[tid="${CSS.escape(id)}"]`);
        const spec = this.sheet?.cells.find((c) => c.id === id);
        if (cell && spec) cell.replaceWith(this.#cell(spec));
        this.refresh();
    }

    /** @param {string} id */
    remove(id) {
        this.root.querySelector(`.qv-gridcell[tid="${CSS.escape(id)}"]`)?.remove();
    }

    /** Covers everything, as a dialog or an object in full screen does. @param {boolean} on @param {string} [id] an object to show in it */
    overlay(on, id) {
        document.querySelector('.lui-modal-background')?.remove();
        if (!on) return;
        document.body.append(element('div', { class: 'lui-modal-background' }, ...(id ? [this.#article(id)] : ['A dialog of the client'])));
        this.refresh();
    }

    /** The inner scroll area of the sheet. */
    get area() {
        return /** @type {HTMLElement} */ (this.root.querySelector('.qv-scroll-area'));
    }

    #cell({ id, col, row, colspan, rowspan }) {
        return element('div', {
            class: 'qv-gridcell', tid: id, style: `left:${(100 * col) / COLUMNS}%;top:${row * ROW_PX}px;width:${(100 * colspan) / COLUMNS}%;height:${rowspan * ROW_PX}px`,
        }, this.#article(id));
    }

    #article(id) {
        const object = this.engine.app.objects[id] ?? { type: 'unknown' };
        const inner = element('div', { class: 'qv-inner-object', 'data-host-object': id });
        const article = element('article', { class: `qv-object qv-object-${id} qv-object-${object.type}` });
        if (object.title) article.append(element('header', {}, object.title));
        if (object.children) {
            const live = this.tabs.get(id) ?? object.children[0];
            article.append(element('nav', { class: 'tabs' }, ...object.children.map((child) => element('button', {
                type: 'button', onclick: () => this.switchTab(id, child),
            }, this.engine.app.objects[child]?.title ?? child))), element('div', { class: 'qv-container-content' }, this.#article(live)));
            return article;
        }
        article.append(inner);
        if (object.type === 'vidimus') this.mounted.push(this.work.mountExtension(id, inner));
        return article;
    }
}
