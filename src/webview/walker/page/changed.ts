import { html, nothing, type TemplateResult } from 'lit-html';

import type { Notice } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { reasonForm } from '../form.ts';
import { icon } from '../icon.ts';
import { stepIds } from '../layout.ts';
import { refusalNote } from '../decision/refusal.ts';
import { canAct, type CardScene, type Scene } from '../scene.ts';
import { stepOf } from '../step/status.ts';

/** That the file holds another text than the run's. */
export type Changed = Extract<Notice, { kind: 'runbook-changed' }>;

/** Where on the page the new text is asked for. */
const place = 'change';

/** Says how much of the file has changed, shows it, and lets the new text be used with a reason. */
export function changedBanner(scene: Scene, changed: Changed): TemplateResult {
  const { words, page, memory, act } = scene;
  const open = memory.form(place) === 'adopt';
  const may = canAct(scene) && scene.view.recording.ok;
  return html`<div class="hr-banner" data-state="judge" data-banner="runbook-changed">
    ${icon('info', 'lg')}
    <p>
      <strong>${title(words, fileName(page.path), changed)}</strong><small>${words.t('changed.text')}</small>
    </p>
    <div class="hr-banner__do">
      <button
        class="hr-btn"
        type="button"
        data-key="change/show"
        data-does="showChange"
        @click=${() => act.host({ action: 'showChange' })}
      >
        ${words.t('changed.show')}
      </button>
      <button
        class="hr-btn"
        type="button"
        data-key="change/use"
        data-opens="adopt"
        data-does="useNewText"
        aria-expanded=${String(open)}
        aria-disabled=${may ? nothing : 'true'}
        @click=${() => {
          if (may) act.setForm(place, open ? undefined : 'adopt');
        }}
      >
        ${words.t('changed.use')}
      </button>
    </div>
    ${open ? html`<div class="hr-banner__form">${form(scene, changed)} ${refusalNote(scene, place)}</div>` : nothing}
  </div>`;
}

function form(scene: Scene, { digest }: Changed): TemplateResult {
  const { words, act } = scene;
  return reasonForm(scene, {
    place,
    name: 'adopt',
    title: words.t('changed.title'),
    hint: words.t('changed.hint'),
    submit: words.t('changed.submit'),
    send: reason => act.ask(place, { type: 'runbook.adopt', digest, reason }),
  });
}

/** A file without its folders. */
export function fileName(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path;
}

function title(words: Words, path: string, { lines: n, reached, ahead }: Changed): string {
  if (reached > 0) return words.t('changed.reached', { path, n, reached });
  return words.t(ahead === n ? 'changed.ahead' : 'changed.other', { path, n });
}

/** Why a step that was done is open again. */
export function changedNote(at: CardScene): TemplateResult | typeof nothing {
  const { words } = at.scene;
  if (!isChanged(at)) return nothing;
  return html`<div class="hr-note" data-state="judge" data-text-changed>
    ${icon('info')}<span
      ><strong>${words.t('changed.step')}</strong><small>${words.t('changed.step.text')}</small></span
    >
  </div>`;
}

/** The same on a folded row. */
export function changedTag(at: CardScene): TemplateResult | typeof nothing {
  return isChanged(at) ? html`<span class="hr-tag">${at.scene.words.t('changed.tag')}</span>` : nothing;
}

function isChanged({ scene, card }: CardScene): boolean {
  return stepIds(card).some(id => stepOf(scene.view, id).textChanged === true);
}
