import { expect, test } from 'vitest';
import { opensCondition } from '../../../src/core/run/alternative.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import { inputsOf, planOf } from '../../../src/core/run/plan.ts';
import { toSettle } from '../../../src/core/run/view/progress.ts';
import { emptyRun, type RunState, type Status } from '../../../src/core/run/state.ts';
import { read } from '../runbook/read.ts';

const fence = (...rows: readonly string[]): string => ['```bash', ...rows, '```', ''].join('\n');

const runbook = read(
  [
    '# D',
    '**Option A: one host**',
    fence('echo a1'),
    fence('echo a2'),
    '**Option B: all hosts**',
    fence('echo b <host>'),
    '**Check**',
    fence('echo c', '# or', 'echo d <name>', '', '# kubectl get pods'),
  ].join('\n\n'),
);
const plan = planOf(runbook);
const ids = [...plan.steps.keys()];

function dueWhen(statuses: readonly Status[]): readonly string[] {
  const record = { attempt: 1, notes: [], attempts: {} };
  const steps = new Map(ids.map((id, at) => [id, { ...record, status: statuses[at] ?? 'open' }]));
  const state: RunState = { ...emptyRun, steps };
  return toSettle(plan, state).map(({ statements }) => statements.map(({ text }) => text).join());
}

test.each<[name: string, statuses: readonly Status[], due: readonly string[]]>([
  ['the first way is due', [], ['echo a1', 'echo a2', 'echo c']],
  ['another way that was begun takes its place', ['open', 'open', 'failed'], ['echo b <host>', 'echo c']],
  [
    'another way that was skipped takes no place',
    ['open', 'open', 'skipped'],
    ['echo a1', 'echo a2', 'echo c'],
  ],
  ['what was done stays', ['passed', 'open', 'passed'], ['echo a1', 'echo b <host>', 'echo c']],
])('%s', (_, statuses, due) => {
  expect(dueWhen(statuses)).toEqual(due);
});

test('what only another way in a block would need is not asked for', () => {
  expect(ids.map(id => inputsOf(plan, id))).toEqual([[], [], ['host'], []]);
});

test('other ways stand beside the command, and every command of the page is one of the plan', () => {
  const cards = layOut(runbook, text => text).phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
  );
  for (const { id, commands = [] } of cards) {
    expect(commands.map(({ text }) => text)).toEqual(plan.steps.get(id)?.statements.map(({ text }) => text));
  }
  expect(cards.at(-1)?.commands?.[0]?.otherWays).toEqual([
    { text: 'echo d <name>', line: 27, title: 'or' },
    { text: 'kubectl get pods', line: 29 },
  ]);
});

test('what is for a condition stands open beside what is run', () => {
  const text = `# D\n\n${fence('echo a', '# If the login failed:', 'echo b', '', '# or', 'echo c')}`;
  const [block] = layOut(read(text), each => each)
    .phases.flatMap(({ blocks }) => blocks)
    .slice(-1);
  expect(block?.type === 'card' ? block.card.commands : []).toMatchObject([
    {
      text: 'echo a',
      otherWays: [
        { text: 'echo b', title: 'If the login failed', isConditional: true },
        { text: 'echo c', title: 'or' },
      ],
    },
  ]);
});

test('what a comment refuses is no way to do anything, commented out or not, and asks for no value', () => {
  const text = `# D\n\n${fence('echo a', "# Don't do this:", 'echo b $ORDER', '', '# Right:', 'echo c', '# Never run this:', '# It loses orders', '# kubectl delete pods', '# kubectl delete ns web')}`;
  const refused = read(text);
  const [block] = layOut(refused, each => each)
    .phases.flatMap(({ blocks }) => blocks)
    .slice(-1);
  const shown = block?.type === 'card' ? (block.card.commands ?? []) : [];
  expect(shown.map(({ text: command, otherWays }) => [command, otherWays])).toEqual([
    ['echo a', undefined],
    ['echo c', undefined],
  ]);
  expect(refused.inputs).toEqual([]);
});

test.each([
  [
    'a command that is commented out',
    ["# Don't do this:", '# kubectl delete ns web', 'kubectl get ns'],
    undefined,
  ],
  [
    'one with its reason',
    ['# Wrong: it loses orders', '# kubectl delete ns web', '# Look:', 'kubectl get ns'],
    'Look',
  ],
  [
    'what may be said of either',
    ['# Restart it', '# kubectl delete pod web', 'kubectl rollout restart'],
    'Restart it',
  ],
])('words that refuse %s name nothing that is run', (_, rows, title) => {
  const [step] = read(`# D\n\n${fence(...rows)}`).sections.flatMap(({ steps }) => steps);
  expect(step?.kind === 'commands' ? step.statements.map(one => one.title) : []).toEqual([title]);
});

test('a condition stops a walk before the first of its commands, whether they are left out or not', () => {
  const block = fence(
    '# If it hangs:',
    'echo a',
    'echo b',
    '',
    '# If it passed, promote it',
    'echo c',
    'echo d',
  );
  const [step] = read(`# D\n\n${block}`).sections.flatMap(({ steps }) => steps);
  const statements = step?.kind === 'commands' ? step.statements : [];
  const opens = statements.map((statement, at) => opensCondition(statement, statements[at - 1]));
  expect(opens).toEqual([true, false, true, false]);
});
