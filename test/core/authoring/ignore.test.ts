import { describe, expect, test } from 'vitest';
import { ignoreEdit, withRuleOff } from '../../../src/core/authoring/ignore.ts';
import { stepsOf } from '../../../src/core/lint/document.ts';
import { lintText } from '../lint/lintText.ts';
import { draft } from './draft.ts';

interface Case {
  readonly of: string;
  readonly text: string;
  /** The finding that is to be kept quiet. */
  readonly code: string;
  /** The line that is new or changed. */
  readonly gives: string;
}

const cases: readonly Case[] = [
  {
    of: 'a task',
    text: '# A\n\n- []  a\n- [ ] b\n',
    code: 'HR106',
    gives: '- []  a <!-- handrail-ignore HR106 -->',
  },
  {
    of: 'a command',
    text: '```bash\n# List\nls\u00A0-l \\\n  -a\npwd\n```\n',
    code: 'HR105',
    gives: '  -a # handrail-ignore HR105',
  },
  {
    of: 'a command of a transcript',
    text: '1. Do\n\n   ```console\n   $ ls\u00A0-l\n   ```\n',
    code: 'HR105',
    gives: '   <!-- handrail-ignore HR105 -->',
  },
  {
    of: 'a here-document',
    text: '```bash\ncat <<E\na\u200Bb\nE\n```\n',
    code: 'HR105',
    gives: '<!-- handrail-ignore HR105 -->',
  },
  { of: 'a fence', text: '```bash\nls\n', code: 'HR101', gives: '<!-- handrail-ignore HR101 -->' },
  {
    of: 'a fence in an item',
    text: '1. ```bash\n   # List\n   ls\u00A0-l\n   cat <<E\n   a\n   E\n   ```\n\n- []  a\n',
    code: 'HR105',
    gives: '   ls\u00A0-l # handrail-ignore HR105',
  },
  {
    of: 'front matter',
    text: '---\nowner: a\nowner: b\n---\n# A\n',
    code: 'HR109',
    gives: '<!-- handrail-ignore-file HR109 -->',
  },
];

describe('a finding is ignored where it is', () => {
  test.each(cases)('$of', ({ text, code, gives }) => {
    const finding = lintText(text).find(one => one.code === code);
    expect(finding, `no ${code}`).toBeDefined();
    if (finding === undefined) return;
    const { range, text: comment } = ignoreEdit(draft(text), finding);
    const after = text.slice(0, range[0]) + comment + text.slice(range[1]);
    expect(after.split('\n')).toContain(gives);
    expect(lintText(after).filter(one => one.code === code || one.code === 'HR001')).toEqual([]);
    const titles = (whole: string): readonly string[] =>
      [...stepsOf(draft(whole).runbook)].map(({ title }) => title);
    expect(titles(after)).toEqual(titles(text));
  });
});

const configs: readonly (readonly [before: string, after: string | undefined])[] = [
  ['', 'lint:\n  rules:\n    HR203: off\n'],
  ['# Ours\nother: 1\n', '# Ours\nother: 1\nlint:\n  rules:\n    HR203: off\n'],
  [
    'lint:\n  rules:\n    HR101: error # always\n',
    'lint:\n  rules:\n    HR101: error # always\n    HR203: off\n',
  ],
  ['lint:\n  rules:\n    HR203: error\n', 'lint:\n  rules:\n    HR203: off\n'],
  ['lint:\n', 'lint:\n  rules:\n    HR203: off\n'],
  ['- a\n', undefined],
  ['lint: [a\n', undefined],
  ['lint: yes\n', undefined],
];

test.each(configs)('a rule is switched off in %j', (before, after) => {
  expect(withRuleOff(before, 'HR203')).toBe(after);
});
