import { html, nothing, type TemplateResult } from 'lit-html';

import type { LiveRow, LiveTable, LiveView } from '../../../core/cluster/live.ts';
import type { Words } from '../../l10n/words.ts';
import { canAct, type Scene } from '../scene.ts';

// What the cluster says beside the steps. It is looked at and never announced: nothing in it is a live region, and its squares say
// nothing that its words do not.

/** Beside the steps; above them, in one line, where there is no room (walker.css). */
export function liveSection(scene: Scene): TemplateResult | typeof nothing {
  const { live, words } = scene;
  if (live === undefined) return nothing;
  const { context, namespace, table, trouble } = live;
  return html`<section
    class="hr-live"
    aria-labelledby="live-h"
    data-live
    data-does="live"
    data-key="live"
    tabindex="-1"
    data-trouble=${trouble?.code ?? nothing}
  >
    <h2 id="live-h" dir="auto">${words.t('live.title', { context, namespace })}</h2>
    ${
      table === undefined || table.rows.length === 0
        ? nothing
        : html`<ul>
            ${table.rows.map(row => item(words, row))}
          </ul>`
    }
    ${notes(scene, live).map(note => html`<p>${note}</p>`)}
  </section>`;
}

function item(words: Words, row: LiveRow): TemplateResult {
  const { pods, tag } = row;
  return html`<li data-state=${stateOf(row)}>
    <span dir="auto">${nameOf(row)} <small>${tag}</small></span>
    <span
      >${
        pods.length === 0
          ? nothing
          : html`<span class="hr-pods" aria-hidden="true"
              >${pods.map(mark => html`<i class=${mark}></i>`)}</span
            >`
      }${countOf(words, row)}</span
    >
    ${whyOf(words, row)}
  </li>`;
}

function nameOf({ name, namespace }: LiveRow): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function stateOf({ state }: LiveRow): string | typeof nothing {
  return state === 'waiting' ? 'failed' : state === 'moving' ? 'running' : nothing;
}

function countOf(words: Words, { state, ready, desired }: LiveRow): string {
  if (state === 'missing') return words.t('live.missing');
  return desired === 0 && ready === 0 ? words.t('live.zero') : words.t('live.ready', { ready, desired });
}

/** How far a rollout is, and what stands in its way. */
function whyOf(words: Words, { waiting, updated, desired, tag }: LiveRow): TemplateResult | typeof nothing {
  const said = [
    ...(updated === undefined ? [] : [words.t('live.updated', { tag, n: updated, desired })]),
    ...(waiting === undefined
      ? []
      : [
          waiting.pods === 0
            ? waiting.reason
            : words.t('live.waiting', { reason: waiting.reason, n: waiting.pods }),
        ]),
  ];
  return said.length === 0 ? nothing : html`<em>${said.join(', ')}</em>`;
}

/** What stands below the rows: what is not among them, what went wrong, how old it is. */
function notes(scene: Scene, live: LiveView): readonly (string | TemplateResult)[] {
  const { words } = scene;
  const { table, trouble, readAt } = live;
  return [
    ...(table === undefined ? [] : aboutTable(words, table)),
    ...(trouble === undefined
      ? []
      : [
          html`<span data-state="blocked" dir="auto"
            >${words.t(`live.${trouble.code}`, { detail: '', ...live, ...trouble })}</span
          >`,
        ]),
    ...(live.signIn === undefined ? [] : [signIn(scene, live.signIn)]),
    ...(readAt === undefined ? [] : [ageOf(live, readAt)]),
    ...(table === undefined && trouble === undefined && live.signIn === undefined
      ? [words.t('live.reading')]
      : []),
  ];
}

function aboutTable(
  words: Words,
  { rows, more, moreUnready, moreAtLeast, refused }: LiveTable,
): readonly string[] {
  const counted = moreUnready === 0 ? 'live.more' : 'live.moreUnready';
  return [
    ...(rows.length === 0 && refused.length === 0 ? [words.t('live.none')] : []),
    ...(more === 0
      ? []
      : [words.t(moreAtLeast === true ? 'live.moreAtLeast' : counted, { n: more, unready: moreUnready })]),
    ...(refused.length === 0 ? [] : [words.t('live.refused', { kinds: words.list(refused) })]),
  ];
}

function signIn(scene: Scene, { program, digest }: NonNullable<LiveView['signIn']>): TemplateResult {
  const { words, act } = scene;
  return html`${words.t('live.signsIn')} <code>${program}</code>. ${words.t('live.notUnasked')}
    ${
      canAct(scene)
        ? html`<button
            class="hr-linkbtn"
            type="button"
            data-key="live/signIn"
            @click=${() => act.ask('live', { type: 'live.signIn', digest })}
          >
            ${words.t('live.signInNow')}
          </button>`
        : nothing
    }`;
}

/** Written by the ticker, which also says when it is too old to be taken for what is. */
function ageOf({ sameSince = 0 }: LiveView, readAt: number): TemplateResult {
  return html`<span data-since=${readAt} data-read=${sameSince}></span>`;
}
