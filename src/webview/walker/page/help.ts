import { html, nothing, type TemplateResult } from 'lit-html';

import type { MessageKey } from '../../l10n/message.ts';
import type { Scene } from '../scene.ts';

type Lines = readonly (readonly [keys: string, text: MessageKey])[];

const chords = [
  ['key.main', 'key.mainMac', 'keys.main'],
  ['key.stop', 'key.stopMac', 'keys.stop'],
  ['key.met', 'key.metMac', 'keys.met'],
  ['key.differs', 'key.differsMac', 'keys.differs'],
  ['key.nextStep', 'key.nextStepMac', 'keys.stepAnywhere'],
  ['key.markdown', 'key.markdownMac', 'keys.markdown'],
  ['key.findText', 'key.findTextMac', 'keys.findText'],
] as const satisfies readonly (readonly [key: MessageKey, mac: MessageKey, text: MessageKey])[];

// No letters, so they stay where letters are switched off.
const named = [
  ['Enter', 'keys.open'],
  ['→ ←', 'keys.fold'],
  ['↓ ↑', 'keys.step'],
  ['Shift ↓ ↑', 'keys.phase'],
  ['Esc', 'keys.escape'],
  ['Shift Esc', 'keys.leaveTerminal'],
] as const satisfies Lines;

const letters = [
  ['N', 'keys.now'],
  ['J K', 'keys.step'],
  ['Shift J K', 'keys.phase'],
  ['B P V', 'keys.places'],
  ['Shift B', 'keys.path'],
  ['O', 'keys.output'],
  ['L', 'keys.fullOutput'],
  ['E', 'keys.firstError'],
  ['C', 'keys.copy'],
  ['/', 'keys.find'],
  ['?', 'keys.all'],
] as const satisfies Lines;

/** All keys of the page. */
export function keysDialog(scene: Scene): TemplateResult | typeof nothing {
  const { words, memory, act, settings } = scene;
  if (memory.form('keys') !== 'open') return nothing;
  const close = (): void => act.setForm('keys', undefined);
  return html`<dialog class="hr-keys" aria-labelledby="keys-h" @close=${close} @click=${closeBeside}>
    <h2 id="keys-h" tabindex="-1" autofocus>${words.t('keys.title')}</h2>
    <div class="hr-keys__b" role="region" aria-labelledby="keys-h" tabindex="0">
      <table class="hr-table">
        <tbody>
          ${chords.map(([key, mac, text]) => line(words.t(settings.mac ? mac : key), words.t(text)))}
          ${[...named, ...(settings.singleKeys ? letters : [])].map(([key, text]) => line(key, words.t(text)))}
        </tbody>
      </table>
    </div>
    <p class="hr-muted">${words.t(settings.singleKeys ? 'keys.never' : 'keys.lettersOff')}</p>
    <form method="dialog"><button class="hr-btn" type="submit">${words.t('close')}</button></form>
  </dialog>`;
}

/** As VS Code's own pickers: a press beside the dialog closes it. */
function closeBeside({ target }: Event): void {
  if (target instanceof HTMLDialogElement) target.close();
}

/** Closes what stands over the page, where something else takes its place; what had the focus before gets it back. False where nothing does. */
export function closeDialog(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
  dialog?.close();
  return dialog !== null;
}

function line(keys: string, text: string): TemplateResult {
  return html`<tr>
    <th scope="row">${keys.split(' ').map(key => html`<kbd class="hr-kbd">${key}</kbd> `)}</th>
    <td>${text}</td>
  </tr>`;
}
