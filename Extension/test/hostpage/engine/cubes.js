/** The engine's shapes of cubes: straight pages, pivot trees, stacked trees, list objects. */
import { cubeRows, fieldStates } from './compute.js';

/** @param {{ texts: string[], elements: number[], values: { text: string, number: any }[] }} row */
function straightCells(row, order) {
    const cells = [
        ...row.texts.map((qText, at) => ({ qText, qNum: 'NaN', qElemNumber: row.elements[at], qState: 'O' })),
        ...row.values.map(({ text, number }) => ({
            qText: text, qNum: number, qElemNumber: 0, qState: 'L', ...(number === 'NaN' ? { qIsNull: true } : {}),
        })),
    ];
    return order?.length === cells.length ? order.map((column) => cells[column]) : cells;
}

/** What both layouts and data calls know of one cube. */
export class Cube {
    /** @param {any} data @param {any} object @param {Record<string, any>} selected */
    constructor(data, object, selected) {
        // A dimension whose field is missing has no column; only an error in its info remains.
        object = { ...object, allDimensions: object.dimensions ?? [], dimensions: (object.dimensions ?? []).filter((d) => !d.missing) };
        this.object = object;
        this.mode = object.mode ?? 'S';
        this.rows = cubeRows(data, object, selected);
        this.left = object.leftDimensions ?? (this.mode === 'P' ? 1 : -1);
    }

    get width() {
        return (this.object.dimensions ?? []).length + (this.object.measures ?? []).length;
    }

    get size() {
        if (this.mode === 'P') return { qcx: this.tops().length, qcy: this.leftRows().length };
        if (this.mode === 'K') return { qcx: this.rows.length, qcy: 1 };
        return { qcx: this.width, qcy: this.rows.length };
    }

    /** @param {{ qTop: number, qLeft: number, qWidth: number, qHeight: number }} area */
    straight(area) {
        const rows = this.rows.slice(area.qTop, area.qTop + area.qHeight);
        return {
            qMatrix: rows.map((row) => straightCells(row, this.object.columnOrder).slice(area.qLeft, area.qLeft + area.qWidth)),
            qTails: [], qIsReduced: false,
            qArea: { ...area, qHeight: rows.length, qWidth: Math.min(area.qWidth, this.width - area.qLeft) },
        };
    }

    /** The distinct left paths. @returns {string[][]} */
    leftRows() {
        return [...new Map(this.rows.map((row) => [JSON.stringify(row.texts.slice(0, this.left)), row.texts.slice(0, this.left)])).values()];
    }

    /** The distinct top paths: values of the top dimensions, then the measure where there are several. @returns {string[][]} */
    tops() {
        const labels = this.object.measures.map((measure) => measure.label);
        const paths = [...new Map(this.rows.map((row) => [JSON.stringify(row.texts.slice(this.left)), row.texts.slice(this.left)])).values()];
        return labels.length < 2 ? paths : paths.flatMap((path) => labels.map((label) => [...path, label]));
    }

    /** @param {{ qTop: number, qLeft: number, qWidth: number, qHeight: number }} area */
    pivot(area) {
        const lefts = this.leftRows().slice(area.qTop, area.qTop + area.qHeight);
        const tops = this.tops().slice(area.qLeft, area.qLeft + area.qWidth);
        const labels = this.object.measures.map((measure) => measure.label);
        const cell = (left, top) => {
            const texts = [...left, ...(labels.length < 2 ? top : top.slice(0, -1))];
            const row = this.rows.find((r) => JSON.stringify(r.texts) === JSON.stringify(texts));
            const value = row?.values[labels.length < 2 ? 0 : labels.indexOf(top[top.length - 1])];
            return value ? { qText: value.text, qNum: value.number, qType: 'V' } : { qText: '-', qNum: 'NaN', qType: 'U' };
        };
        return {
            qLeft: tree(lefts, false), qTop: tree(tops, labels.length > 1),
            qData: lefts.map((left) => tops.map((top) => cell(left, top))),
            qArea: { ...area, qHeight: lefts.length, qWidth: tops.length },
        };
    }

