// What a card is called where its section, its block and what owns it all have a name for it.
import { expect, test } from 'vitest';
import { groupsOf } from '../../../src/core/run/view/groups.ts';
import { laidOf } from './log.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  /** Number and title of each card, in order. */
  readonly cards: readonly string[];
}

const fence = (...lines: readonly string[]): string => ['```bash', ...lines, '```'].join('\n');
const inItem = (text: string): string => text.replace(/^/gmu, '   ');
const notes = (...what: readonly string[]): string =>
  inItem(fence('# Immediate actions:', ...what.map(one => `- ${one}`)));

const stop = ['## Emergency', '### Stop if', '1. **Data corruption**'];

const cases: readonly Case[] = [
  {
    title: 'notes that an item owns begin with words of their own',
    text: [...stop, notes('Stop all writes', 'Alert the team'), '2. **Overload**'].join('\n'),
    cards: ['E1 Data corruption', 'E2 Immediate actions', 'E3 Overload'],
  },
  {
    title: 'and are called with what owns them, where several begin alike',
    text: [...stop, notes('Stop all writes'), '2. **Security breach:**', notes('Isolate it')].join('\n'),
    cards: [
      'E1 Data corruption',
      'E2 Data corruption: Immediate actions',
      'E3 Security breach',
      'E4 Security breach: Immediate actions',
    ],
  },
  {
    title: 'a block beside other steps is called what its section is, not what its first command is',
    text: [
      '## 3. Go\n### 3.3 Deploy the services',
      '1. Auth service\n2. Trading service\n',
      fence('# 1. Auth service', 'deploy auth', '', '# 2. Trading service', 'deploy trading'),
    ].join('\n'),
    cards: ['3.3.1 Auth service', '3.3.2 Trading service', '3.3.3 Deploy the services'],
  },
  {
    title: 'one command is what its own title says',
    text: ['## Go\n### Deploy', '1. Look at the board\n', fence('# Deploy auth', 'deploy auth')].join('\n'),
    cards: ['1.1 Look at the board', '1.2 Deploy auth'],
  },
  {
    title: 'a number in front of a section is no number of a step in it',
    text: [
      '## 2. Go\n### 2.1 Look at 2 nodes',
      '1. Open the board\n2. Close the board\n',
      fence('look one', 'look two'),
    ].join('\n'),
    cards: ['2.1.1 Open the board', '2.1.2 Close the board', '2.1.3 Look at 2 nodes'],
  },
];

test.each(cases)('$title', ({ text, cards }) => {
  const { page } = laidOf(`# T\n\n${text}\n`);
  const shown = page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [`${block.card.number} ${block.card.title}`] : [])),
  );
  expect(shown).toEqual(cards);
});

test('a list of steps says under which heading each of them stands', () => {
  const problem = (name: string): string => `### ${name}\n\n1. Diagnosis\n2. Cure\n`;
  const text = `# T\n\n## Go\n\n1. Go\n\n## Troubleshooting\n\n${problem('Stuck')}\n${problem('Slow')}\n### Look\n\n- [ ] look\n`;
  const groups = groupsOf(laidOf(text).page);
  expect(groups.map(({ title, cards }) => [title, ...cards.map(card => card.title)])).toEqual([
    ['Go', 'Go'],
    ['Troubleshooting › Stuck', 'Diagnosis', 'Cure'],
    ['Troubleshooting › Slow', 'Diagnosis', 'Cure'],
    ['Troubleshooting', 'Look'],
  ]);
});
