import { html, nothing, type TemplateResult } from 'lit-html';

import { icon } from './icon.ts';
import type { Scene } from './scene.ts';
import { yourReview } from './yourReview.ts';

/** What can be done from here: of a run that was changed, what to do now; else the runbook as it was, and another run beside it. */
export function aside(scene: Scene): TemplateResult {
  const { view } = scene;
  return html`<aside class="hr-side">
    ${view.badge.result === 'broken' ? whatNow(scene) : nothing} ${yourReview(scene)} ${runbook(scene)}
    ${compare(scene)}
  </aside>`;
}

function whatNow(scene: Scene): TemplateResult {
  const { words, git, act } = scene;
  return html`<div class="hr-panel" data-now>
    <h2>${words.t('whatNow')}</h2>
    <ul class="hr-checks">
      <li data-state="ready">${icon('git-commit')}<span>${words.t('now.copy')}${gitLine(scene)}</span></li>
      <li data-state="ready">${icon('lock')}<span>${words.t('now.noSign')}</span></li>
      <li data-state="ready">${icon('file')}<span>${words.t('now.leave')}</span></li>
    </ul>
    <button
      class="hr-btn hr-btn--primary hr-btn--lg"
      type="button"
      aria-disabled=${git === 'asked' ? 'true' : 'false'}
      @click=${() => act.host({ action: 'verifyGit' })}
    >
      ${words.t('now.verify')}
    </button>
    <button class="hr-btn" type="button" @click=${() => act.host({ action: 'openText' })}>
      ${words.t('now.text')}
    </button>
  </div>`;
}

function gitLine({ words, git }: Scene): TemplateResult | typeof nothing {
  if (git === undefined) return nothing;
  if (git === 'asked') return html`<small>${words.t('reading')}</small>`;
  const { state, commit = '', at = 0, entries = 0 } = git;
  const about = { commit: commit.slice(0, 7), day: words.day(at) };
  const said = {
    none: () => words.t('git.none'),
    same: () => words.t('git.same', { commit: about.commit }),
    verifies: () => words.t('git.verifies', { ...about, n: entries }),
    fails: () => words.t('git.fails', about),
  } as const;
  return html`<small data-git=${state}>${said[state]()}</small>`;
}

function runbook({ words, view, today, act }: Scene): TemplateResult {
  const canDiffer = view.hasRunbook && today?.state === 'changed';
  return html`<div class="hr-panel">
    <h2>${words.t('runbook')}</h2>
    <p class="hr-muted" data-today=${today?.state ?? 'unknown'}>
      ${todayLine(words, view.hasRunbook, today)}
    </p>
    ${
      view.hasRunbook
        ? html`<button class="hr-btn" type="button" @click=${() => act.host({ action: 'openRunbook' })}>
            ${words.t('runbook.open')}
          </button>`
        : nothing
    }
    ${
      canDiffer
        ? html`<button class="hr-btn" type="button" @click=${() => act.host({ action: 'diffRunbook' })}>
            ${words.t('runbook.diff')}
          </button>`
        : nothing
    }
  </div>`;
}

function todayLine(words: Scene['words'], hasRunbook: boolean, today: Scene['today']): string {
  if (!hasRunbook) return words.t('runbook.missing');
  switch (today?.state) {
    case 'same':
      return words.t('runbook.same');
    case 'changed':
      return words.t('runbook.changed', { n: today.lines ?? 0 });
    case 'gone':
    case 'missing':
      return words.t('runbook.gone');
    case undefined:
      return words.t('reading');
  }
}

function compare({ words, others, act }: Scene): TemplateResult {
  return html`<div class="hr-panel">
    <h2>${words.t('compare')}</h2>
    ${
      others === 0
        ? html`<p class="hr-muted">${words.t('compare.none')}</p>`
        : html`<button
            class="hr-btn"
            type="button"
            data-key="choose"
            @click=${() => act.host({ action: 'chooseRun' })}
          >
            ${words.t('compare.choose')}
          </button>`
    }
  </div>`;
}
