import { html, nothing, type TemplateResult } from 'lit-html';

import type { MessageKey } from '../l10n/message.ts';
import type { Scene } from './scene.ts';

const chords = [
  ['key.main', 'keys.main'],
  ['key.stop', 'keys.stop'],
  ['key.nextStep', 'keys.step'],
] as const satisfies readonly (readonly [MessageKey, MessageKey])[];

const letters = [
  ['N', 'keys.now'],
  ['J K ↓ ↑', 'keys.step'],
  ['Shift J K', 'keys.phase'],
  ['Enter ← →', 'keys.fold'],
  ['P B V', 'keys.places'],
  ['O', 'keys.output'],
  ['L', 'keys.fullOutput'],
  ['E', 'keys.firstError'],
  ['C', 'keys.copy'],
  ['Esc', 'keys.escape'],
  ['?', 'keys.all'],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** All keys of the page. */
export function keysDialog(scene: Scene): TemplateResult | typeof nothing {
  const { words, memory, act, settings } = scene;
  if (memory.form('keys') !== 'open') return nothing;
  const close = (): void => act.setForm('keys', undefined);
  return html`<dialog class="hr-keys" aria-labelledby="keys-h" @close=${close}>
    <h2 id="keys-h">${words.t('keys.title')}</h2>
    <table class="hr-table">
      <tbody>
        ${chords.map(([key, text]) => line(chord(scene, key), words.t(text)))}
        ${settings.singleKeys ? letters.map(([key, text]) => line(key, words.t(text))) : nothing}
      </tbody>
    </table>
    <p class="hr-muted">${words.t(settings.singleKeys ? 'keys.never' : 'keys.lettersOff')}</p>
    <form method="dialog"><button class="hr-btn" type="submit">${words.t('close')}</button></form>
  </dialog>`;
}

function chord(scene: Scene, key: (typeof chords)[number][0]): string {
  const { words, settings } = scene;
  if (!settings.mac) return words.t(key);
  if (key === 'key.main') return words.t('key.mainMac');
  return key === 'key.stop' ? words.t('key.stopMac') : words.t('key.nextStepMac');
}

function line(keys: string, text: string): TemplateResult {
  return html`<tr>
    <th scope="row">${keys.split(' ').map(key => html`<kbd class="hr-kbd">${key}</kbd> `)}</th>
    <td>${text}</td>
  </tr>`;
}
