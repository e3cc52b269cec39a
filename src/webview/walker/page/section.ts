import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card } from '../../../core/run/view/view.ts';
import type { Scene } from '../scene.ts';

/** A part of the first look; `state` colours its note. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly state?: string;
}

/** A part of the first look, with its head. */
export function section({ id, title, note, state }: Section, content: unknown): TemplateResult {
  return html`<section class="hr-sec" id=${id} aria-labelledby=${`${id}-h`}>
    <h2 id=${`${id}-h`} data-key=${`${id}-h`} tabindex="-1">
      ${title}${note === '' ? nothing : html` <small data-state=${state ?? nothing}>${note}</small>`}
    </h2>
    ${content}
  </section>`;
}

/** The cards that steps are part of, each once. */
export function cardsOf({ layout }: Scene, steps: readonly string[]): readonly Card[] {
  return [...new Set(steps.flatMap(id => layout.cardOf.get(id) ?? []))];
}
