import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import { toJunit } from '../../../src/core/report/junit.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { laidOf, recorded } from '../run/log.ts';
import { checkRules, checkTotals, parsed, type Node } from './junitXml.ts';
import { verified } from './verdict.ts';

/** `name: passed` or `name: failure exited exit code 1`, case by case. */
function told(root: Node): readonly string[] {
  return root.children.flatMap(suite =>
    suite.children
      .filter(({ name }) => name === 'testcase')
      .map(({ attributes, children }) => {
        const [result] = children.filter(({ name }) => name !== 'system-out');
        const { type, message = '' } = result?.attributes ?? {};
        const how =
          result === undefined ? 'passed' : [result.name, type, message].filter(part => part).join(' ');
        return `${attributes['name'] ?? ''}: ${how}`;
      }),
  );
}

const text = `# Release

## Before

- [ ] Backup is fresh

## Work

1. Build it
   \`\`\`bash
   make
   make test
   # Expected: all of it is well
   \`\`\`
2. Ship it
   \`\`\`bash
   # Copy
   cp a b
   \`\`\`

## After

\`\`\`bash
uptime
\`\`\`
`;

const { plan, ids } = laidOf(text);
const [backup = '', build = '', , ship = '', , after = ''] = ids;

const verdict: Verdict = { ...verified, result: 'open' };

function xmlOf(happened: readonly (Action | Entry)[], output = 'out\n'): string {
  return toJunit(
    makeReport({ runbook: plan.runbook, entries: recorded(happened), verdict, outputOf: () => output }),
  );
}

function begun(step: string, attempt = 1): Action {
  return { type: 'step.started', step, stepDigest: '', attempt };
}

function ran(
  step: string,
  stmt: number,
  end: Partial<Extract<Action, { type: 'attempt.finished' }>>,
): Action[] {
  const attemptId = `${step}-${stmt}-${end.exit ?? end.outcome ?? ''}`;
  const common = { step, stmt, stmtDigest: '', attempt: 1, attemptId, cwd: '/w', shell: 'bash' } as const;
  return [
    { type: 'attempt.started', ...common, cmd: 'make', inputs: [] },
    { type: 'attempt.finished', attemptId, outcome: 'exited', durMs: 1500, cwd: '/w', outputs: [], ...end },
  ];
}

const base = { stepDigest: '', attempt: 1 };
const seal: Action = {
  type: 'seal',
  result: 'done',
  counts: { passed: 1, failed: 0, skipped: 0, byHand: 1, checked: 1 },
  parents: [],
  objects: 0,
};

interface Case {
  readonly name: string;
  readonly happened: readonly (Action | Entry)[];
  readonly cases: readonly string[];
}

const notReached = 'skipped Not reached.';
const names = {
  backup: 'Backup is fresh (line 5)',
  make: 'Build it: make (line 11, command 1)',
  test: 'Build it: make test (line 12, command 2)',
  build: 'Build it (line 9)',
  copy: 'Ship it (line 18)',
  ship: 'Ship it (line 15)',
  after: 'After (line 24)',
};

