/**
 * A page for people: somebody signs in at the simulated Qlik Sense site, looks at sheets, selects, and the extension in
 * the page records it, as it would in a real client. Which of its two faces the page shows follows from its address.
 */
import { Client } from './client.js';
import { Site } from './site.js';
import { showStart } from './start.js';

const site = new Site(location.pathname);

/** The id of the app in the address; none at the start page. */
const appId = /\/sense\/app\/([^/]+)/.exec(location.pathname)?.[1];

async function begin() {
    const [catalogue, user] = await Promise.all([site.catalogue(), site.whoAmI()]);
    const app = catalogue.apps.find(({ id }) => id === appId);
    if (!app || !user) return showStart(site, catalogue, appId);
    const client = new Client({ site, catalogue, app, user, settings: await site.settings() });
    // For tests, and for the curious.
    Object.assign(window, { demo: client });
    await client.begin();
}

begin().catch((error) => {
    document.body.replaceChildren(Object.assign(document.createElement('p'), {
        className: 'failure', textContent: `The simulated site does not answer as expected: ${error?.message ?? error}`,
    }));
});
