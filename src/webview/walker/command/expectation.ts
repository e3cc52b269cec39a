import { html, type TemplateResult } from 'lit-html';
import type { Scene } from '../scene.ts';
import { spans } from './spans.ts';

const foldAbove = 16;
const foldTo = 12;

/** Where an expectation stands: on a card, as one of several. */
interface Place {
  readonly card: string;
  readonly nth: number;
}

/** What the author expects: in words, or as the program prints it; of a long one the first lines. */
export function expectation(
  { words, memory, act }: Scene,
  text: string,
  { card, nth }: Place,
): TemplateResult {
  const name = isPrinted(text) ? 'hr-expect hr-expect--printed' : 'hr-expect';
  const lines = text.split('\n');
  const id = `${card}/expected/${nth}`;
  if (lines.length <= foldAbove || memory.isOpen(id) === true) {
    return html`<p class=${name} dir="auto">${spans(text)}</p>`;
  }
  return html`<p class=${name} dir="auto">${spans(lines.slice(0, foldTo).join('\n'))}</p>
    <button
      class="hr-linkbtn"
      type="button"
      @click=${() => {
        memory.touch(card);
        act.setOpen(id, true);
      }}
    >
      ${words.t('text.showAll', { n: lines.length })}
    </button>`;
}

/** Columns, depth and data are only read where all letters are of one width. */
export function isPrinted(text: string): boolean {
  return /\S(?: {2,}|\t)\S|^[ \t]+\S|^[{[]/mu.test(text);
}
