/** What the simulated site answers; see `docs/qlik-simulator.md`, "Demo client". */

/** @typedef {{ label: string, unit: 'money' | 'count' | 'percent' }} Measure */
/**
 * @typedef {{ id: string, type: string, title: string, exportable: boolean, dimensions: string[], measures: Measure[]
 *     }} CatalogueObject
 */
/** @typedef {{ id: string, title: string, objects: CatalogueObject[] }} CatalogueSheet */
/**
 * @typedef {{ id: string, name: string, fields: { name: string, values: string[] }[], sheets: CatalogueSheet[] }}
 *     CatalogueApp
 */
/** @typedef {{ users: string[], apps: CatalogueApp[] }} Catalogue */
/** @typedef {{ field: string, values: string[] }[]} Selections */
/**
 * @typedef {{ dimensions: { field: string }[], measures: Measure[], rows: { labels: string[], elements: number[],
 *     texts: string[], numbers: number[] }[] }} ChartRows
 */

/** An answer that is no success; `status` is 0 when there was none. */
export class SiteError extends Error {
    /** @param {number} status @param {string} sentence */
    constructor(status, sentence) {
        super(sentence);
        this.status = status;
    }
}

export class Site {
    /** @param {string} path  of the page */
    constructor(path) {
        /** Of the virtual proxy, without a slash at its end. */
        this.prefix = /^(.*?)\/(?:demo|sense)(?:\/|$)/.exec(path)?.[1] ?? '';
    }

    /** The address of a file of this page. @param {string} name */
    file(name) {
        return `${this.prefix}/demo/${name}`;
    }

    /** The address of a sheet; the app's first unless said. @param {CatalogueApp} app @param {string} [sheet] */
    address(app, sheet = app.sheets[0].id) {
        return `${this.prefix}/sense/app/${app.id}/sheet/${sheet}/state/analysis`;
    }

    /** @returns {Promise<Catalogue>} */
    catalogue() {
        return this.#ask('simulator/catalogue.json');
    }

    /** Where the extension posts, and with which key. @returns {Promise<{ endpoint: string, key: string }>} */
    settings() {
        return this.#ask('simulator/settings.json');
    }

    /** Who is signed in, as Qlik writes it; null when nobody is. @returns {Promise<string | null>} */
    async whoAmI() {
        try {
            const { userDirectory, userId } = await this.#ask('qps/user');
            return `UserDirectory=${userDirectory}; UserId=${userId}`;
        } catch (error) {
            if (error instanceof SiteError && error.status > 0) return null;
            throw error;
        }
    }

    /** @param {string} user */
    signIn(user) {
        return this.#ask('simulator/sign-in', { user });
    }

    /**
     * @param {{ app: string, sheet: string, object: string, selections: Selections }} wanted
     * @returns {Promise<ChartRows>}
     */
    data(wanted) {
        return this.#ask('simulator/data', wanted);
    }

    /**
     * @param {{ app: string, object: string, selections: Selections, width: number, height: number }} wanted
     * @returns {Promise<{ url: string, path: string }>}
     */
    export(wanted) {
        return this.#ask('simulator/export', wanted);
    }

    /** @param {string} path @param {object} [body] @returns {Promise<any>} */
    async #ask(path, body) {
        const answer = await fetch(`${this.prefix}/${path}`, body && {
            method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
        }).catch(() =>
            { throw new SiteError(0, 'The simulated site is not there. Is “vidimus demo” still running?'); });
        const content = await answer.json().catch(() => ({}));
        if (!answer.ok) throw new SiteError(answer.status, content.error ?? `${path} answered ${answer.status}.`);
        return content;
    }
}
