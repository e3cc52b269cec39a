import type { Layout } from './layout.ts';
import { cardAt, cardElement, focusOn, isField } from './focus.ts';

// The focus that goes on by itself: on a step that was run, the line of input of one that asks, a task that was ticked.

/** The card whose article itself has the focus. */
export function heldCard(): string | undefined {
  const { activeElement } = document;
  return activeElement?.matches('article.hr-card') === true ? cardAt(activeElement) : undefined;
}

/** The card whose end moves the focus on: also one whose line of input has it, which goes with the command. */
function followedCard(): string | undefined {
  const { activeElement } = document;
  return activeElement?.matches('[data-terminal]') === true ? cardAt(activeElement) : heldCard();
}

/** What has the focus that goes on by itself once it is done: a step, or the box or the field of a task. */
export type Held = { readonly card: string } | { readonly task: string };

/** What of these has the focus now. */
export function heldFocus(): Held | undefined {
  const card = followedCard();
  if (card !== undefined) return { card };
  const task = heldTask();
  return task === undefined ? undefined : { task };
}

/** The task whose box has the focus, or whose field for what was read, by which it is signed too. */
function heldTask(): string | undefined {
  const { activeElement } = document;
  if (activeElement?.matches('.hr-tasks :is([type="checkbox"], .hr-read *)') !== true) return undefined;
  return activeElement.closest<HTMLElement>('[data-task]')?.dataset['task'];
}

let handedAt = -Infinity;

/** Gives the focus to what nobody pressed for. */
export function handTo(element: HTMLElement | null | undefined, block?: ScrollLogicalPosition): void {
  if (element !== null && element !== undefined && element !== document.activeElement)
    handedAt = performance.now();
  focusOn(element, block);
}

/** Gives the focus to the line of input of a step that asks, which nobody pressed for. */
export function focusTerminal(card: Element | null): void {
  const line = card?.querySelector<HTMLElement>('[data-asks] [data-terminal]') ?? null;
  handTo(line);
}

/** Whether a control got the focus so lately, in ms, that a second press of what led to it may land in it. */
export function isJustHanded(lately = 800): boolean {
  return performance.now() - handedAt < lately;
}

/** What a file was attached by, else its step: whoever typed on elsewhere meanwhile stays there. */
export function focusAttached(step: string, layout: Layout | undefined): void {
  if (isField(document.activeElement)) return;
  const button = document.querySelector<HTMLElement>(`[data-attach="${CSS.escape(step)}"]`);
  focusOn(button?.checkVisibility() === true ? button : cardElement(layout?.cardOf.get(step)?.id ?? step));
}
