import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { declareArrows, loosen, shareConstants } from '../../tools/shorten.js';

/** What a module gives. @param {string} script */
const load = (script) => {
    let made;
    runInNewContext(script, { define: (/** @type {any} */ factory) => void (made = factory()) });
    return JSON.parse(JSON.stringify(/** @type {any} */ (made)));
};
/** @param {string} body */
const module = (body) => `define(function () {'use strict';\n${body}\n});`;

test('declared functions become constants, but for those that need to be functions', () => {
    const script = module(`const list = [1, 2];
function sum(a, { b = 1 } = {}) { return a + b; }
async function later() { return 1; }
function* each() { yield 5; }
function all() { return arguments.length; }
function self() { return this === undefined; }
return [sum(1), sum(1, { b: 3 }), [...each()], all(1, 2), self(), typeof later(), list];`);
    const short = declareArrows(script);
    assert.deepEqual(load(short), load(script));
    assert.match(short, /const sum = \(a, \{ b = 1 \} = \{\}\) => \{/);
    assert.match(short, /const later = async \(\)/);
    for (const name of ['each', 'all', 'self']) assert.match(short, new RegExp(`function\\*? ${name}`));
});

test('members that come often are named by a text that is written once', () => {
    const script = module(`const made=["a","b"].map(x=>({collecting:x,f(){return this.collecting},async collecting2(){},collecting3:1}));
const{collecting:e,f:g}=made[0];let n;({collecting:n}=made[1]);
return[made.map(x=>x.collecting),made[0].f(),e,typeof g,n,n?.collecting,made[5]?.collecting,made.length.toString(),made[0].collecting2().then!==n]`);
    const short = shareConstants(script);
    assert.deepEqual(load(short), load(script));
    assert.equal(short.match(/collecting(?!\d)/g)?.length, 1);
});

test('texts and functions of the language that come often are written once', () => {
    const script = module(`const ab=[Math.max(1,2),Math.max(3,4),Math.max(5,6),Math.max(7,8)];let ac;
for(const x of ["collecting","collecting","validating"])switch(x){case"collecting":ac=typeof"collecting"=="collecting"}
return[ab,{"collecting":"collecting"},ac,void 0,"once",Object.entries({a:1}),Math.PI]`);
    const short = shareConstants(script);
    assert.deepEqual(load(short), load(script));
    assert.equal(short.match(/Math\.max/g)?.length, 1);
    assert.equal(short.match(/collecting/g)?.length, 2, 'its own, and a quoted name of a member');
    assert.match(short, /Object\.entries\(/);
    assert.match(short, /^define\(function \(\) \{'use strict';let /);
});

test('what the type checker has watched needs no const any more', () => {
    const script = module("const a = 1;for (const b of [2]) { const { c } = { c: a + b }; if (c === 3) return ['const', c]; }");
    assert.deepEqual(load(loosen(script)), ['const', 3]);
    assert.equal(loosen(script).match(/const/g)?.length, 1);
});
