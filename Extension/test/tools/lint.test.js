import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { lintNames } from '../../tools/lint-names.js';
import { lint } from '../../tools/lint.js';
import { ROOT } from '../../tools/bundle.js';

/** The findings in a tree of these files. @param {Record<string, string>} files */
function findingsIn(files) {
    const folder = mkdtempSync(join(tmpdir(), 'vidimus-lint-'));
    try {
        for (const [name, content] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, name)), { recursive: true });
            writeFileSync(join(folder, name), content);
        }
        return lint(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** One violation each, and a word of the finding. @type {[string, string, string, RegExp][]} */
const VIOLATIONS = [
    ['core imports web', 'core/a.js', "import '../web/b.js';", /core must not import web/],
    ['web imports qlik', 'web/a.js', "export { x } from '../qlik/b.js';", /web must not import qlik/],
    ['core imports the composition', 'core/a.js', "import '../runtime.js';", /core must not import/],
    ['an unknown folder', 'extra/a.js', '', /no rule/],
    ['stardust in the core', 'core/a.js', "import { useApp } from '@nebula.js/stardust';", /must not know/],
    ['a module of others', 'core/a.js', "import 'lodash';", /not a module of ours/],
    ['a built-in module', 'web/a.js', "import 'node:fs';", /not a module of ours/],
    ['an import at run time', 'web/a.js', "import('./b.js');", /at run time/],
    ['console', 'web/a.js', "console.log('x');", /console/],
    ['console through window', 'web/a.js', "window.console.log('x');", /console/],
    ['sendBeacon', 'web/a.js', "navigator.sendBeacon('/x');", /sendBeacon/],
    ['innerHTML', 'web/a.js', "document.body.innerHTML = 'x';", /markup/],
    ['eval', 'web/a.js', "eval('1');", /eval/],
    ['new Function', 'web/a.js', "new Function('1');", /Function/],
    ['unload', 'web/a.js', "addEventListener('unload', () => {});", /back\/forward/],
    ['beforeunload', 'web/a.js', "window.addEventListener('beforeunload', () => {});", /back\/forward/],
    ['an active wheel listener', 'web/a.js', "window.addEventListener('wheel', () => {});", /not passive/],
    ['a stopped event', 'web/a.js', "addEventListener('click', (e) => e.preventDefault());", /as it was/],
    ['a patched prototype', 'web/a.js', 'Array.prototype.last = 1;', /prototype/],
    ['a patched history', 'qlik/a.js', 'window.history.pushState = null;', /the host's/],
    ['a patched fetch', 'web/a.js', 'window.fetch = null;', /the host's/],
    ['all listeners removed', 'qlik/a.js', 'model.removeAllListeners();', /listeners of the host/],
    ['credentials', 'web/a.js', "fetch('/x', { credentials: 'include' });", /omitted/],
    ['a long function', 'core/a.js', `function f() {\n${'    g();\n'.repeat(70)}}`, /a function of 72 lines/],
    ['a long line', 'core/a.js', `const x = '${'x'.repeat(120)}';`, /characters/],
];

for (const [name, path, content, finding] of VIOLATIONS) {
    test(`finds ${name}`, () => {
        const findings = findingsIn({ [path]: content });
        assert.equal(findings.length, 1, findings.join('\n'));
        assert.match(findings[0], finding);
        assert.ok(findings[0].startsWith(`${path}:`));
    });
}

test('finds a cycle, once', () => {
    const findings = findingsIn({
        'core/a.js': "import './b.js';", 'core/b.js': "import './c.js';", 'core/c.js': "import './a.js';",
    });
    assert.equal(findings.length, 1);
    assert.match(findings[0], /imports itself/);
});

test('accepts what the rules allow', () => {
    assert.deepEqual(findingsIn({
        'core/a.js': "/** @typedef {Function} F  calls console, see innerHTML */\nexport const eval_ = 'sendBeacon';",
        'web/b.js': "import '../core/a.js';\naddEventListener('wheel', () => {}, { passive: true });",
        'guard.js': "export const say = (text) => console.info(text);",
        'qlik/c.js': "import '../web/b.js';\nimport { useApp } from '@nebula.js/stardust';\nuseApp().console = 1;",
        'runtime.js': "import './qlik/c.js';\nimport './ext/d.js';\nfetch('/x', { credentials: 'omit' });",
        'ext/d.js': "import '../core/a.js';",
    }), []);
});

test('the sources keep every rule', () => {
    assert.deepEqual(lint(join(ROOT, 'src')), []);
});

test('the names that the minifier shortens stay within the script, and none else may be among them', () => {
    assert.deepEqual(lintNames(), []);
    const wrong = { createElement: /no member of a type of ours/, endpoint: /leaves/, selectionTxnId: /leaves|contract/, noSuchName: /nowhere/,
        recorded: /nowhere|quoted/, exportData: /no member/, hosts: /contract|leaves/, qInfo: /no member/ };
    for (const [name, why] of Object.entries(wrong)) assert.match(lintNames([name]).join(), why, name);
});
