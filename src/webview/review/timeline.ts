import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';

import { filters, type RunEvent } from '../../core/review/event.ts';
import type { ListFilter } from '../../core/review/select.ts';
import type { Hit } from '../../protocol/reviewPage.ts';
import { icon } from './icon.ts';
import { row } from './row.ts';
import type { Scene, Search } from './scene.ts';

/** What the break in a log parts stands before what a lead filters by. */
const order: readonly ListFilter[] = ['all', 'break', 'firm', ...filters.filter(one => one !== 'all')];

/** What happened: filters, a search, and the events. */
export function timeline(scene: Scene): TemplateResult {
  const { words, view, search } = scene;
  return html`<section id="tl" aria-labelledby="tl-h">
    <h2 id="tl-h" class="sr-only">${words.t('timeline')}</h2>
    ${filterButtons(scene)} ${searchField(scene)}
    ${search === undefined ? events(scene) : results(scene, search)}
    ${view.isWhole ? nothing : html`<p class="hr-group">${words.t('notListed', { n: view.entries })}</p>`}
  </section>`;
}

function filterButtons({ words, view, filter, search, act }: Scene): TemplateResult {
  // What a run has none of cannot be chosen; everything and what needs a look always can.
  const shown = order.filter(one => view.counts[one] > 0 || one === 'all' || one === 'look');
  return html`<div class="hr-filter" role="group" aria-label=${words.t('show')}>
    ${shown.map(
      one =>
        html`<button
          type="button"
          data-filter=${one}
          data-key=${`filter/${one}`}
          aria-pressed=${one === filter && search === undefined ? 'true' : 'false'}
          @click=${() => act.show(one)}
        >
          ${words.t(`filter.${one}`)} <span>${words.number(view.counts[one])}</span>
        </button>`,
    )}
  </div>`;
}

function searchField({ words, search, act }: Scene): TemplateResult {
  return html`<div class="hr-search">
    ${icon('search')}
    <input
      class="hr-input"
      type="search"
      data-key="search"
      aria-label=${words.t('search')}
      placeholder=${words.t('search')}
      .value=${search?.text ?? ''}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) act.search(target.value);
      }}
    />
    <kbd class="hr-kbd" aria-hidden="true">/</kbd>
  </div>`;
}

function list(
  scene: Scene,
  rows: readonly RunEvent[],
  label: string | typeof nothing = nothing,
): TemplateResult {
  return html`<ol class="hr-tl" aria-label=${label}>
    ${repeat(
      rows,
      ({ id }) => id,
      event => row(scene, event),
    )}
  </ol>`;
}

function events(scene: Scene): TemplateResult {
  const { words, view, filter, rows, act } = scene;
  const cut = view.cut ?? Infinity;
  const held = rows.filter(({ id }) => id < cut);
  const after = rows.filter(({ id }) => id >= cut);
  const missing = view.counts[filter] - rows.length;
  return html`
    ${filter === 'break' ? earlier(scene, rows) : nothing} ${nothingHere(scene)}
    ${held.length > 0 ? list(scene, held) : nothing}
    ${after.length > 0 ? html`${breakLine(scene)} ${list(scene, after, words.t('cut.list'))}` : nothing}
    ${
      missing > 0
        ? html`<p class="hr-group">
            <button class="hr-linkbtn" type="button" data-key="more" @click=${() => act.more()}>
              ${words.t('more', { n: Math.min(missing, 200) })}
            </button>
          </p>`
        : nothing
    }
    ${filter === 'break' ? later(scene, rows) : rest(scene)}
  `;
}

function nothingHere({ words, view, filter }: Scene): TemplateResult | typeof nothing {
  if (view.counts[filter] > 0 || filter === 'look') return nothing;
  return html`<p class="hr-group">${words.t('filter.none', { filter: words.t(`filter.${filter}`) })}</p>`;
}

/** How much is not shown because it went as planned. */
function rest({ words, view, filter, act }: Scene): TemplateResult | typeof nothing {
  if (filter === 'all' || view.cut !== undefined || view.counts.all === 0) return nothing;
  const n = view.counts.all - view.counts.look;
  const key = view.counts.look === 0 && filter === 'look' ? 'rest.nothing' : 'rest';
  return html`<p class="hr-group">
    ${words.t(key, { n })}
    <button class="hr-linkbtn" type="button" @click=${() => act.show('all')}>
      ${words.t('showEverything')}
    </button>
  </p>`;
}

