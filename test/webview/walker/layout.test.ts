import { expect, test } from 'vitest';

import type { Block, Page } from '../../../src/core/run/view/view.ts';
import { layoutOf, slug, type Part } from '../../../src/webview/walker/layout.ts';
import { hasMore } from '../../../src/webview/walker/step/remarks.ts';
import { card, command } from '../fixtures/parts.ts';
import { page } from '../fixtures/page.ts';

function heading(id: string, level: number, role: 'path' | 'option' = 'path'): Block {
  return { type: 'heading', id, level, title: id, line: 1, role };
}

function step(id: string): Block {
  return { type: 'card', card: card(id, '1', { kind: 'commands', title: id }) };
}

function outline(parts: readonly Part[]): readonly unknown[] {
  return parts.map(part => {
    switch (part.kind) {
      case 'heading':
        return part.heading.id;
      case 'prose':
        return part.html;
      case 'text':
        return `text ${part.card.id}`;
      case 'steps':
        return part.cards.map(one => one.id);
      case 'branch':
        return { [part.heading.id]: outline(part.parts) };
    }
  });
}

interface Case {
  readonly name: string;
  readonly blocks: readonly Block[];
  readonly outline: readonly unknown[];
}

function check({ blocks, outline: expected }: Case): void {
  const phase = { id: 'p', number: '1', title: 'P', line: 1, role: 'path' as const, blocks };
  const one: Page = { ...page, phases: [phase] };
  expect(outline(layoutOf(one).parts.get('p') ?? [])).toEqual(expected);
}

test.each<Case>([
  { name: 'steps in a row are one list', blocks: [step('a'), step('b')], outline: [['a', 'b']] },
  {
    name: 'text between steps parts them',
    blocks: [step('a'), { type: 'prose', html: 'x', line: 1 }, step('b')],
    outline: [['a'], 'x', ['b']],
  },
  {
    name: 'a part off the path holds what is below it, to the next heading of its level',
    blocks: [
      step('a'),
      heading('opt', 3, 'option'),
      step('b'),
      heading('deep', 4, 'option'),
      step('c'),
      heading('back', 3),
      step('d'),
    ],
    outline: [['a'], { opt: [['b'], 'deep', ['c']] }, 'back', ['d']],
  },
  {
    name: 'two parts off the path stand side by side',
    blocks: [heading('one', 3, 'option'), step('a'), heading('two', 3, 'option'), step('b')],
    outline: [{ one: [['a']] }, { two: [['b']] }],
  },
  {
    name: 'a file is text, not a step',
    blocks: [step('a'), { type: 'card', card: card('f', '', { kind: 'file', title: 'f' }) }, step('b')],
    outline: [['a'], 'text f', ['b']],
  },
  { name: 'an empty phase has no parts', blocks: [], outline: [] },
])('$name', check);

test.each([
  ['Deployment Process', 'deployment-process'],
  ['🚀 Deployment Process', 'deployment-process'],
  ['-deployment-process', 'deployment-process'],
  ['Geri alma: çözüm', 'geri-alma-çözüm'],
  ['A & B', 'a--b'],
])('the slug of %j is %j', (title, expected) => {
  expect(slug(title)).toBe(expected);
});

test('headings of one name are told apart as GitHub does', () => {
  const phases = ['Notes', 'Notes'].map((title, i) => ({
    id: `n${i}`,
    number: '',
    title,
    line: 1,
    role: 'path' as const,
    blocks: [],
  }));
  const { anchors } = layoutOf({ ...page, phases });
  expect([anchors.get('notes')?.phase, anchors.get('notes-1')?.phase]).toEqual(['n0', 'n1']);
});

test.each([
  ['ls -l', ['ls -l'], false],
  ['# List\nls -l', ['ls -l'], false],
  ['# Warning: not on Fridays\n\n# List\nls -l', ['ls -l'], true],
  ['ls\n\n\npwd', ['ls', 'pwd'], false],
  ['ls\n# and nothing else', ['ls'], true],
] as const)('the block %j says more than its commands: %s', (text, commands, expected) => {
  const more = commands.map(one => command(one, 1, { title: 'List' }));
  expect(hasMore(card('c', '1', { kind: 'commands', title: 'c', text, commands: more }))).toBe(expected);
});
