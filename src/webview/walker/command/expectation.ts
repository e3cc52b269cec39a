import { html, type TemplateResult } from 'lit-html';
import { spans } from './spans.ts';

/** What the author expects: in words, or as the program prints it. */
export function expectation(text: string): TemplateResult {
  const name = isPrinted(text) ? 'hr-expect hr-expect--printed' : 'hr-expect';
  return html`<p class=${name} dir="auto">${spans(text)}</p>`;
}

/** Columns are only columns where all letters are of one width. */
function isPrinted(text: string): boolean {
  return /\S(?: {2,}|\t)\S/.test(text);
}
