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

test.each<readonly [title: string, order: 'before' | 'after']>([
  ['Wait 20 seconds', 'before'],
  ['Wait 5 minutes, then check:', 'before'],
  ['Pause for 2 min.', 'before'],
  ['20 saniye bekle', 'before'],
  ['Warten Sie 5 Minuten', 'before'],
  ['5 Minuten warten', 'before'],
  ['Espere 10 minutos', 'before'],
  ['Wait up to 5 minutes for the pods:', 'after'],
  ['Wait until it is up', 'after'],
  ['Wait 10 minutes while you watch the log:', 'after'],
  ['Monitor for 15 minutes', 'after'],
  ['10 dakika boyunca izle', 'after'],
  ['Check the pods', 'after'],
])('a task that asks to wait comes before what it holds, any other after it: %s', (title, order) => {
  const { plan } = laidOf(`- [ ] ${title}\n  \`\`\`bash\n  kubectl get pods\n  \`\`\`\n`);
  const kinds = [...plan.steps.values()].map(({ step }) => step.kind);
  expect(kinds).toEqual(order === 'before' ? ['check', 'commands'] : ['commands', 'check']);
});

test('a page names the runbooks it leads to, and no other link', () => {
  const { page } = laidOf(
    '# A\n## Steps\nFollow [the restore runbook](restore.md#copy), then read [the news](https://example.org/runbook.md).\n\n- [ ] Look\n',
  );
  expect(page.runbooks).toEqual(['restore.md#copy']);
});
