import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/core/lint/settings.ts';
import { lintText } from './lintText.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  readonly found: readonly string[];
  readonly off?: string;
}

const cases: readonly Case[] = [
  { title: 'no comment', text: '- []  a\n', found: ['1 HR106'] },
  { title: 'the next block, by code', text: '<!-- handrail-ignore HR106 -->\n- []  a\n', found: [] },
  {
    title: 'the next block, by name',
    text: '<!-- handrail-ignore malformed-task -->\n\n- []  a\n- [] b\n',
    found: [],
  },
  {
    title: 'not the block after that',
    text: '<!-- handrail-ignore HR106 -->\n- []  a\n\ntext\n\n- []  b\n',
    found: ['6 HR106'],
  },
  { title: 'the same line', text: '- []  a <!-- handrail-ignore HR106 -->\n- [] b\n', found: ['2 HR106'] },
  { title: 'the whole file', text: '- [] a\n\n<!-- handrail-ignore-file HR106 -->\n\n- [] b\n', found: [] },
  {
    title: 'with a reason',
    text: '<!-- handrail-ignore HR106, HR101 -- as drawn -->\n- [] a\n\n```sh\nls\n',
    found: ['1 HR001', '4 HR101'],
  },
  { title: 'unused', text: '<!-- handrail-ignore HR106 -->\n- [ ] a\n', found: ['1 HR001'] },
  {
    title: 'unused, but its rule is off',
    text: '<!-- handrail-ignore HR106 -->\n- [ ] a\n',
    off: 'HR106',
    found: [],
  },
  { title: 'unknown rule', text: '<!-- handrail-ignore HR1060 -->\n- [ ] a\n', found: ['1 HR001'] },
  { title: 'no rule', text: '<!-- handrail-ignore -->\n- [ ] a\n', found: ['1 HR001'] },
  { title: 'shown, not meant', text: 'Write `<!-- handrail-ignore HR106 -->` before it.\n', found: [] },
  {
    title: 'inside a fence of Markdown',
    text: '```markdown\n<!-- handrail-ignore HR106 -->\n```\n',
    found: [],
  },
  { title: 'the next command', text: '```sh\n# handrail-ignore HR105\nls\u00A0-l\n```\n', found: [] },
  {
    title: 'the same command',
    text: '```sh\nls\u00A0-l \\\n  -a # handrail-ignore HR105 -- as it came\n```\n',
    found: [],
  },
  {
    title: 'not the command after that',
    text: '```sh\n# handrail-ignore HR105\nls\u00A0-l\nls\u00A0-a\n```\n',
    found: ['4 HR105'],
  },
  {
    title: 'ignoring that it is unused',
    text: '<!-- handrail-ignore-file HR001 -->\n<!-- handrail-ignore HR106 -->\n- [ ] a\n',
    found: [],
  },
];

describe('an ignore comment keeps quiet', () => {
  test.each(cases)('$title', ({ text, found, off }) => {
    const settings =
      off === undefined ? defaultSettings : { ...defaultSettings, rules: { [off]: 'off' as const } };
    expect(lintText(text, { settings }).map(({ line, code }) => `${line} ${code}`)).toEqual(found);
  });
});

test.each([
  ['between a list and marks that would join it', '1. a\n<!-- handrail-ignore HR106 -->\n    ```\n', false],
  ['between two lists', '- [ ] a\n\n<!-- handrail-ignore HR106 -->\n\n- b\n', false],
  ['alone in its block', '```bash\n# handrail-ignore HR105\n```\n', false],
  ['between paragraphs', 'a\n\n<!-- handrail-ignore HR106 -->\n\nb\n', true],
  ['above a command', '```bash\n# handrail-ignore HR105\nls\n```\n', true],
])('a comment %s is removed only where nothing else changes', (_where, text, safe) => {
  const fixes = lintText(text).flatMap(finding => (finding.code === 'HR001' ? finding.fixes : []));
  expect(fixes.map(fix => fix.safe)).toEqual([safe]);
});

test('many comments are walked once', () => {
  const many = (count: number): string =>
    `\`\`\`bash\n${'# handrail-ignore HR105 HR202 HR301\nls\u00A0-l\n'.repeat(count)}\`\`\`\n`;
  const found = lintText(many(1500));
  expect(found.filter(({ code }) => code === 'HR105')).toEqual([]);
  expect(found.filter(({ code }) => code === 'HR001')).toHaveLength(1500);
});

test('a comment that ignores nothing is removed with its line', () => {
  const text = 'a\r\n<!-- handrail-ignore HR106 -->\r\n- [ ] a\r\n';
  const [fix] = lintText(text)[0]?.fixes ?? [];
  expect(fix?.edits).toEqual([{ range: [3, 35], text: '' }]);
});
