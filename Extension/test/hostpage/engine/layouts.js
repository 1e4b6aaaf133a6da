/** Makes the layout of an object, whatever definitions its properties hold, at any depth. */
import { Cube, listLayout } from './cubes.js';
import { fieldStates, valuesOf } from './compute.js';

/** How many values the engine lists before it writes a summary. */
const THRESHOLD = 6;

/** One `qSelectionObject`. @param {any} app @param {import('./selection-state.js').SelectionState} selections @param {string} state */
export function selectionLayout(app, selections, state) {
    const selected = selections.of(state);
    return {
        qStateName: state, qBackCount: selections.past.length, qForwardCount: selections.future.length,
        qSelections: Object.entries(selected).map(([field, { values, locked, search }]) => {
            const total = valuesOf(app, field).length;
            const few = values.length <= THRESHOLD;
            return {
                qField: field, qTotal: total, qSelectedCount: values.length, qLocked: locked, qTextSearch: search,
                qSelected: search || (few ? values.join(', ') : `${values.length} of ${total}`), qSelectionThreshold: THRESHOLD,
                qReadableName: field, qIsHidden: Boolean(app.fields[field]?.hidden), qIsNum: false, qSortIndex: 0, qRangeInfo: [],
                qOneAndOnlyOne: Boolean(app.fields[field]?.oneAndOnlyOne),
                qStateCounts: { qSelected: values.length, qLocked: 0, qOption: 0, qAlternative: total - values.length },
                qSelectedFieldSelectionInfo: few ? values.map((qName) => ({ qName, qFieldSelectionMode: 0 })) : [],
                qNotSelectedFieldSelectionInfo: [],
            };
        }),
    };
}

/** What the definitions of a session object come to. @param {any} context @param {any} properties @returns {any} */
export function resolveDefinitions(context, properties) {
    const { app, selections } = context;
    /** @type {Record<string, any>} */
    const layout = {};
    for (const [name, value] of Object.entries(properties)) {
        if (name === 'qSelectionObjectDef') layout.qSelectionObject = selectionLayout(app, selections, value.qStateName || '$');
        else if (name === 'qListObjectDef') layout.qListObject = listLayout(app, value, selections.of(value.qStateName)).layout;
        else if (name === 'qAppObjectListDef') layout.qAppObjectList = { qItems: appObjects(app, value) };
        else if (name === 'qBookmarkListDef') layout.qBookmarkList = { qItems: bookmarks(app) };
        else if (value && typeof value === 'object' && !Array.isArray(value)) layout[name] = resolveDefinitions(context, value);
        else layout[name] = value;
    }
    return layout;
}

function appObjects(app, { qType, qData = {} }) {
    if (qType !== 'sheet') return [];
    return app.sheets.map((sheet) => ({
        qInfo: { qId: sheet.id, qType: 'sheet' }, qMeta: { title: sheet.title },
        qData: Object.fromEntries(Object.entries(qData).map(([name, path]) => [name,
            path === '/cells' ? cellsOf(app, sheet) : path === '/qMetaDef/title' ? sheet.title : path === '/rank' ? sheet.rank : undefined])),
    }));
}

const bookmarks = (app) => (app.bookmarks ?? []).map((bookmark) => ({
    qInfo: { qId: bookmark.id, qType: 'bookmark' }, qMeta: { title: bookmark.title }, qData: {},
}));

const cellsOf = (app, sheet) => sheet.cells.map((cell) => ({
    name: cell.id, type: app.objects[cell.id]?.type ?? 'unknown', col: cell.col, row: cell.row, colspan: cell.colspan, rowspan: cell.rowspan,
}));

const childItem = (app, id) => ({
    qInfo: { qId: id, qType: app.objects[id]?.type ?? 'unknown' }, qMeta: {}, qData: { title: app.objects[id]?.title ?? '' },
});

/** @param {any} app @param {any} sheet */
export function sheetLayout(app, sheet) {
    return {
        qInfo: { qId: sheet.id, qType: 'sheet' }, qMeta: { title: sheet.title, description: '' }, qSelectionInfo: {},
        rank: sheet.rank, columns: 24, rows: 12, cells: cellsOf(app, sheet),
        qChildList: { qItems: sheet.cells.map((cell) => childItem(app, cell.id)) },
    };
}

/** The layout of an object of the app. @param {any} context @param {string} id */
export function objectLayout({ app, selections, modal }, id) {
    const object = app.objects[id];
    const selected = selections.of(object.state);
    const layout = {
        qInfo: { qId: id, qType: object.type }, qMeta: { privileges: ['read'] }, visualization: object.type,
        title: object.title ?? '', showTitles: true, qStateName: object.state ?? '$',
        qSelectionInfo: modal === id ? { qInSelections: true } : {}, ...(object.properties ?? {}),
    };
    if (object.children) layout.qChildList = { qItems: object.children.map((child) => childItem(app, child)) };
    if (object.children) layout.children = object.children.map((child) => ({ refId: child, label: app.objects[child]?.title }));
    if (object.measures || object.dimensions) layout.qHyperCube = new Cube(app, object, selected).layout();
    if (object.list) {
        layout.qListObject = listLayout(app, { qDef: { qFieldDefs: [object.list] },
            qInitialDataFetch: [{ qTop: 0, qLeft: 0, qWidth: 1, qHeight: 20 }] }, selected).layout;
    }
    return layout;
}

/** For filter panes of the page itself. @param {any} app @param {string} field @param {Record<string, any>} selected */
export const listFor = (app, field, selected) => fieldStates(app, field, selected);
