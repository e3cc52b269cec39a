// What is wrong with a configuration is said as data, so that an editor says it in its own language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { inFile, readSettings } from '../../src/adapters/configFile.ts';
import { defaultSettings, lintSettings } from '../../src/core/lint/settings.ts';
import { english } from '../../src/core/message/english.ts';
import { phrase } from '../../src/core/message/phrase.ts';
import { policySettings } from '../../src/core/run/policy.ts';

const schema = z.strictObject({
  lint: lintSettings.default(defaultSettings),
  policy: policySettings.optional(),
});
const turkish = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../l10n/bundle.l10n.tr.json'), 'utf8'),
) as Record<string, string>;

test.each([
  [
    'lint:\n  rulez: {}\n',
    'c:2: there is no setting lint.rulez. Did you mean rules?',
    'lint.rulez diye bir ayar yok. Bunu mu demek istediniz: rules?',
  ],
  ['zzzzzz: 1\n', 'c:1: there is no setting zzzzzz.', 'zzzzzz diye bir ayar yok.'],
  [
    'lint:\n  rules:\n    HR101: warn\n',
    'c:3: lint.rules.HR101 is not one of off, error, warning, info and hint.',
    'lint.rules.HR101 off, error, warning, info ve hint değerlerinden biri değil.',
  ],
  [
    'lint:\n  rules:\n    malformed-tasks: off\n',
    'c:3: There is no rule malformed-tasks. Did you mean malformed-task?',
    'malformed-tasks diye bir kural yok. Bunu mu demek istediniz: malformed-task?',
  ],
  [
    'policy:\n  timeout: soon\n',
    'c:2: policy.timeout is no time such as 90s, 10m or 1h30m.',
    'policy.timeout 90s, 10m ya da 1h30m gibi bir süre değil.',
  ],
  [
    'policy:\n  guard: [\n',
    /a quote, a bracket or a colon that belongs here is missing\.$/,
    /bir tırnak, ayraç veya iki nokta eksik\.$/,
  ],
  ['lint:\n  ignore: yes\n', 'c:2: lint.ignore is not a list.', 'lint.ignore bir liste değil.'],
  [
    'policy:\n  guard: [everything]\n',
    /^c:2: policy\.guard\.0 is not one of .*\.$/,
    /^policy\.guard\.0 şunlardan biri değil: .*\.$/,
  ],
  [
    'policy:\n  openRunDays: 0\n',
    'c:2: policy.openRunDays is less than 1.',
    'policy.openRunDays en az 1 olmalı.',
  ],
  [
    'policy:\n  openRunDays: soon\n',
    'c:2: policy.openRunDays is not a whole number.',
    'policy.openRunDays bir tam sayı değil.',
  ],
  [
    'policy:\n  breakGlass: maybe\n',
    'c:2: policy.breakGlass is neither true nor false.',
    'policy.breakGlass ne true ne de false.',
  ],
  [
    'policy:\n  approvals:\n    - at: run\n',
    'c:3: policy.approvals.0.role is missing.',
    'policy.approvals.0.role eksik.',
  ],
  [
    'lint:\n\trules: {}\n',
    /^c:2: The YAML is wrong: a tab stands before it/,
    /^YAML hatalı: önünde bir sekme var/,
  ],
  ['lint:\n  rules: {}\nlint: {}\n', /the same key is given twice\.$/, /aynı anahtar iki kez verilmiş\.$/],
  ['lint: a: b\n', /quotes make it one\.$/, /tırnak içinde düz değer olur\.$/],
  [
    'lint: "open\n',
    /a quote, a bracket or a colon that belongs here is missing\.$/,
    /bir tırnak, ayraç veya iki nokta eksik\.$/,
  ],
])('%j', (text, said, inTurkish) => {
  const read = readSettings(text, schema);
  const problems = read.ok ? [] : read.problems;
  const [first] = problems;
  if (first === undefined) throw new Error('Nothing is wrong with it.');
  expect(inFile('c', first)).toMatch(exactly(said));
  expect(phrase(first.says, key => turkish[english[key]] ?? '')).toMatch(exactly(inTurkish));
});

/** A sentence as a whole; a pattern is what it is. */
function exactly(said: string | RegExp): RegExp {
  return typeof said === 'string' ? new RegExp(`^${said.replaceAll(/[.?]/g, '\\$&')}$`) : said;
}

test.each([
  ['lint:\n  rules: { HR101: warn }\n', { line: 2, column: 12 }],
  ['policy:\n  context:\n    branch: []\n', { line: 3, column: 5 }],
  ['lint: "open\n', { line: 2, column: 1 }],
])('%j is wrong at its line and column', (text, place) => {
  const read = readSettings(text, schema);
  expect(read.ok ? undefined : read.problems[0]).toMatchObject(place);
});
