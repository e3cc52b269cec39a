import type { Shown } from './shown.ts';

/** What a key does on the page. */
export type Move = 'next' | 'previous' | 'nextLook' | 'previousLook' | 'search' | 'escape';

const letters: Readonly<Record<string, Move>> = { j: 'next', k: 'previous', '/': 'search' };
const shifted: Readonly<Record<string, Move>> = { j: 'nextLook', k: 'previousLook', '/': 'search' };
const arrows: Readonly<Record<string, Move>> = { ArrowDown: 'next', ArrowUp: 'previous' };

/** The move that a key means; undefined where it means itself. Keys are matched by character, not by position. */
export function moveFor(event: KeyboardEvent, singleKeys: boolean): Move | undefined {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { target } = event;
  if (event.key === 'Escape') return 'escape';
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return undefined;
  const onRow = target instanceof Element && target.matches('[data-row]');
  if (onRow && !event.shiftKey && event.key in arrows) return arrows[event.key];
  if (!singleKeys) return undefined;
  return (event.shiftKey ? shifted : letters)[event.key.toLowerCase()];
}

/** Moves the focus among the rows; answers false where there is nowhere to go in what is shown. */
export function moveRow(
  move: Exclude<Move, 'search' | 'escape'>,
  looks: (event: number) => boolean,
): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const wanted =
    move === 'next' || move === 'previous' ? rows : rows.filter(row => looks(Number(row.dataset['row'])));
  const forward = move === 'next' || move === 'nextLook';
  const here = rows.findIndex(row => row.closest('li')?.contains(document.activeElement) === true);
  const at = (row: HTMLElement): number => rows.indexOf(row);
  const target = forward
    ? wanted.find(row => at(row) > here)
    : wanted.findLast(row => here < 0 || at(row) < here);
  if (target === undefined) return false;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'nearest' });
  return true;
}

/** Brings what a press has shown into view, once it is drawn: in a low window it would stand below the edge, as if nothing had come. */
export class InView {
  #opened: number | undefined;
  #searched = false;

  /** A row was opened; its contents may still be to come. */
  opened(event: number): void {
    this.#opened = event;
  }

  /** Something else is searched for; what is found is still to come. */
  searched(): void {
    this.#searched = true;
  }

  /** Each row is brought up once, while the focus is on it: whoever has gone on since stays there. */
  drawn({ details, search }: Pick<Shown, 'details' | 'search'>): void {
    const { activeElement } = document;
    if (this.#searched && search !== undefined && (search.done || search.hits.length > 0)) {
      // Once: whoever scrolls while more is found stays where they are.
      this.#searched = false;
      if (activeElement?.matches('[data-key="search"]') === true) makeRoom(activeElement);
    }
    if (this.#opened === undefined || !details.has(this.#opened)) return;
    const row = document.querySelector(`[data-row="${this.#opened}"]`);
    if (row === activeElement) row?.closest('li')?.scrollIntoView({ block: 'nearest' });
    this.#opened = undefined;
  }
}

/** What is found stands below the field, which may itself stand near the lower edge. */
function makeRoom(field: Element): void {
  if (field.getBoundingClientRect().bottom > window.innerHeight / 2) field.scrollIntoView({ block: 'start' });
}

/** Moves the focus to what a selector finds; false where that is not there yet. */
export function focusOn(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus({ preventScroll: selector.includes('title') });
  return element !== null;
}
