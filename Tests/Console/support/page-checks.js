/** What is checked on every page; functions that run inside it. */

/** Problems that somebody with a screen reader, a keyboard or weak eyes would have, in words. */
export function accessibilityProblems() {
    const problems = [];
    const visible = (/** @type {Element} */ e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const name = (/** @type {any} */ e) => [
        e.getAttribute('aria-label'), [...(e.labels ?? [])].map((l) => l.textContent).join(' '), e.textContent,
        e.getAttribute('alt'), e.querySelector?.('img')?.getAttribute('alt'), e.getAttribute('title'),
    ].map((text) => text?.trim()).find(Boolean);
    if (document.querySelectorAll('h1').length !== 1) problems.push('not exactly one h1');
    if (!document.documentElement.lang) problems.push('no language');
    if (!document.querySelector('main')) problems.push('no main');
    if (!document.title.trim()) problems.push('no title');
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        const own = [field.getAttribute('aria-label'), [.../** @type {any} */ (field).labels].map((l) => l.textContent).join('')];
        if (visible(field) && !own.some((text) => text?.trim())) problems.push(`no label: ${field.outerHTML.slice(0, 120)}`);
    }
    for (const element of document.querySelectorAll('a[href], button, summary')) {
        if (element.closest('svg')) continue;
        if (visible(element) && !name(element)) problems.push(`no name: ${element.outerHTML.slice(0, 120)}`);
    }
    for (const image of document.querySelectorAll('img')) {
        if (!image.hasAttribute('alt')) problems.push(`no alt: ${image.outerHTML.slice(0, 120)}`);
    }
    for (const table of document.querySelectorAll('table')) {
        if (!table.querySelector('th')) problems.push('a table without headers');
        if (!table.caption) problems.push('a table without a caption');
    }
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) problems.push(`twice the id ${id}`);
    for (const label of document.querySelectorAll('label[for]')) {
        if (!document.getElementById(/** @type {any} */ (label).htmlFor)) problems.push(`a label for nothing: ${label.textContent}`);
    }
    let level = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
        const next = Number(heading.tagName[1]);
        if (next > level + 1) problems.push(`h${next} after h${level}: ${heading.textContent.slice(0, 60)}`);
        level = next;
    }
    return problems;
}

/** Texts whose contrast is below WCAG 2.2 AA, with the ratio. */
export function contrastProblems() {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (/** @type {string} */ color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (/** @type {number[]} */ [r, g, b, a], /** @type {number[]} */ below) =>
        [r * a + below[0] * (1 - a), g * a + below[1] * (1 - a), b * a + below[2] * (1 - a), 1];
    const luminance = (/** @type {number[]} */ color) => color.slice(0, 3).map((part) => {
        const value = part / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    }).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const background = (/** @type {Element | null} */ element) => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };
    const problems = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const element = node.parentElement;
        if (!node.textContent.trim() || !element?.checkVisibility() || element.closest('.sr, .skip, option, svg')) continue;
        const style = getComputedStyle(element);
        const below = background(element);
        const [bright, dark] = [luminance(over(rgba(style.color), below)), luminance(below)].sort((a, b) => b - a);
        const ratio = (bright + 0.05) / (dark + 0.05);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (isLarge ? 3 : 4.5)) {
            problems.add(`${ratio.toFixed(2)}: ${element.tagName}.${element.className} ${style.color}`);
        }
    }
    return [...problems];
}

/** Signs that contents became more than text. */
export function hostileTraces() {
    const traces = [];
    const page = /** @type {any} */ (globalThis);
    if (page.__hit) traces.push(`scripts ran: ${page.__hit}`);
    for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
            if (name.startsWith('on')) traces.push(`a handler: ${element.outerHTML.slice(0, 200)}`);
            if (/^\s*javascript:/i.test(value) && ['href', 'src', 'action'].includes(name)) traces.push(`a script address: ${value}`);
        }
    }
    for (const element of document.querySelectorAll('main script, main iframe, main style, main object, main embed')) {
        traces.push(`an element: ${element.outerHTML.slice(0, 200)}`);
    }
    return traces;
}
