import { expect, test } from 'vitest';
import { laidOf } from './log.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  /** Seconds to wait, by the title of the step at which a person waits. */
  readonly waits: Readonly<Record<string, number>>;
}

const cases: readonly Case[] = [
  { name: 'a task', text: '- [ ] Wait 5 minutes\n- [ ] Look\n', waits: { 'Wait 5 minutes': 300 } },
  {
    name: 'a title speaks for its first step',
    text: '## Monitor for 15 minutes\n- [ ] Look\n- [ ] Ask\n',
    waits: { Look: 900 },
  },
  {
    name: 'a comment above a command',
    text: '```bash\n# Wait 2 minutes\ncurl localhost\n```\n',
    waits: { 'Wait 2 minutes': 120 },
  },
  { name: 'what sleeps waits by itself', text: '```bash\nsleep 30\n```\n', waits: {} },
  { name: 'no words to wait', text: '- [ ] Look\n', waits: {} },
];

test.each(cases)('$name', ({ text, waits }) => {
  const { plan } = laidOf(text);
  const found = [...plan.steps.values()].flatMap(({ step, wait }) =>
    wait === undefined ? [] : [[step.title, wait.maxSeconds] as const],
  );
  expect(Object.fromEntries(found)).toEqual(waits);
});

test('a page names the runbooks it leads to, and no other link', () => {
  const { page } = laidOf(
    '# A\n## Steps\nFollow [the restore runbook](restore.md#copy), then read [the news](https://example.org/runbook.md).\n\n- [ ] Look\n',
  );
  expect(page.runbooks).toEqual(['restore.md#copy']);
});
