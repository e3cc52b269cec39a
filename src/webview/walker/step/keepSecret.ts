import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { Scene } from '../scene.ts';

/** Whether the secret of a field is to be kept until the run is closed. */
export function isKept({ memory }: Scene, field: string): boolean {
  return memory.typed(`${field}/keep`) === 'yes';
}

/** A secret is kept only where a person says so, since whoever can open their storage can read it there. */
export function keepBox(scene: Scene, field: string, name: string): TemplateResult {
  const { memory, words } = scene;
  const id = `${field}/keep`;
  const change = (event: Event): void => {
    const ticked = event.target instanceof HTMLInputElement && event.target.checked;
    memory.type(id, ticked ? 'yes' : '');
    scene.act.typed();
  };
  return html`<label class="hr-keep">
    <input
      type="checkbox"
      data-key=${id}
      .checked=${live(isKept(scene, field))}
      @change=${change}
    />${words.t('value.keep', { name })}
  </label>`;
}
