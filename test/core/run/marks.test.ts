import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/project.ts';
import { marksOf, type Marks } from '../../../src/core/run/view/marks.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import type { RunView, StepView } from '../../../src/core/run/view/view.ts';
import { base, step } from '../../webview/fixtures/base.ts';
import { themes } from '../../webview/themes.ts';
import { read } from '../runbook/read.ts';

const text = `# Release

## 1 Work

- [ ] One
- [ ] Two

### Build

\`\`\`bash
make one
make two
make three
\`\`\`

## 2 Look

\`\`\`bash
true
\`\`\`
`;
const page = layOut(read(text), markdown => markdown);
const cards = page.phases.flatMap(({ blocks }) =>
  blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
);
const [tasks, build, look] = cards;
const [one = '', two = ''] = tasks?.tasks?.map(({ id }) => id) ?? [];

function viewOf(steps: Readonly<Record<string, StepView>>): RunView {
  const all: Record<string, StepView> = {};
  for (const id of [one, two, build?.id ?? '', look?.id ?? '']) all[id] = step('waiting');
  return { ...base, steps: { ...all, ...steps }, progress: {} };
}

/** `5 passed` for each line, then `1.2 failed 1/3` for each step. */
function told({ lines, steps }: Marks): readonly string[] {
  return [
    ...lines.map(({ line, state }) => `${line} ${state}`),
    ...steps.map(({ number, state, progress }) =>
      [number, state, ...(progress === undefined ? [] : [`${progress.settled}/${progress.total}`])].join(' '),
    ),
  ];
}

const failed = { kind: 'exited', exit: 1 } as const;

interface Case {
  readonly what: string;
  readonly steps: Readonly<Record<string, StepView>>;
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  { what: 'nothing has begun', steps: {}, says: [] },
  {
    what: 'one of two tasks is ticked',
    steps: { [one]: step('passed'), [two]: step('ready') },
    says: ['5 passed', '6 ready', '1.1 ready 1/2'],
  },
  {
    what: 'all tasks are settled, one of them not by a tick',
    steps: { [one]: step('passed'), [two]: step('skipped') },
    says: ['5 passed', '6 skipped', '1.1 passed 2/2'],
  },
  {
    what: 'the second command of three failed',
    steps: {
      [build?.id ?? '']: step('failed', {
        commands: [
          { state: 'passed', text: 'make one', outcome: { kind: 'exited', exit: 0 } },
          { state: 'failed', text: 'make two', outcome: failed },
          { state: 'waiting', text: 'make three' },
        ],
      }),
    },
    says: ['10 failed', '11 passed', '12 failed', '1.2 failed 1/3'],
  },
  {
    what: 'a step waits for an earlier one',
    steps: { [look?.id ?? '']: step('blocked', { blocked: { kind: 'earlier', step: one } }) },
    says: [],
  },
  {
    what: 'a step waits for values',
    steps: { [look?.id ?? '']: step('blocked', { blocked: { kind: 'values', names: ['A'] } }) },
    says: ['18 blocked', '2.1 blocked'],
  },
];

test.each(cases)('where $what, each line says so', ({ steps, says }) => {
  expect(told(marksOf(page, viewOf(steps)))).toEqual(says);
});

test('a step that failed brings how it ended, one that runs since when', () => {
  const id = look?.id ?? '';
  const commands = [{ state: 'failed', text: 'true', outcome: failed }] as const;
  const [ended] = marksOf(page, viewOf({ [id]: step('failed', { durationMs: 41_000, commands }) })).steps;
  expect(ended).toMatchObject({ outcome: failed, durationMs: 41_000 });
  const [running] = marksOf(page, viewOf({ [id]: step('running', { startedAt: 7, durationMs: 1 }) })).steps;
  expect(running).toMatchObject({ since: 7 });
  expect(running).not.toHaveProperty('durationMs');
});

test('a phase says how far it is once anything of it is settled', () => {
  const [, work, after] = page.phases;
  const progress = {
    [work?.id ?? '']: { settled: 1, total: 2 },
    [after?.id ?? '']: { settled: 0, total: 1 },
  };
  const { phases } = marksOf(page, { ...viewOf({}), progress });
  expect(phases).toEqual([{ line: 3, progress: { settled: 1, total: 2 } }]);
});

const codicons: Readonly<Record<string, readonly [icon: string, color: string]>> = {
  ready: ['circle-large', 'descriptionForeground'],
  blocked: ['lock', 'list-warningForeground'],
  running: ['loading', 'editorInfo-foreground'],
  judge: ['question', 'list-warningForeground'],
  passed: ['pass-filled', 'gitDecoration-untrackedResourceForeground'],
  failed: ['error', 'list-errorForeground'],
  skipped: ['circle-slash', 'descriptionForeground'],
  'by-hand': ['pass', 'gitDecoration-untrackedResourceForeground'],
  unknown: ['issue-draft', 'charts-purple'],
  superseded: ['git-branch', 'descriptionForeground'],
};

test.each(Object.entries(codicons))(
  '%s has the shape and colour of the walker in the margin',
  (state, [icon, color]) => {
    const shape = readFileSync(
      join(root, `node_modules/@vscode/codicons/src/icons/${icon}.svg`),
      'utf8',
    ).trim();
    for (const theme of ['dark', 'light'] as const) {
      const file = join(root, `media/gutter/${state}-${theme}.svg`);
      expect(existsSync(file), file).toBe(true);
      const variables: Readonly<Record<string, string>> = themes[theme].variables;
      expect(readFileSync(file, 'utf8').trim()).toBe(shape.replace('currentColor', variables[color] ?? ''));
    }
  },
);
