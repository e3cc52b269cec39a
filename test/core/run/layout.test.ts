import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { isCounted } from '../../../src/core/run/counted.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import type { Block, Page } from '../../../src/core/run/view/view.ts';
import type { Runbook } from '../../../src/core/runbook/runbook.ts';
import { read, sectionsOf, stepsOf } from '../runbook/read.ts';

const plain = (markdown: string): string => markdown;

function pageOf(text: string): { page: Page; runbook: Runbook } {
  const runbook = read(Buffer.from(text), 'a.md');
  return { page: layOut(runbook, plain), runbook };
}

function shownSteps({ phases }: Page): readonly string[] {
  return phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => {
      if (block.type !== 'card') return [];
      return block.card.tasks === undefined ? [block.card.id] : block.card.tasks.map(({ id }) => id);
    }),
  );
}

const pieces = [
  '# Title',
  '## Deploy',
  '## 2. Deploy (15 min)',
  '### Step 1: Stop',
  '## Rollback',
  '### Troubleshooting',
  '## Appendix',
  '- [ ] a task',
  '  - [ ] inside it',
  '  ```bash\n  echo task\n  ```',
  '1. by hand',
  'Some prose.',
  '```bash\necho hi\nfalse\n```',
  '```bash\n#!/bin/bash\nexit 0\n```',
  '```bash\n#!/bin/bash\n# scripts/deploy.sh\nexit 0\n```',
  '```yaml\na: 1\n```',
  '```\nkubectl get pods\n```',
  '| Check | Value |\n|---|---|\n| a | ____ |',
  '',
];
const runbooks = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(lines => lines.join('\n'));

test('a script and a file are kept under the names that the runbook gives them', () => {
  const text = [
    '```bash',
    '#!/bin/bash',
    '# scripts/deploy.sh',
    'exit 0',
    '```',
    '',
    '```yaml title="deploy/values.yaml"',
    'a: 1',
    '```',
    '',
    '## Values',
    '',
    '```yaml',
    'a: 1',
    '```',
  ].join('\n');
  const cards = pageOf(text).page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [[block.card.kind, block.card.savedAs]] : [])),
  );
  expect(cards).toEqual([
    ['script', 'scripts/deploy.sh'],
    ['file', 'deploy/values.yaml'],
    ['file', undefined],
  ]);
});

test('what looks like shell keeps the output that the runbook shows behind it', () => {
  const text = [
    '```',
    'kubectl get pods',
    '```',
    '',
    'Expected output:',
    '',
    '```',
    'web-0 Running',
    '```',
  ].join('\n');
  const cards = pageOf(text).page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [[block.card.text, block.card.expected]] : [])),
  );
  expect(cards).toEqual([['kubectl get pods', 'web-0 Running']]);
});

test('a page counts what the plan counts: a script that is only saved, a file and what is optional are in neither', () => {
  fc.assert(
    fc.property(runbooks, text => {
      const { page, runbook } = pageOf(text);
      const cards = page.phases.flatMap(({ blocks }) =>
        blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
      );
      const onPage = cards
        .filter(card => card.role === 'path' && isCounted(card))
        .reduce((sum, { tasks }) => sum + (tasks?.length ?? 1), 0);
      const inPlan = [...planOf(runbook).steps.values()].filter(
        ({ role, counts }) => role === 'path' && counts,
      );
      expect(onPage).toBe(inPlan.length);
    }),
  );
});

test('every step stands on the page and in the plan exactly once', () => {
  fc.assert(
    fc.property(runbooks, text => {
      const { page, runbook } = pageOf(text);
      const steps = [...stepsOf(runbook)].map(({ id }) => id).sort();
      expect([...shownSteps(page)].sort()).toEqual(steps);
      expect([...planOf(runbook).steps.keys()].sort()).toEqual(steps);
    }),
    { numRuns: 300 },
  );
});

test('no two cards and no two phases have the same number, and every card has one', () => {
  fc.assert(
    fc.property(runbooks, text => {
      const { page } = pageOf(text);
      const cards = page.phases.flatMap(({ blocks }) =>
        blocks.flatMap(block => (block.type === 'card' ? [block.card.number] : [])),
      );
      const phases = page.phases.map(({ number }) => number).filter(number => number !== '');
      expect(cards).not.toContain('');
      expect(new Set(cards).size).toBe(cards.length);
      expect(new Set(phases).size).toBe(phases.length);
    }),
    { numRuns: 300 },
  );
});

test('prose is kept whole and in order, and each phase goes down the file', () => {
  fc.assert(
    fc.property(runbooks, text => {
      const { page, runbook } = pageOf(text);
      const prose = [...sectionsOf(runbook.sections)].flatMap(section =>
        section.prose.map(part => part.text),
      );
      const shown = page.phases.flatMap(({ blocks }) =>
        blocks.flatMap(block => (block.type === 'prose' ? [block.html] : [])),
      );
      expect(shown).toEqual(prose);
      for (const { blocks } of page.phases) {
        const lines = blocks.filter(({ type }) => type !== 'heading').map(lineOf);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }
    }),
    { numRuns: 300 },
  );
});

