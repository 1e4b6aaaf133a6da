/**
 * What two users do in an hour: two hundred actions, the same every time. Which value or sheet is drawn by lot from a
 * seed; what has to happen (reload, offline spell, killed tab, a frozen and an idle tab) has its place.
 */

const SHEETS = ['7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640', 'a20be1f4-6f6e-4a5e-9a3b-6d2f4b1c7e55',
    'c9d3f0a7-1b52-4d8e-8f64-0e7b5a2d9c11'];
const [FIRST, SECOND, LONG] = SHEETS;
/** @type {Record<string, string[]>} */
const VALUES = {
    Region: ['North', 'East', 'South', 'West'],
    Plant: ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku', 'Visby', 'Gdańsk', 'Riga', 'Tallinn',
        'Bremen'],
    Quarter: ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
    Product: ['Pumps', 'Valves', 'Motors'],
};

export const ACTIONS_EACH = 100;
export const HOUR_MS = 3_600_000;

/** @typedef {import('./person.js').Person} Person */
/** @typedef {(person: Person, dice: Dice) => Promise<void>} Action */

/** Numbers that look drawn by lot and are the same every time (mulberry32). */
export class Dice {
    #state;

    /** @param {number} seed */
    constructor(seed) {
        this.#state = seed >>> 0;
    }

    /** 0 up to, not including, 1. */
    next() {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let t = this.#state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }

    /** @param {number} low @param {number} high  included */
    whole(low, high) {
        return low + Math.floor(this.next() * (high - low + 1));
    }

    /** @template T @param {readonly T[]} list @returns {T} */
    one(list) {
        return list[this.whole(0, list.length - 1)];
    }

    /** @template T @param {readonly T[]} list @param {number} count @returns {T[]} */
    some(list, count) {
        const left = [...list];
        return Array.from({ length: Math.min(count, left.length) }, () =>
            left.splice(this.whole(0, left.length - 1), 1)[0]);
    }
}

/** @type {Record<string, Action>} */
export const ACTIONS = {
    async navigate(person, dice) {
        await person.navigate(dice.one(SHEETS.filter((s) => s !== person.sheetId)),
            dice.one(/** @type {const} */ (['push', 'push', 'replace'])));
    },
    async scroll(person, dice) {
        await person.scroll(dice.whole(0, 25) * 50);
    },
    /** Two charts fly by in less than a quarter of a second. */
    async glimpse(person) {
        await person.scroll(600);
        await person.world.pass(120);
        await person.scroll(1_400);
        await person.world.pass(100);
        await person.scroll(0);
    },
    async select(person, dice) {
        const field = dice.one(Object.keys(VALUES));
        await person.select(field, dice.some(VALUES[field], dice.whole(1, 8)));
        await settled(person, 'select');
    },
    /** Three clicks in a row are one selection. */
    async burst(person, dice) {
        for (const value of dice.some(VALUES.Region, 3)) {
            await person.select('Region', [value]);
            await person.world.pass(90);
        }
        await settled(person, 'select', true);
    },
    async click(person, dice) {
        if (person.sheetId === FIRST) await person.clickValue('filRegion', 'Region', dice.whole(0, 3));
        else if (person.sheetId === SECOND) await person.clickValue('filPlant', 'Plant', dice.whole(0, 5));
        else return ACTIONS.select(person, dice);
        await settled(person, 'click');
    },
    async clear(person) {
        await person.clear();
        await settled(person, 'clear');
    },
    async undo(person) {
        await person.undo();
        await settled(person, 'undo');
    },
    async redo(person) {
        await person.redo();
        await settled(person, 'redo');
    },
    async container(person, dice) {
        if (person.sheetId !== FIRST) return ACTIONS.scroll(person, dice);
        await person.switchTab('conTabs', dice.one(['pieProduct', 'linQuarter']));
    },
    async dialog(person, dice) {
        await person.overlay(true);
        await person.world.pass(dice.whole(1_500, 8_000));
        await person.overlay(false);
    },
    async otherTab(person, dice) {
        await person.leaveTab();
        await person.world.pass(dice.whole(1_000, 40_000));
        await person.comeBack();
    },
    async frozen(person) {
        await person.leaveTab();
        await person.world.pass(8_000);
        await person.freeze();
        await person.world.pass(95_000);
        await person.comeBack();
    },
    async idle(person) {
        await person.world.pass(13 * 60_000);
        await person.act(async () => {});
    },
    async offline(person) {
        await person.setOffline(true);
    },
    async online(person) {
        await person.setOffline(false);
    },
    async reload(person) {
        await person.reload();
    },
    async killed(person) {
        await person.die();
        await person.world.pass(25_000);
        await person.arrive();
    },
    async toLong(person) {
        await person.navigate(LONG, 'push');
    },
    async toFirst(person) {
        await person.navigate(FIRST, 'push');
    },
};

/** What happens by itself, and how often. */
const LOT = Object.entries({
    navigate: 16, scroll: 14, select: 14, click: 12, burst: 5, clear: 5, undo: 6, redo: 4, container: 8, dialog: 3,
        otherTab: 8, glimpse: 3,
}).flatMap(([name, weight]) => Array(weight).fill(name));

/** What has its place, by person and number of the action. @type {Record<string, string>[]} */
const FIXED = [
    { 5: 'toLong', 6: 'glimpse', 24: 'offline', 25: 'select', 33: 'online', 48: 'reload', 49: 'toLong', 70: 'killed',
        85: 'killed' },
    { 10: 'toFirst', 30: 'idle', 44: 'frozen', 60: 'offline', 61: 'select', 64: 'killed', 72: 'toLong', 73: 'glimpse',
        80: 'reload', 90: 'killed' },
];

/**
 * The actions of one user, with the time to wait after each.
 * @param {number} who  0 or 1
 * @param {Dice} dice
 * @returns {{ name: string, wait: number }[]}
 */
export function planFor(who, dice) {
    const plan = Array.from({ length: ACTIONS_EACH }, (_, index) => ({
        name: FIXED[who][index] ?? dice.one(LOT),
        wait: dice.next() < 0.3 ? dice.whole(900, 3_000) : dice.whole(4_000, 62_000),
    }));
    const waits = plan.reduce((total, { wait }) => total + wait, 0);
    // What one does takes time of the other, too.
    const busy = 2 * plan.reduce((total, { name }) => total + (TAKES[name] ?? 0), 0);
    const scale = Math.max(0.2, (HOUR_MS - busy) / waits);
    return plan.map(({ name, wait }) => ({ name, wait: Math.max(900, Math.round(wait * scale)) }));
}

/** Roughly how long an action takes by itself. @type {Record<string, number>} */
const TAKES = { otherTab: 20_000, frozen: 103_000, idle: 780_000, killed: 25_000, dialog: 5_000 };

/** @param {Person} person @param {string} cause @param {boolean} [there]  and perhaps back again */
async function settled(person, cause, there = false) {
    // Longer than the quiet time of selections; the clock of the other user goes on too.
    await person.world.pass(400);
    person.noteSelections(cause === 'click' ? (person.onlyRemoved() ? 'clear' : 'select') : cause, there);
    await person.look();
}
