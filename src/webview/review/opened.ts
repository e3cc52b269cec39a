import { html, nothing, type TemplateResult } from 'lit-html';

import type { AttemptDetail, EntryDigest } from '../../core/review/detail.ts';
import type { RunEvent } from '../../core/review/event.ts';
import { hidesCharacters } from '../walker/command/command.ts';
import { code } from './code.ts';
import { icon } from './icon.ts';
import { canReview } from './mine.ts';
import { stepName } from './rowText.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** What an event shows once it is opened: commands as they ran, what was expected, what they wrote, and digests. */
export function opened(scene: Scene, event: RunEvent): TemplateResult {
  const { words, details, act } = scene;
  const detail = details.get(event.id);
  const { step } = event;
  return html`<div class="hr-tl__open">
    ${detail === undefined ? html`<p class="hr-muted">${words.t('reading')}</p>` : nothing}
    ${detail?.attempts.map(attempt => command(scene, event, attempt))}
    <p class="hr-tl__foot">
      ${
        step === undefined || !scene.view.hasRunbook
          ? nothing
          : html`<button
              class="hr-linkbtn"
              type="button"
              title=${words.t('openLine', { n: step.line })}
              @click=${() => act.host({ action: 'openRunbook', line: step.line })}
            >
              ${words.t('runbook')}, ${words.t('line', { n: step.line })}
            </button>`
      }
      ${
        event.trust === 'held' && canReview(scene.view.badge.result, scene.reviewer)
          ? html`<button class="hr-linkbtn" type="button" data-about @click=${() => act.own.about(event)}>
              ${words.t('mine.add')}
            </button>`
          : nothing
      }
    </p>
    ${detail === undefined || detail.digests.length === 0 ? nothing : digests(scene, detail.digests)}
  </div>`;
}

function command(scene: Scene, event: RunEvent, attempt: AttemptDetail): TemplateResult {
  const { words, act } = scene;
  const { command: n, commands: all, title, cwd, durationMs } = attempt;
  return html`<section class="hr-ran" aria-label=${words.t('command', { n, all })}>
    <h4>
      <span>${title === undefined ? words.t('command', { n, all }) : visible(title)}</span>
      <small
        >${words.t('in', { cwd: visible(cwd) })}${durationMs === undefined ? '' : `, ${words.span(durationMs)}`}</small
      >
    </h4>
    <div class="hr-code">
      <pre dir="ltr"><code>${code(attempt.text)}</code></pre>
      <button
        class="hr-btn hr-btn--quiet hr-btn--icon"
        type="button"
        aria-label=${words.t('copyCommand')}
        title=${words.t('copyCommand')}
        @click=${() => act.host({ action: 'copy', text: attempt.text })}
      >
        ${icon('copy')}
      </button>
    </div>
    ${
      hidesCharacters(attempt.text)
        ? html`<p class="hr-hidden" data-state="blocked">
            ${icon('warning')}<span>${words.t('code.hidden')}</span>
          </p>`
        : nothing
    }
    ${
      attempt.written === undefined
        ? nothing
        : html`<p class="hr-pair__l" data-edited>${words.t('edited')}</p>
            <div class="hr-code">
              <pre dir="ltr"><code>${code(attempt.written)}</code></pre>
            </div>`
    }
    ${pair(scene, event, attempt)}
  </section>`;
}

function pair(scene: Scene, event: RunEvent, attempt: AttemptDetail): TemplateResult {
  const { words } = scene;
  const { expected } = attempt;
  const told = output(scene, event, attempt);
  if (expected === undefined) return told;
  return html`<div class="hr-pair">
    <div>
      <p class="hr-pair__l">${words.t('expected')}</p>
      <p class="hr-expect">${visible(expected)}</p>
    </div>
    ${told}
  </div>`;
}

function output({ words, act }: Scene, event: RunEvent, attempt: AttemptDetail): TemplateResult {
  const { tail, judged, output: state, bytes } = attempt;
  const step = stepName(event);
  const bad = judged?.decision === 'differs' || judged?.decision === 'failed' || state === 'changed';
  return html`<div
    data-state=${bad || (attempt.outcome === 'exited' && attempt.code !== 0) ? 'failed' : 'passed'}
  >
    <p class="hr-pair__l">
      <span>${words.t('output')}</span><b>${ended(words, attempt)}</b>
      ${judged === undefined ? nothing : html`<b>${words.t(`judged.${judged.decision}`)}</b> <span>${words.t(`judged.${judged.by}`)}</span>`}
    </p>
    ${
      state === 'changed' || state === 'missing'
        ? html`<p class="hr-note" data-state="failed">
            ${icon('error')}<span>${words.t(`output.${state}`)}</span>
          </p>`
        : nothing
    }
    ${bytes === 0 && tail.length === 0 ? html`<p class="hr-muted">${words.t('output.none')}</p>` : lastLines({ words, act }, step, attempt)}
  </div>`;
}

function lastLines(
  { words, act }: Pick<Scene, 'words' | 'act'>,
  step: string,
  attempt: AttemptDetail,
): TemplateResult {
  const { id, tail, bytes, masked, truncated, command: n } = attempt;
  const foot = [
    words.t('output.foot', { n: tail.length, bytes: words.bytes(bytes) }),
    ...(masked > 0 ? [words.t('output.masked', { n: masked })] : []),
    ...(truncated ? [words.t('output.truncated')] : []),
  ];
  return html`<div class="hr-out" role="region" aria-label=${words.t('output.of', { step, n })} tabindex="0">
    <pre dir="ltr">${visible(tail.join('\n'))}</pre>
    <div class="hr-out__foot">
      <span>${foot.join(' ')}</span>
      <button
        class="hr-linkbtn"
        type="button"
        @click=${() => act.host({ action: 'openOutput', attempt: id, title: `${step} (${n})` })}
      >
        ${words.t('output.open')}
      </button>
    </div>
  </div>`;
}

function ended(words: Scene['words'], { outcome, code: value }: AttemptDetail): string {
  switch (outcome) {
    case 'exited':
      return words.t('ended.exited', { code: value ?? 0 });
    case 'signalled':
      return words.t('ended.signalled', { code: visible(String(value ?? '')) });
    case 'timedOut':
    case 'stopped':
    case 'notStarted':
      return words.t(`ended.${outcome}`);
    default:
      return words.t('ended.unknown');
  }
}

function digests({ words }: Scene, all: readonly EntryDigest[]): TemplateResult {
  return html`<details class="hr-digests">
    <summary>${words.t('digests')}</summary>
    <dl>
      ${all.map(
        ({ entry, file, line, hash, next }) =>
          html`<div>
            <dt>
              ${words.t('digests.entry')} ${words.number(entry)}
              <small>${visible(file)}, ${words.t('line', { n: line })}</small>
            </dt>
            <dd>
              <code>${hash}</code
              ><small
                >${
                  next === undefined
                    ? words.t('digests.last')
                    : next === hash
                      ? words.t('digests.fits')
                      : words.t('digests.differs', { next })
                }</small
              >
            </dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