const table: readonly Case[] = [
  {
    name: 'an open run that has not begun waits at its first case',
    happened: [],
    cases: [
      `${names.backup}: error open The run is open and waits here.`,
      `${names.make}: ${notReached}`,
      `${names.test}: ${notReached}`,
      `${names.copy}: ${notReached}`,
      `${names.after}: ${notReached}`,
    ],
  },
  {
    name: 'a failed command, and what was not reached behind it',
    happened: [
      { type: 'check.set', step: backup, checked: true, by: 'person' },
      begun(build),
      ...ran(build, 0, { exit: 3 }),
      { type: 'step.failed', step: build, ...base, reason: 'exit 3' },
    ],
    cases: [
      `${names.backup}: passed`,
      `${names.make}: failure exited exit code 3`,
      `${names.test}: ${notReached}`,
      `${names.copy}: ${notReached}`,
      `${names.after}: ${notReached}`,
    ],
  },
  {
    name: 'an output that nobody has judged',
    happened: [begun(build), ...ran(build, 0, { exit: 0 }), ...ran(build, 1, { exit: 0 })],
    cases: [
      `${names.backup}: ${notReached}`,
      `${names.make}: passed`,
      `${names.test}: error judge Nobody has judged it. Expected: all of it is well`,
      `${names.copy}: ${notReached}`,
      `${names.after}: ${notReached}`,
    ],
  },
  {
    name: 'an output that differs, a skip, work by hand, a timeout',
    happened: [
      begun(build),
      ...ran(build, 0, { exit: 0 }),
      ...ran(build, 1, { exit: 0 }),
      {
        type: 'judged',
        step: build,
        attemptId: `${build}-1-0`,
        decision: 'differs',
        by: 'person',
        expected: 'all of it',
      },
      { type: 'step.failed', step: build, ...base, reason: 'differs' },
      { type: 'step.finished', step: ship, ...base, how: 'hand', by: 'person', reason: 'copied by Kim' },
      { type: 'step.skipped', step: backup, ...base, reason: 'is "fresh" <now>' },
      begun(after),
      ...ran(after, 0, { outcome: 'timedOut' }),
      { type: 'step.failed', step: after, ...base, reason: 'timedOut' },
    ],
    cases: [
      `${names.backup}: skipped is "fresh" <now>`,
      `${names.make}: passed`,
      `${names.test}: failure differs Expected: all of it`,
      `${names.copy}: passed`,
      `${names.after}: failure timedOut timed out`,
    ],
  },
  {
    name: 'the last attempt of a command counts, and a sealed run has no errors',
    happened: [
      { type: 'check.set', step: backup, checked: true, by: 'person' },
      begun(build),
      ...ran(build, 0, { exit: 1 }),
      { type: 'step.failed', step: build, ...base, reason: 'exit 1' },
      begun(build, 2),
      ...ran(build, 0, { exit: 0 }),
      ...ran(build, 1, { exit: 0 }),
      {
        type: 'judged',
        step: build,
        attemptId: `${build}-1-0`,
        decision: 'met',
        by: 'person',
        expected: 'all of it',
      },
      { type: 'step.finished', step: build, ...base, attempt: 2, how: 'run', by: 'person' },
      { type: 'step.finished', step: ship, ...base, how: 'run', by: 'person' },
      { type: 'step.finished', step: after, ...base, how: 'hand', by: 'person' },
      seal,
    ],
    cases: [
      `${names.backup}: passed`,
      `${names.make}: passed`,
      `${names.test}: passed`,
      `${names.copy}: passed`,
      `${names.after}: passed`,
    ],
  },
  {
    name: 'an attempt of which nobody knows the end',
    happened: [begun(after), ...ran(after, 0, { outcome: 'lost' })],
    cases: [
      `${names.backup}: ${notReached}`,
      `${names.make}: ${notReached}`,
      `${names.test}: ${notReached}`,
      `${names.copy}: ${notReached}`,
      `${names.after}: error unknown Nobody knows how it ended.`,
    ],
  },
];

test.each(table)('$name', ({ happened, cases }: Case) => {
  const [root] = parsed([xmlOf(happened)]);
  if (root === undefined) throw new Error('nothing was parsed');
  checkRules(root);
  checkTotals(root);
  expect(told(root)).toEqual(cases);
});

const unsayable = ['\0', '\u0008', '\u001b', '\uFFFE', '\uD800'];

test('whatever a command prints, the report is XML and says it, as far as XML can', () => {
  const unit = fc.constantFrom(
    'a',
    '\0',
    '\u0008',
    '\u001b[31m',
    '\r\n',
    '\t',
    '\uFFFE',
    '\uD800',
    '😀',
    ']]>',
    '<b a="1">',
    '&',
    "'",
  );
  const outputs = fc.sample(fc.string({ unit, maxLength: 30 }), 300);
  const documents = outputs.map(output => xmlOf([begun(after), ...ran(after, 0, { exit: 0 })], output));
  for (const [index, root] of parsed(documents).entries()) {
    checkRules(root);
    const said = root.children
      .at(-1)
      ?.children.at(-1)
      ?.children.find(({ name }) => name === 'system-out');
    const sayable = unsayable.reduce((text, mark) => text.replaceAll(mark, '\uFFFD'), outputs[index] ?? '');
    expect(said?.text ?? '').toBe(sayable);
  }
});
