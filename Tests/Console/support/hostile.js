/** Events in which every text that a sender chooses is an attack on whoever looks at it. */
import { randomUUID } from 'node:crypto';

const HIT = 'globalThis.__hit=(globalThis.__hit||0)+1';

/** What may end up in a page: breaks out of elements, of both kinds of attributes, of scripts, of SVG and of templates. */
export const ATTACKS = [
    `hostilemark <script>${HIT}</script>`,
    `hostilemark "><img src=x onerror="${HIT}">`,
    `hostilemark '><svg onload='${HIT}'>`,
    `hostilemark "\u0301 onmouseover="${HIT}" x="`,
    `hostilemark </title></script><script>${HIT}</script>`,
    `hostilemark </textarea></select><iframe srcdoc="<script>parent.${HIT}</script>">`,
    `hostilemark javascript:${HIT}//`,
    `hostilemark {{formToken}} {{{content}}} <a href="javascript:${HIT}">x</a>`,
    `hostilemark \u202E\u2066\u0000<style>*{display:none}</style>`,
    `hostilemark ' autofocus onfocus='${HIT}`,
];

/** One set of events for each attack. */
export function* hostileEnvelopes() {
    const begin = Date.now() - 600_000;
    for (const [index, attack] of ATTACKS.entries()) {
        const short = attack.slice(0, 64);
        const at = (/** @type {number} */ s) => new Date(begin + index * 20_000 + s * 1_000).toISOString();
        const selectionTxnId = randomUUID();
        const context = {
            appId: randomUUID(), appName: attack, sheetId: short, sheetName: attack,
            user: `UserDirectory=EVIL; UserId=${attack}`.slice(0, 256), userAgent: attack, sessionKey: attack, seq: 1,
            client: attack, platform: attack, mode: attack,
        };
        const values = [attack, `plain${index}`];
        const objectData = {
            objectId: short, objectType: attack, title: attack,
            dimensions: [{ fieldName: attack, label: attack, values }], measures: [{ label: attack, values: [1, 2] }],
        };
        const event = (/** @type {string} */ type, /** @type {number} */ s, /** @type {object} */ more) => ({
            schemaVersion: 1, eventId: randomUUID(), timestamp: at(s), type, correlationId: short,
            source: { kind: 'qlik-sense-extension', version: '0.4.0' },
            payload: { timestamp: at(s), context, event: more },
        });
        yield event('navigation.sheet.loaded', 0, { sheetId: short, title: attack });
        yield event('selection.state.changed', 1, {
            selectionTxnId,
            details: [{ fieldName: attack, field: attack, selectedCount: 1, selected: attack, values: [attack] }],
        });
        yield event('event.objectdata.captured', 2, { objectId: short, title: attack, selectionTxnId, objectData });
        yield event('object.view.duration', 9, {
            objectId: short, title: attack, objectType: attack, duration: 7_000, enteredAt: at(1), leftAt: at(8),
            visible: true,
        });
        yield event('event.unsupported.visualization', 10, {
            vizType: attack, selectionTxnId, objectId: short, title: attack, trigger: attack,
        });
        yield event(`event.${attack}`, 11, { note: attack });
    }
}
