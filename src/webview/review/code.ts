import { html, type TemplateResult } from 'lit-html';

import { commandLines } from '../walker/command/command.ts';
import { visible } from './visible.ts';

/** A command, with all in it that hides as marks. Cut into words where the text is not too long for that. */
export function code(text: string): readonly TemplateResult[] {
  const lines = text.length > 20_000 ? undefined : commandLines(text);
  if (lines === undefined)
    return visible(text)
      .split('\n')
      .map(line => html`<span class="hr-ln">${line}</span>`);
  // prettier-ignore
  return lines.map(line => html`<span class="hr-ln">${line.length === 0 ? html`<br />` : line.map(word => html`${word.gap}<span class="hr-w">${word.letters.map(part =>
    part.mark === undefined ? part.text : html`<mark class="hr-mark-ch" title=${part.mark}>${part.mark}</mark>`)}</span>`)}</span>`);
}
