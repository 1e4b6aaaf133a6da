/** The first face of the page: who to be, which app to open. */
import { element } from '../test/hostpage/charts.js';

/**
 * @param {import('./site.js').Site} site
 * @param {import('./site.js').Catalogue} catalogue
 * @param {string} [appId]  chosen already
 */
export function showStart(site, catalogue, appId) {
    const user = select('user', catalogue.users.map((value) => ({ value, label: nameOf(value) })));
    const app = select('app', catalogue.apps.map(({ id, name }) => ({ value: id, label: name })), appId);
    const problem = element('p', { class: 'problem', role: 'alert' });
    const submit = async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
            await site.signIn(user.value);
            const chosen = catalogue.apps.find(({ id }) => id === app.value) ?? catalogue.apps[0];
            location.assign(site.address(chosen));
        } catch (error) {
            problem.textContent = String(/** @type {any} */ (error)?.message ?? error);
        }
    };
    document.body.replaceChildren(element('main', { class: 'start' },
        element('form', { onsubmit: submit },
            element('h1', {}, 'Vidimus'),
            element('p', {},
                'This is no Qlik Sense but a stand-in for it, with made-up people and numbers. The audit extension in'
                + ' it is the real one: what you look at and select is recorded by your Vidimus server.'),
            element('label', {}, 'Sign in as', user), element('label', {}, 'Open the app', app), problem,
            element('button', { type: 'submit', class: 'primary' }, 'Sign in'))));
}

/** `NORD\anna.berg`, however it is written. @param {string} identity */
export const nameOf = (identity) => identity.replace(/^UserDirectory=(.*?); *UserId=(.*)$/i, '$1\\$2');

/**
 * @param {string} name
 * @param {{ value: string, label: string }[]} options
 * @param {string} [chosen]
 * @returns {HTMLSelectElement}
 */
function select(name, options, chosen) {
    return /** @type {HTMLSelectElement} */ (element('select', { name }, ...options.map(({ value, label }) =>
        element('option', { value, ...(value === chosen ? { selected: '' } : {}) }, label))));
}
