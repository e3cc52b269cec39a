import { html, nothing, type TemplateResult } from 'lit-html';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { Card } from '../../../core/run/view/view.ts';
import { hasMore } from './remarks.ts';
import type { Scene } from '../scene.ts';

/**
 * The text of a folded step, there for the editor's find widget and for nothing else: finding it opens the step.
 * Chromium's `hidden=until-found` costs no layout.
 */
export function foldedText(scene: Scene, card: Card): TemplateResult | typeof nothing {
  const content = contentOf(card);
  if (content === nothing) return nothing;
  return html`<div
    class="hr-folded"
    hidden="until-found"
    @beforematch=${() => scene.act.setOpen(card.id, true)}
  >
    ${content}
  </div>`;
}

function contentOf(card: Card): unknown {
  switch (card.kind) {
    case 'check':
      return card.tasks?.map(task => html`<div>${unsafeHTML(task.html)}</div>`) ?? nothing;
    case 'commands':
      if (hasMore(card)) return html`<pre>${card.text}</pre>`;
      return (
        card.commands?.map(
          command =>
            html`<pre>${command.text}</pre>
              ${command.expected === undefined ? nothing : html`<p>${command.expected}</p>`}`,
        ) ?? nothing
      );
    case 'manual':
      return card.html === undefined ? nothing : unsafeHTML(card.html);
    case 'record':
      return card.html === undefined
        ? (card.fields?.map(field => html`<p>${field.name} ${field.hint ?? ''}</p>`) ?? nothing)
        : unsafeHTML(card.html);
    case 'script':
    case 'template':
    case 'file':
    case 'suggested':
      return card.text === undefined ? nothing : html`<pre>${card.text}</pre>`;
  }
}