function earlier({ words, act, view }: Scene, rows: readonly RunEvent[]): TemplateResult | typeof nothing {
  const n = rows[0]?.id ?? 0;
  if (n === 0) return nothing;
  const firm = view.counts.firm >= n;
  return html`<p class="hr-group">
    ${words.t(firm ? 'cut.before' : 'cut.beforeFits', { n })}
    <button class="hr-linkbtn" type="button" @click=${() => act.show('all')}>${words.t('showThem')}</button>
  </p>`;
}

function later({ words, act, view }: Scene, rows: readonly RunEvent[]): TemplateResult | typeof nothing {
  const n = view.counts.all - 1 - (rows.at(-1)?.id ?? 0);
  if (n <= 0 || rows.length === 0) return nothing;
  return html`<p class="hr-group">
    ${words.t('cut.after', { n })}
    <button class="hr-linkbtn" type="button" @click=${() => act.show('all')}>${words.t('showThem')}</button>
  </p>`;
}

/** Where nothing was changed: two went on, or somebody whose turn it was not. */
const otherEnds: ReadonlySet<string> = new Set([
  'fork',
  'lateReturn',
  'handedTwice',
  'noHandover',
  'handoverUnsound',
]);

function breakLine({ words, view }: Scene): TemplateResult {
  const entry = Math.min(view.badge.from ?? 1, view.entries);
  const key = view.badge.lead.some(one => otherEnds.has(one.key)) ? 'cut.otherEnd' : 'cut.here';
  return html`<p class="hr-cut">${icon('error')}${words.t(key, { entry })}</p>
    ${
      view.doubts.length === 0
        ? nothing
        : html`<ul class="hr-doubts" aria-label=${words.t('doubt.title')}>
            ${view.doubts
              .slice(0, 5)
              .map(
                ({ key, entry: at, holes }) =>
                  html`<li class="hr-note" data-state="unknown">
                    ${icon('info')}<span
                      >${words.say(`doubt.${key}`, { ...holes, ...named(words, holes), entry: at })}</span
                    >
                  </li>`,
              )}
          </ul>`
    }`;
}

const outcomes = {
  failed: 'event.failed',
  skipped: 'event.skipped',
  passed: 'event.passed',
  byHand: 'event.byHand',
} as const;

/** What a seal counts has a word of its own. */
function named(
  words: Scene['words'],
  { what }: Readonly<Record<string, string | number>>,
): { what?: string } {
  const key =
    typeof what === 'string' && Object.hasOwn(outcomes, what)
      ? outcomes[what as keyof typeof outcomes]
      : undefined;
  return key === undefined ? {} : { what: words.t(key) };
}

function results(scene: Scene, search: Search): TemplateResult {
  const { words } = scene;
  const { text, hits, done, more } = search;
  const byEvent = new Map<number, Hit[]>();
  for (const hit of hits) {
    const known = byEvent.get(hit.event.id);
    if (known === undefined) byEvent.set(hit.event.id, [hit]);
    else known.push(hit);
  }
  const rows = [...byEvent.values()].sort((a, b) => (a[0]?.event.id ?? 0) - (b[0]?.event.id ?? 0));
  return html`<p class="hr-group" data-found=${done ? 'done' : 'under'}>${state(words, search)}</p>
    <ol class="hr-tl" aria-label=${words.t('search.done', { n: hits.length, text })}>
      ${rows.map(found => {
        const event = found[0]?.event;
        return event === undefined
          ? nothing
          : row(
              scene,
              event,
              found.filter(({ output }) => output !== undefined),
            );
      })}
    </ol>
    ${more ? html`<p class="hr-group">${words.t('search.most', { n: hits.length })}</p>` : nothing}`;
}

function state(words: Scene['words'], { text, hits, done }: Search): string {
  if (!done) return words.t('search.under', { found: words.number(hits.length) });
  return hits.length === 0
    ? words.t('search.none', { text })
    : words.t('search.done', { n: hits.length, text });
}
