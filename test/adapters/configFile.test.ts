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
])('%j', (text, said, inTurkish) => {
  const read = readSettings(text, schema);
  const problems = read.ok ? [] : read.problems;
  expect(problems.map(problem => inFile('c', problem))).toEqual([said]);
  expect(problems.map(({ says }) => phrase(says, key => turkish[english[key]] ?? ''))).toEqual([inTurkish]);
});

test('what the YAML reader and the schema say themselves stands in our sentence', () => {
  const wrong = ['lint:\n  rules: {\n', 'lint:\n  ignore: yes\n'].map(text => readSettings(text, schema));
  expect(wrong.map(read => (read.ok ? [] : read.problems.map(({ says }) => says[0]?.key)))).toEqual([
    ['config.yaml'],
    ['config.refused'],
  ]);
});
