/** Calculates from plain rows what the engine would: which values a field has, and the cells of a cube. */

/**
 * An app without rows knows nothing to calculate from: its fields list their values, and its objects their rows.
 * @typedef {{ fields: Record<string, { hidden?: boolean, oneAndOnlyOne?: boolean, values?: string[] }>, rows?: Record<string, any>[] }} Data
 */
/** @typedef {{ field?: string, expression?: string, label?: string }} Dimension */
/** @typedef {{ label: string, sum?: string, avg?: string, count?: string, text?: string }} Measure */

/** Distinct values of a field in the order they were loaded. @param {Data} data @param {string} field @returns {string[]} */
export function valuesOf(data, field) {
    if (!data.rows) return data.fields[field]?.values ?? [];
    return [...new Set(data.rows.map((row) => row[field]).filter((value) => value !== undefined && value !== null).map(String))];
}

/**
 * The rows that selections leave.
 * @param {Data} data
 * @param {Record<string, { values: string[] }>} selected
 * @param {string} [except]  a field whose own selection does not count
 */
export function possibleRows(data, selected, except) {
    if (!data.rows) return [];
    const sets = Object.entries(selected).filter(([field]) => field !== except)
        .map(([field, { values }]) => /** @type {[string, Set<string>]} */ ([field, new Set(values)]));
    return data.rows.filter((row) => sets.every(([field, values]) => values.has(String(row[field]))));
}

/**
 * The values of a field with their state letters, selected first.
 * @param {Data} data @param {string} field @param {Record<string, { values: string[] }>} selected
 * @returns {{ text: string, state: string, element: number }[]}
 */
export function fieldStates(data, field, selected) {
    const own = selected[field] && new Set(selected[field].values);
    const possible = new Set(data.rows ? possibleRows(data, selected, field).map((row) => String(row[field])) : valuesOf(data, field));
    const letter = (text) => (own ? (own.has(text) ? (possible.has(text) ? 'S' : 'XS') : possible.has(text) ? 'A' : 'X')
        : possible.has(text) ? 'O' : 'X');
    const order = { S: 0, XS: 1, O: 2, A: 3, X: 4 };
    return valuesOf(data, field).map((text, element) => ({ text, element, state: letter(text) }))
        .sort((a, b) => order[a.state] - order[b.state] || a.element - b.element);
}

/** @param {Measure} measure @param {Record<string, any>[]} rows */
function measured(measure, rows) {
    if (measure.text) return { text: String(rows[0]?.[measure.text] ?? '-'), number: 'NaN' };
    if (measure.count) return number(rows.filter((row) => row[measure.count] !== undefined).length);
    const numbers = rows.map((row) => Number(row[measure.sum ?? measure.avg])).filter(Number.isFinite);
    const sum = numbers.reduce((a, b) => a + b, 0);
    if (measure.avg) return numbers.length ? number(Math.round((sum / numbers.length) * 10) / 10) : { text: '-', number: 'NaN' };
    return number(sum);
}

/** @param {number} value */
const number = (value) => ({ text: String(value), number: value });

/**
 * One row per combination of dimension values.
 * @typedef {{ texts: string[], elements: number[], values: { text: string, number: number | 'NaN' }[] }} CubeRow
 * @param {Data} data
 * @param {{ dimensions?: Dimension[], measures?: Measure[], rows?: CubeRow[] }} object
 * @param {Record<string, { values: string[] }>} selected
 * @returns {CubeRow[]}
 */
export function cubeRows(data, { dimensions = [], measures = [], rows: given }, selected) {
    if (given) return given;
    const rows = possibleRows(data, selected);
    const loaded = dimensions.map((dimension) => new Map(valuesOf(data, dimension.field ?? '').map((text, at) => [text, at])));
    /** @type {Map<string, { texts: string[], elements: number[], rows: Record<string, any>[] }>} */
    const groups = new Map();
    for (const row of rows) {
        const texts = dimensions.map((dimension) => (row[dimension.field ?? ''] === undefined ? '-' : String(row[dimension.field ?? ''])));
        const key = JSON.stringify(texts);
        const group = groups.get(key) ?? { texts, elements: texts.map((text, at) => loaded[at].get(text) ?? -2), rows: [] };
        group.rows.push(row);
        groups.set(key, group);
    }
    if (!dimensions.length) groups.set('', { texts: [], elements: [], rows });
    return [...groups.values()]
        .sort((a, b) => a.elements.map((element, at) => element - b.elements[at]).find((difference) => difference) ?? 0)
        .map((group) => ({ texts: group.texts, elements: group.elements, values: measures.map((m) => measured(m, group.rows)) }));
}
