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

test('a task says which limit its words name', () => {
  const { page } = pageOf('# T\n\n- [ ] No more than **3** pods restarted\n- [ ] Roll over 2 nodes\n');
  const tasks = page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? (block.card.tasks ?? []) : [])),
  );
  expect(tasks.map(({ limit }) => limit)).toEqual(['≤ 3', undefined]);
});

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
