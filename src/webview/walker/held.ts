import { cardAt, focusOn } from './focus.ts';

// The focus that Run gave a step, or the line of input of one that asks: it goes on by itself when the step ends.

/** The card whose article itself has the focus. */
export function heldCard(): string | undefined {
  const { activeElement } = document;
  return activeElement?.matches('article.hr-card') === true ? cardAt(activeElement) : undefined;
}

/** The card whose end moves the focus on: also one whose line of input has it, which goes with the command. */
export function followedCard(): string | undefined {
  const { activeElement } = document;
  return activeElement?.matches('[data-terminal]') === true ? cardAt(activeElement) : heldCard();
}

let handedAt = -Infinity;

/** Gives the focus to the line of input of a step that asks, which nobody pressed for. */
export function focusTerminal(card: Element | null): void {
  const line = card?.querySelector<HTMLElement>('[data-asks] [data-terminal]') ?? null;
  if (line !== null && line !== document.activeElement) handedAt = performance.now();
  focusOn(line);
}

/** Whether the line of input got the focus so lately that a second press of what began the command may land in it. */
export function isJustHanded(): boolean {
  return performance.now() - handedAt < 800;
}
