import { expect, test } from 'vitest';
import { layOut } from '../../../src/core/run/view/page.ts';
import type { Page } from '../../../src/core/run/view/view.ts';
import { read } from '../runbook/read.ts';

// Phases and steps are called by the numbers their author gave them, and by ours where there are none.

function pageOf(text: string): Page {
  return layOut(read(Buffer.from(text), 'a.md'), markdown => markdown);
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
    name: "numbers of the author's that go through the whole runbook are the page's, and ours make way for them",
    text: '# T\n## Before\n- [ ] x\n## Go\n### Phase 1: Look\n#### 1.1 See\n```bash\ntrue\n```\n#### 1.2 Save\n```bash\ntrue\n```\n### Phase 2: Move\n#### 2.1 Hold\n```bash\ntrue\n```\n#### 2.2 Push\n```bash\ntrue\n```\n',
    phases: [' ', 'S Before', '1–2 Go'],
    cards: ['S1 x', '1.1 See', '1.2 Save', '2.1 Hold', '2.2 Push'],
  },
  {
    name: 'a part below such a number goes on with it, and so does the phase behind',
    text: '# T\n## Go\n```bash\ndate\n```\n### Phase 3: Move\n#### 3.3 Push\n```bash\ntrue\n```\n```bash\nfalse\n```\n## After\n- [ ] y\n',
    phases: [' ', '3 Go', '4 After'],
    cards: ['a Go', '3.3.1 true', '3.3.2 false', '4.1 y'],
  },
  {
    name: 'where they begin anew in another phase, a step counts below the nearest part that has its number',
    text: '# T\n## Before\n- [ ] x\n## Go\n### Phase 2: Look\n#### 2.1 See\n```bash\ntrue\n```\n#### 2.2 Save\n```bash\ntrue\n```\n### Phase 1: Move\n#### 1.1 Hold\n```bash\ntrue\n```\n',
    phases: [' ', '1 Before', '2 Go'],
    cards: ['1.1 x', '2.2.1 See', '2.2.2 Save', '2.1 Move'],
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
  const page = pageOf(text);
  expect(page.phases.map(({ number, title }) => `${number} ${title}`)).toEqual(wanted.phases);
  const cards = page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [`${block.card.number} ${block.card.title}`] : [])),
  );
  expect(cards).toEqual(wanted.cards);
});
