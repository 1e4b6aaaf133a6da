/**
 * Makes of an app of the catalogue the plain model from which the stand-in for the Qlik engine serves it: each sheet
 * gets key figures, filter panes and the audit object at its left, charts at its right. Pure.
 */

/** Columns of a sheet, and how many of them the left side takes. */
const COLUMNS = 24;
const LEFT = 5;
/** Heights in rows of the grid. */
const ROWS = { kpi: 2, filter: 3, audit: 2, chart: 5 };
/** Filter panes of a sheet at most. */
const FILTERS = 3;

/** @typedef {{ id: string, col: number, row: number, colspan: number, rowspan: number }} Cell */

/**
 * @param {import('./site.js').CatalogueApp} app
 * @param {object} properties  of every audit object: one for all, so that a change counts everywhere
 * @returns {any}
 */
export function modelOf(app, properties) {
    /** @type {Record<string, any>} */
    const objects = {};
    const sheets = app.sheets.map((sheet, rank) => {
        for (const object of sheet.objects) objects[object.id] = chartOf(object);
        const filters = filterFields(app, sheet).map((field, at) => {
            const id = `filter${rank}${at}`;
            objects[id] = { type: 'filterpane', title: field, list: field };
            return id;
        });
        const audit = `vidimus${rank}`;
        objects[audit] = { type: 'vidimus', title: '', properties };
        return { id: sheet.id, title: sheet.title, rank, cells: cellsOf(sheet, filters, audit) };
    });
    return {
        id: app.id, name: app.name, reloadTime: new Date().toISOString(), states: ['$'], bookmarks: [], objects, sheets,
        fields: Object.fromEntries(app.fields.map(({ name, values }) => [name, { values }])),
    };
}

/**
 * An object as the engine knows it; its rows come when they are known.
 * @param {import('./site.js').CatalogueObject} object
 */
function chartOf({ type, title, dimensions, measures, exportable }) {
    return {
        type, title, exportable, rows: [], initialRows: 200,
        dimensions: dimensions.map((field) => ({ field, label: field })),
        measures: measures.map(({ label }) => ({ label })),
        ...(type === 'pivot-table' ? { mode: 'P', leftDimensions: dimensions.length } : {}),
    };
}

/**
 * What the charts of a sheet are about, then what else there is.
 * @param {import('./site.js').CatalogueApp} app
 * @param {import('./site.js').CatalogueSheet} sheet
 */
function filterFields(app, sheet) {
    const used = sheet.objects.flatMap(({ dimensions }) => dimensions);
    return [...new Set([...used, ...app.fields.map(({ name }) => name)])].slice(0, FILTERS);
}

/**
 * @param {import('./site.js').CatalogueSheet} sheet
 * @param {string[]} filters
 * @param {string} audit
 * @returns {Cell[]}
 */
function cellsOf({ objects }, filters, audit) {
    const kpis = objects.filter(({ type }) => type === 'kpi').map(({ id }) => id);
    const charts = inPairs(objects.filter(({ type }) => type !== 'kpi')).map(({ id }) => id);
    let row = 0;
    /** @param {string} id @param {number} rowspan */
    const below = (id, rowspan) => {
        row += rowspan;
        return { id, col: 0, row: row - rowspan, colspan: LEFT, rowspan };
    };
    const left = [...kpis.map((id) => below(id, ROWS.kpi)), ...filters.map((id) => below(id, ROWS.filter)),
        below(audit, ROWS.audit)];
    return [...left, ...charts.map((id, at) => chartCell(id, at, charts.length))];
}

/**
 * Where one is left over, the first table comes last: it can use the whole width.
 * @param {import('./site.js').CatalogueObject[]} charts
 */
function inPairs(charts) {
    const table = charts.find(({ type }) => /table/.test(type));
    return table && charts.length % 2 ? [...charts.filter((chart) => chart !== table), table] : charts;
}

/**
 * Two side by side; the last is as wide as two where it has no neighbour.
 * @param {string} id
 * @param {number} at
 * @param {number} count
 */
function chartCell(id, at, count) {
    const isLeft = at % 2 === 0;
    const width = COLUMNS - LEFT;
    const half = Math.ceil(width / 2);
    const alone = isLeft && at === count - 1;
    return {
        id, col: isLeft ? LEFT : LEFT + half, row: ROWS.chart * Math.floor(at / 2),
        colspan: alone ? width : isLeft ? half : width - half, rowspan: ROWS.chart,
    };
}
