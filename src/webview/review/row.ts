import { html, nothing, type TemplateResult } from 'lit-html';

import type { RunEvent } from '../../core/review/event.ts';
import type { Hit } from '../../protocol/reviewPage.ts';
import { icon, markOf } from './icon.ts';
import { opened } from './opened.ts';
import { stepName, subLines } from './rowText.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** One event; it opens in place. */
export function row(scene: Scene, event: RunEvent, hits: readonly Hit[] = []): TemplateResult {
  const { words, open, act } = scene;
  const [mark, state] = markOf(event);
  const isOpen = open.has(event.id);
  const { durationMs } = event;
  const measured = durationMs !== undefined && (event.attempts?.length ?? 0) > 0;
  return html`<li data-state=${state} data-event=${event.id} data-trust=${event.trust}>
    <time datetime=${new Date(event.at).toISOString()}>${words.second(event.at)}</time>
    ${icon(mark, 'hr-tl__st')}
    <div>
      <h3>
        <button
          class="hr-tl__btn"
          type="button"
          aria-expanded=${isOpen ? 'true' : 'false'}
          data-row=${event.id}
          data-key=${`row/${event.id}`}
          @click=${() => act.toggle(event.id)}
        >
          ${event.trust === 'broken' ? html`${words.t('entry.claims')} ` : nothing}<b
            >${words.t(`event.${event.kind}`)}</b
          >
          ${event.kind === 'branch' ? visible(String(event.facts?.['title'] ?? '')) : stepName(event)}
        </button>
      </h3>
      ${subLines(words, event).map(line => html`<small>${line}</small>`)} ${about(scene, event)}
    </div>
    <span class="hr-tl__d">${measured ? words.took(durationMs) : nothing}${usual(scene, event)}</span>
    ${
      hits.length > 0
        ? html`<ul class="hr-hits">
            ${hits.map(hit => place(scene, event, hit))}
          </ul>`
        : nothing
    }
    ${isOpen ? opened(scene, event) : nothing}
  </li>`;
}

/** Of a run that does not hold to its end, which entry it is and what that is worth. */
function about(scene: Scene, event: RunEvent): TemplateResult | typeof nothing {
  const { words, view } = scene;
  const { entry, trust, id } = event;
  if (view.badge.from === undefined && view.badge.result !== 'open') return nothing;
  if (view.badge.result === 'open') {
    return trust === 'held' ? nothing : html`<small>${words.t('entry.unsigned', { entry })}</small>`;
  }
  if (trust === 'loose') return html`<small>${words.t('entry.unsigned', { entry })}</small>`;
  if (trust === 'held') {
    const isLast = view.cut === id + 1;
    return html`<small>${words.t(isLast ? 'entry.last' : 'entry.verified', { entry })}</small>`;
  }
  return html`<small>${words.t('entry.plain', { entry })}${expects(scene, event)}</small>`;
}

function expects({ words, details, view }: Scene, event: RunEvent): string {
  if (event.id !== view.cut) return '';
  const digest = details.get(event.id)?.digests.find(({ entry }) => entry === event.entry);
  if (digest?.next === undefined || digest.next === digest.hash) return '';
  const holes = { next: event.entry + 1, expected: short(digest.next), own: short(digest.hash) };
  return `. ${words.t('entry.expects', holes)}`;
}

const short = (digest: string): string => `${digest.slice(0, 4)}…${digest.slice(-4)}`;

function usual({ words, usual: known }: Scene, { step, kind }: RunEvent): TemplateResult | typeof nothing {
  const ms = step === undefined ? undefined : known?.steps[step.id];
  if (ms === undefined || (kind !== 'passed' && kind !== 'failed')) return nothing;
  return html`<small>${words.t('sub.usual', { span: words.span(ms) })}</small>`;
}

/** A place in an output that a search has found. */
function place({ words, act }: Scene, event: RunEvent, { output }: Hit): TemplateResult | typeof nothing {
  if (output === undefined) return nothing;
  const title = stepName(event);
  return html`<li>
    <button
      class="hr-linkbtn"
      type="button"
      title=${words.t('search.atOutput')}
      @click=${() => act.host({ action: 'openOutput', attempt: output.attempt, title, row: output.row })}
    >
      ${words.t('search.in', { line: output.row + 1 })}
    </button>
    <code>${visible(output.text)}</code>
  </li>`;
}
