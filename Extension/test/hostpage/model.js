/** The app that the host page serves unless it is given another: plain data, from which everything is calculated. */

const REGIONS = ['North', 'East', 'South', 'West'];
const PLANTS = ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku', 'Visby', 'Gdańsk', 'Riga', 'Tallinn', 'Bremen'];
const QUARTERS = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];

/** Repeats itself, so that tests know what comes. @param {number} a @param {number} b */
const pseudo = (a, b) => (a * 7919 + b * 104729 + 17) % 997;

function rows() {
    return PLANTS.flatMap((Plant, p) => QUARTERS.flatMap((Quarter, q) => [0, 1].map((i) => ({
        Region: REGIONS[p % 4], Plant, Quarter, Product: ['Pumps', 'Valves', 'Motors'][(p + q + i) % 3], Customer: `Customer ${(p * 8 + q * 2 + i) % 40}`,
        Sales: pseudo(p * 10 + i, q), Margin: (pseudo(q, p + i) % 40) + 1, Secret: `s${p}`,
    }))));
}

const region = { field: 'Region', label: 'Region' };
const sales = { label: 'Sales', sum: 'Sales' };
const margin = { label: 'Margin %', avg: 'Margin' };

/** @param {string} id @param {number} col @param {number} row @param {number} colspan @param {number} rowspan */
const cell = (id, col, row, colspan, rowspan) => ({ id, col, row, colspan, rowspan });

/** A fresh copy each time. @returns {any} */
export function defaultModel() {
    return { users: { text: 'UserDirectory=LAB; UserId=maria.lund' }, apps: [{
        id: '5e0c7a41-93d2-4f6b-8a17-2c64d9be0f35', name: 'Margin Explorer', reloadTime: '2026-11-18T04:00:12.123Z', states: ['$', 'Comparison'],
        fields: { Region: {}, Plant: {}, Quarter: { oneAndOnlyOne: false }, Product: {}, Customer: {}, Sales: {}, Margin: {}, Secret: { hidden: true } },
        rows: rows(),
        bookmarks: [{ id: 'bm1', title: 'Q3 watch list', selections: { $: { Quarter: ['2026-Q3'], Region: ['North', 'East'] } } }],
        objects: {
            barRegion: { type: 'barchart', title: 'Sales by region', dimensions: [region], measures: [sales] },
            tabPlant: { type: 'table', title: 'Margin by plant', dimensions: [{ field: 'Plant', label: 'Plant' }], measures: [margin, sales] },
            kpiSales: { type: 'kpi', title: 'Total sales', dimensions: [], measures: [sales] },
            filRegion: { type: 'filterpane', title: 'Region', list: 'Region' },
            filPlant: { type: 'filterpane', title: 'Plant', list: 'Plant' },
            conTabs: { type: 'container', title: 'Products', children: ['pieProduct', 'linQuarter'] },
            pieProduct: { type: 'piechart', title: 'Products', dimensions: [{ field: 'Product', label: 'Product' }], measures: [sales] },
            linQuarter: { type: 'linechart', title: 'Quarters', dimensions: [{ field: 'Quarter', label: 'Quarter' }], measures: [sales] },
            pivProduct: { type: 'pivot-table', title: 'Products by quarter', mode: 'P', leftDimensions: 2, measures: [sales, margin],
                dimensions: [region, { field: 'Product', label: 'Product' }, { field: 'Quarter', label: 'Quarter' }] },
            stkRegion: { type: 'barchart', title: 'Stacked sales', mode: 'K', dimensions: [region, { field: 'Product', label: 'Product' }], measures: [sales] },
            ganttX: { type: 'acme-gantt', title: 'Plant maintenance plan', text: 'A chart of somebody else' },
            tabCustomer: { type: 'table', title: 'Customers', measures: [sales], initialRows: 10,
                dimensions: [{ field: 'Customer', label: 'Customer' }, { field: 'Plant', label: 'Plant' }, { expression: "=Upper([Quarter])", field: 'Quarter', label: 'Quarter' }] },
            cmpRegion: { type: 'barchart', title: 'Comparison', state: 'Comparison', dimensions: [region], measures: [sales] },
            aud1: { type: 'vidimus', title: '' }, aud3: { type: 'vidimus', title: '' },
        },
        sheets: [
            { id: '7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640', title: 'Regional margin', rank: 0, cells: [
                cell('filRegion', 0, 0, 4, 4), cell('barRegion', 4, 0, 10, 5), cell('kpiSales', 14, 0, 6, 3), cell('aud1', 20, 0, 4, 4),
                cell('tabPlant', 0, 5, 12, 6), cell('conTabs', 12, 5, 12, 6)] },
            { id: 'a20be1f4-6f6e-4a5e-9a3b-6d2f4b1c7e55', title: 'Plants', rank: 1, cells: [
                cell('filPlant', 0, 0, 4, 8), cell('pivProduct', 4, 0, 12, 6), cell('ganttX', 16, 0, 8, 5), cell('stkRegion', 4, 6, 10, 5),
                cell('cmpRegion', 14, 6, 8, 5)] },
            { id: 'c9d3f0a7-1b52-4d8e-8f64-0e7b5a2d9c11', title: 'Long sheet', rank: 2, cells: [
                cell('aud3', 0, 0, 4, 4), cell('tabCustomer', 4, 0, 16, 24), cell('linQuarter', 0, 24, 12, 6), cell('pieProduct', 12, 30, 12, 6)] },
        ],
    }] };
}
