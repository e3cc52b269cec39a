import { html, nothing, type TemplateResult } from 'lit-html';

import { icon, type ReviewIcon } from './icon.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** What run this is, when it was, and where it acted; of a changed log, only as what the file says. */
export function head(scene: Scene): TemplateResult {
  const { words, view } = scene;
  const claims = view.result === 'unknown';
  return html`<header class="hr-title">
    <h1 tabindex="-1" data-key="title">${visible(view.title === '' ? view.run : view.title)}</h1>
    <p>${[resultOf(scene), ...timesOf(scene)].join(' ')}</p>
    <ul class="hr-facts" aria-label=${words.t(claims ? 'aboutClaim' : 'about')}>
      ${
        view.operators.length === 0
          ? nothing
          : html`<li>
              ${icon('person')}<span
                >${words.t(claims ? 'runBy.claim' : 'runBy')}
                <b>${words.list(view.operators.map(visible))}</b
                >${view.unattended ? `. ${words.t('unattended')}` : ''}</span
              >
            </li>`
      }
      ${fact('server', view.place?.kube ?? view.place?.host)}
      ${fact('git-commit', view.repo?.head.slice(0, 7))} ${fact('file', view.path)}
    </ul>
  </header>`;
}

function fact(name: ReviewIcon, text: string | undefined): TemplateResult | typeof nothing {
  return text === undefined || text === '' ? nothing : html`<li>${icon(name)}<b>${visible(text)}</b></li>`;
}

function resultOf({ words, view }: Scene): string {
  return view.reason === undefined
    ? words.t(`result.${view.result}`)
    : words.t('result.because', { reason: visible(view.reason) });
}

function timesOf({ words, view }: Scene): readonly string[] {
  const { startedAt, walkedFrom = startedAt, lastAt, tookMs, planned, result } = view;
  if (startedAt === 0) return [];
  const when = { day: words.day(walkedFrom), from: words.minute(walkedFrom), zone: words.zone(walkedFrom) };
  if (result === 'unknown') return [words.t('when.from', when)];
  const span = words.span(tookMs);
  const to = words.minute(lastAt);
  return [
    to === when.from ? words.t('when.at', when) : words.t('when', { ...when, to }),
    planned === undefined ? words.t('took', { span }) : words.t('took.of', { span, n: planned.maxMinutes }),
  ];
}
