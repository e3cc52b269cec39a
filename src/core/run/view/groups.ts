import type { Card, Page } from './view.ts';

/** Cards that a list of steps shows together, below what they stand under. */
export interface Group {
  readonly title: string;
  readonly cards: readonly Card[];
}

/** The numbered cards of a page by their headings: "Diagnosis" of one problem is none of the next. */
export function groupsOf({ phases }: Page): readonly Group[] {
  return phases.flatMap(({ title, blocks }) => {
    const groups: { title: string; cards: Card[] }[] = [{ title, cards: [] }];
    for (const block of blocks) {
      if (block.type === 'heading') groups.push({ title: under(title, block.title), cards: [] });
      // A card that carries a heading's own title stands beside what that heading's neighbours hold.
      else if (block.type === 'card' && block.level !== undefined)
        groups.push({ title, cards: [block.card] });
      else if (block.type === 'card') groups.at(-1)?.cards.push(block.card);
    }
    return joined(groups.map(group => ({ ...group, cards: group.cards.filter(isNumbered) })));
  });
}

function isNumbered({ number }: Card): boolean {
  return number !== '';
}

function under(phase: string, heading: string): string {
  return phase === '' ? heading : `${phase} › ${heading}`;
}

/** Without empty groups, and neighbours of one title as one. */
function joined(groups: readonly Group[]): readonly Group[] {
  const all: Group[] = [];
  for (const group of groups.filter(({ cards }) => cards.length > 0)) {
    const last = all.at(-1);
    if (last?.title === group.title)
      all[all.length - 1] = { ...last, cards: [...last.cards, ...group.cards] };
    else all.push(group);
  }
  return all;
}
