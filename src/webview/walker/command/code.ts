import { html, nothing, type TemplateResult } from 'lit-html';

import { commandLines, hidesCharacters, type Line } from './command.ts';
import { icon } from '../icon.ts';
import type { Scene } from '../scene.ts';

// Above this many lines a text is not cut into words: it hangs by line and breaks anywhere.
const wordsUpTo = 400;

/** A command as it will be run, with a button that copies it. `label` names the copy button. */
export function codeBlock(scene: Scene, text: string, label: string): TemplateResult {
  return html`<div class="hr-code">
      <pre dir="ltr"><code>${codeLines(text)}</code></pre>
      <button
        class="hr-btn hr-btn--quiet hr-btn--icon"
        type="button"
        aria-label=${label}
        title=${label}
        data-copy
        @click=${() => scene.act.host({ action: 'copy', text })}
      >
        ${icon('copy')}
      </button>
    </div>
    ${
      hidesCharacters(text)
        ? html`<p class="hr-hidden" data-state="blocked">
            ${icon('warning', 'sm')}<span>${scene.words.t('code.hidden')}</span>
          </p>`
        : nothing
    }`;
}

function codeLines(text: string): readonly TemplateResult[] {
  const lines = text.split('\n');
  if (lines.length > wordsUpTo) return lines.map(line => html`<span class="hr-ln">${line}</span>`);
  return commandLines(text).map(lineOf);
}

/** One line of a command, its hidden characters as marks. */
export function codeLine(text: string): TemplateResult {
  return html`${commandLines(text).map(lineOf)}`;
}

function lineOf(line: Line): TemplateResult {
  if (line.length === 0) return html`<span class="hr-ln"><br /></span>`;
  // prettier-ignore
  return html`<span class="hr-ln">${line.map(word => html`${word.gap}<span class="hr-w">${word.letters.map(part =>
    part.mark === undefined ? part.text : html`<mark class="hr-mark-ch" title=${part.mark}>${part.mark}</mark>`)}</span>`)}</span>`;
}
