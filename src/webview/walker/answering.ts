import { cardAt, focusOn, isField, isInView } from './focus.ts';

// A command that has ended is judged by one chord. The rest of the keyboard never picks an answer.

/** One press answers one question: for so long after any press the next one does nothing, and a key that is held down never does. */
const deafMs = 800;

/** What answering needs to know of the walker. */
interface Asker {
  /** The id of the card the run waits for. */
  current(): string | undefined;
  /** False for a moment after the open step has changed. */
  isSteady(): boolean;
}

let pressedAt = -Infinity;

/** Gives the answer that is asked for where the focus is, or by the step the run waits for; false where none is. */
export function answer(asker: Asker, decision: 'met' | 'differs'): boolean {
  if (isTyping()) return false;
  const since = performance.now() - pressedAt;
  pressedAt = performance.now();
  const held = cardAt(document.activeElement);
  const button = answerButton(asker, decision);
  if (button === undefined) return false;
  if (since < deafMs || !asker.isSteady()) return true;
  // Who stands on another step, or sees neither question nor answer, is brought to them first.
  const group = button.closest<HTMLElement>('[role="group"]') ?? button;
  const elsewhere = held !== undefined && held !== cardAt(button);
  if (elsewhere || !isInView(group)) focusOn(group.querySelector<HTMLElement>('[tabindex="-1"]'), 'center');
  else button.click();
  return true;
}

/** The answer where the focus is, else of the step the run waits for. */
export function answerButton(
  asker: Pick<Asker, 'current'>,
  decision: 'met' | 'differs',
): HTMLElement | undefined {
  return buttonIn(cardAt(document.activeElement), decision) ?? buttonIn(asker.current(), decision);
}

/** In a field the keys belong to what is typed; a line of input that holds nothing is no text. */
function isTyping(): boolean {
  const { activeElement } = document;
  if (!isField(activeElement)) return false;
  return !(
    activeElement instanceof HTMLInputElement &&
    'terminal' in activeElement.dataset &&
    activeElement.value === ''
  );
}

function buttonIn(card: string | undefined, decision: string): HTMLElement | undefined {
  if (card === undefined) return undefined;
  const selector = `#card-${CSS.escape(card)} [data-answer="${decision}"]`;
  return document.querySelector<HTMLElement>(selector) ?? undefined;
}