    /** @param {{ qTop: number, qLeft: number, qWidth: number, qHeight: number }} area */
    stack(area) {
        const root = { qText: '', qElemNo: 0, qType: 'R', qValue: 'NaN', qRow: 0, qSubNodes: /** @type {any[]} */ ([]) };
        this.rows.slice(area.qLeft, area.qLeft + area.qWidth).forEach((row) => {
            let nodes = root.qSubNodes;
            row.texts.forEach((qText, at) => {
                let node = nodes.find((n) => n.qText === qText);
                if (!node) nodes.push(node = { qText, qElemNo: row.elements[at], qType: 'N', qValue: 'NaN', qRow: nodes.length, qSubNodes: [] });
                nodes = node.qSubNodes;
            });
            for (const value of row.values) {
                nodes.push({ qText: value.text, qElemNo: -1, qType: 'V', qValue: value.number, qRow: nodes.length, qSubNodes: [] });
            }
        });
        return { qData: [root], qArea: { ...area } };
    }

    /** The `qHyperCube` of a layout, with its first page. */
    layout() {
        const { allDimensions, dimensions: known, measures = [] } = this.object;
        const firstRows = this.object.initialRows ?? 50;
        return {
            qSize: this.size, qMode: this.mode, qNoOfLeftDims: this.left, qError: undefined,
            qDimensionInfo: allDimensions.map((dimension) => ({
                qFallbackTitle: dimension.label ?? dimension.field, qGroupPos: 0,
                qGroupFieldDefs: [dimension.expression ?? dimension.field], qGroupFallbackTitles: [dimension.label ?? dimension.field],
                ...(dimension.expression ? { qIsCalculated: true } : {}), ...(dimension.missing ? { qError: { qErrorCode: 7005 } } : {}),
            })),
            qMeasureInfo: measures.map((measure) => ({ qFallbackTitle: measure.label, qNumFormat: { qType: 'U' } })),
            qEffectiveInterColumnSortOrder: this.mode === 'P' && measures.length > 1 ? [...known.keys(), -1] : [...known.keys()],
            qColumnOrder: this.object.columnOrder ?? [],
            qDataPages: this.mode === 'S' && firstRows ? [this.straight({ qTop: 0, qLeft: 0, qWidth: this.width, qHeight: firstRows })] : [],
            qPivotDataPages: this.mode === 'P' && firstRows ? [this.pivot({ qTop: 0, qLeft: 0, qWidth: 50, qHeight: firstRows })] : [],
            qStackedDataPages: this.mode === 'K' && firstRows ? [this.stack({ qTop: 0, qLeft: 0, qWidth: firstRows, qHeight: 1 })] : [],
        };
    }
}

/** @param {string[][]} paths @param {boolean} pseudo  the last level is the measures @returns {any[]} */
function tree(paths, pseudo) {
    /** @type {any[]} */
    const roots = [];
    for (const path of paths) {
        let nodes = roots;
        path.forEach((qText, depth) => {
            let node = nodes[nodes.length - 1];
            if (!node || node.qText !== qText) {
                const last = depth === path.length - 1;
                nodes.push(node = { qText, qElemNo: nodes.length, qValue: 'NaN', qType: pseudo && last ? 'P' : 'N', qSubNodes: [] });
            }
            nodes = node.qSubNodes;
        });
    }
    return roots;
}

/** The `qListObject` of a layout. @param {any} data @param {any} definition @param {Record<string, any>} selected */
export function listLayout(data, definition, selected) {
    const field = String(definition.qDef?.qFieldDefs?.[0] ?? '').replace(/^\[|\]$/g, '').replace(/\]\]/g, ']');
    const states = fieldStates(data, field, selected);
    if (!definition.qDef?.qSortCriterias?.[0]?.qSortByState) states.sort((a, b) => a.element - b.element);
    const page = (area) => ({
        qMatrix: states.slice(area.qTop, area.qTop + area.qHeight)
            .map(({ text, element, state }) => [{ qText: text, qNum: 'NaN', qElemNumber: element, qState: state }]),
        qTails: [], qIsReduced: false, qArea: area,
    });
    return {
        layout: {
            qSize: { qcx: 1, qcy: states.length },
            qDimensionInfo: { qFallbackTitle: field, qGroupFieldDefs: [field], qGroupPos: 0, qGroupFallbackTitles: [field] },
            qDataPages: (definition.qInitialDataFetch ?? []).map(page),
        },
        page,
    };
}