test('what a step owns is settled before it', () => {
  fc.assert(
    fc.property(runbooks, text => {
      const { runbook } = pageOf(text);
      const order = [...planOf(runbook).steps.keys()];
      for (const step of stepsOf(runbook)) {
        for (const owned of step.steps ?? [])
          expect(order.indexOf(owned.id)).toBeLessThan(order.indexOf(step.id));
      }
    }),
  );
});

function lineOf(block: Block): number {
  return block.type === 'card' ? block.card.line : block.line;
}

interface Case {
  readonly name: string;
  readonly text: string;
  /** Number and title of each card, in order. */
  readonly cards: readonly string[];
  readonly phases: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a lone top heading is the title, and its sections are the phases',
    text: '# T\n```bash\ntrue\n```\n## A\n- [ ] x\n## B\n- [ ] y\n',
    phases: ['S ', '1 A', '2 B'],
    cards: ['S1 T', '1.1 x', '2.1 y'],
  },
  {
    name: 'branches have letters, and what repeats in a title is not said twice',
    text: '# T\n## 1. Go (5 min)\n- [ ] x\n## Rollback\n- [ ] y\n## Rollback of data\n- [ ] z\n',
    phases: [' ', '1 Go', 'R Rollback', 'R2 Rollback of data'],
    cards: ['1.1 x', 'R1 y', 'R2.1 z'],
  },
  {
    name: 'tasks with text between them are two cards',
    text: '# T\n## A\n- [ ] x\n- [ ] y\n\nText.\n\n- [ ] z\n',
    phases: [' ', '1 A'],
    cards: ['1.1 ', '1.2 z'],
  },
  {
    name: 'a section with one thing to do gives it its title',
    text: '# T\n## A\n### Drain\n```bash\ntrue\n```\n### Wait\nText only.\n',
    phases: [' ', '1 A'],
    cards: ['1.1 Drain'],
  },
  {
    name: 'a step that is called what its phase is called has no number of its own',
    text: '# T\n## 1. Look\n- [ ] x\n## 2. Go\n```bash\ntrue\n```\n## 3. Push\nText.\n```bash\ntrue\n```\n',
    phases: [' ', '1 Look', '2 Go', '3 Push'],
    cards: ['1.1 x', '2.1 Go', '3.1 Push'],
  },
  {
    name: "the author's numbers are the only ones",
    text: '# T\n## Intro\n- [ ] a\n## 1. Prepare\n### 1.1 Drain\n```bash\ntrue\n```\n### 1.3: Wait\n```bash\ntrue\n```\n## Step 2: Go\n- [ ] b\n## Last\n- [ ] c\n',
    phases: [' ', 'S Intro', '1 Prepare', '2 Go', '3 Last'],
    cards: ['S1 a', '1.1 Drain', '1.3 Wait', '2.1 b', '3.1 c'],
  },
  {
    name: 'numbers that begin anew in each phase stand behind the phase',
    text: '# T\n## A\n### 1. Drain\n```bash\ntrue\n```\n### 2. Wait\n```bash\ntrue\n```\n## B\n### Step 1: Drain\n```bash\ntrue\n```\n',
    phases: [' ', '1 A', '2 B'],
    cards: ['1.1 Drain', '1.2 Wait', '2.1 Drain'],
  },
  {
    name: 'a step counts below the nearest part that has its number, also where the phase has the same one',
    text: '# T\n## Before\n- [ ] x\n## Go\n### Phase 1: Look\n#### 1.1 See\n```bash\ntrue\n```\n#### 1.2 Save\n```bash\ntrue\n```\n### Phase 2: Move\n#### 2.1 Hold\n```bash\ntrue\n```\n#### 2.2 Push\n```bash\ntrue\n```\n',
    phases: [' ', '1 Before', '2 Go'],
    cards: ['1.1 x', '2.1.1 See', '2.1.2 Save', '2.2.1 Hold', '2.2.2 Push'],
  },
  {
    name: 'what has no number among numbered steps stands behind the one before it',
    text: '# T\n## 1. A\n- [ ] x\n\n### 1.1 Drain\n```bash\ntrue\n```\n```bash\nfalse\n```\n### Check\n```bash\ntrue\n```\n### 1.2 Wait\n```bash\ntrue\n```\n',
    phases: [' ', '1 A'],
    cards: ['1.a x', '1.1.1 true', '1.1.2 false', '1.1.2a Check', '1.2 Wait'],
  },
  {
    name: 'a number that is used twice is ours the second time, and a count of things is no number',
    text: '# T\n## 1. A\n- [ ] x\n## 1. B\n- [ ] y\n## 3 replicas are up\n- [ ] z\n',
    phases: [' ', '1 A', '2 1. B', '3 replicas are up'],
    cards: ['1.1 x', '2.1 y', '3.1 z'],
  },
  {
    name: 'text to copy leaves no gap among the steps',
    text: '# T\n## A\n```bash\ntrue\n```\n```yaml\na: 1\n```\n```bash\nfalse\n```\n',
    phases: [' ', '1 A'],
    cards: ['1.1 true', '1.1a a: 1', '1.2 false'],
  },
];

test.each(cases)('$name', ({ text, ...wanted }) => {
  const { page } = pageOf(text);
  expect(page.phases.map(({ number, title }) => `${number} ${title}`)).toEqual(wanted.phases);
  const cards = page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [`${block.card.number} ${block.card.title}`] : [])),
  );
  expect(cards).toEqual(wanted.cards);
});
