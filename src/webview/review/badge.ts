import { html, nothing, type TemplateResult } from 'lit-html';

import type { Badge, BadgeResult } from '../../core/review/badge.ts';
import type { Point, Saying } from '../../core/review/badgeSentences.ts';
import { icon, type ReviewIcon } from './icon.ts';
import type { ReviewWords } from './reviewWords.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

const looks: Readonly<Record<BadgeResult, readonly [state: string, icon: ReviewIcon]>> = {
  verified: ['passed', 'verified-filled'],
  open: ['judge', 'unverified'],
  untrusted: ['judge', 'unverified'],
  broken: ['failed', 'unverified'],
  unsupported: ['unknown', 'circle-slash'],
  unreadable: ['unknown', 'circle-slash'],
};

/** The result first, then always two lists: what it proves, and what not. */
export function badge({ words, view }: Scene): TemplateResult {
  const { result, lead, proves, not } = view.badge;
  const [state, mark] = looks[result];
  const broken = result === 'broken';
  return html`<section
    class="hr-badge"
    data-state=${state}
    data-result=${result}
    role=${broken ? 'alert' : nothing}
    aria-labelledby="badge-h"
  >
    ${icon(mark, 'codicon--xl')}
    <div>
      <h2 id="badge-h">${words.t(`badge.${result}`)}</h2>
      <p>${lead.map(one => sentence(words, one)).join(' ')}</p>
      ${
        proves.length + not.length === 0
          ? nothing
          : html`<div class="hr-proof">
              ${list(words, words.t(broken ? 'proof.certain' : 'proof.is'), proves)}
              ${list(words, words.t(broken ? 'proof.unknown' : 'proof.isNot'), not)}
            </div>`
      }
    </div>
  </section>`;
}

function list(words: ReviewWords, title: string, points: readonly Point[]): TemplateResult {
  return html`<div>
    <h3>${title}</h3>
    <ul>
      ${points.map(
        point =>
          html`<li data-state=${point.mark}>
            ${icon(pointIcons[point.mark])}<span>${sentence(words, point)}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}

const pointIcons = { passed: 'check', failed: 'error', ready: 'info' } as const;

/** What a screen reader is told of a badge that came anew. */
export function spokenBadge(words: ReviewWords, { result, lead }: Badge): string {
  const text = [words.t(`badge.${result}`), ...lead.map(one => sentence(words, one))];
  return text.join('. ').slice(0, 140);
}

/** A saying in the reader's language; the holes hold what the log says. */
export function sentence(words: ReviewWords, { key, holes = {} }: Saying): string {
  const shown = Object.entries(holes).map(([name, value]) => [
    name,
    name === 'at' ? words.second(Number(value)) : typeof value === 'string' ? visible(value) : value,
  ]);
  return words.say(`say.${key}`, Object.fromEntries(shown) as Record<string, string | number>);
}
