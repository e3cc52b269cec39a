import { html, nothing, type TemplateResult } from 'lit-html';

import type { Met } from '../../../core/run/context.ts';
import type { Words } from '../../l10n/words.ts';
import { icon } from '../icon.ts';
import type { Scene } from '../scene.ts';

/** What is, and what must be, in the page's language. */
export function placeTexts(
  words: Words,
  { name, here, allowed, file }: Met,
): readonly [is: string, needs: string] {
  const what = words.t(`place.${name}`);
  const names = words.either(allowed);
  return [
    here === undefined ? words.t('place.unset', { what }) : words.t('place.is', { what, here }),
    file === undefined
      ? words.t('place.runbookNeeds', { names })
      : words.t('place.policyNeeds', { file, names }),
  ];
}

/** What the runbook and the team ask of where commands act, before anything is done. */
export function askedPlaces({ view, words }: Scene): TemplateResult | typeof nothing {
  const { policy } = view.facts;
  const limit =
    policy?.timeoutMs === undefined
      ? nothing
      : html`<div class="hr-note">
          ${icon('clock')}<span
            >${words.t('place.limit', {
              time: words.span(policy.timeoutMs),
              file: words.list(policy.files.map(({ path }) => path)),
            })}</span
          >
        </div>`;
  if (policy?.problem !== undefined)
    return note('blocked', [words.t('place.badPolicy'), words.remark(policy.problem)]);
  return html`${(view.asked ?? []).map(asked => note(asked.met ? 'passed' : 'blocked', placeTexts(words, asked)))}${limit}`;
}

/** Whether commands would act where nobody wants them. */
export function isElsewhere({ view }: Scene): boolean {
  return view.facts.policy?.problem !== undefined || (view.asked ?? []).some(({ met }) => !met);
}

function note(state: 'passed' | 'blocked', [title, text]: readonly [string, string]): TemplateResult {
  return html`<div class="hr-note" data-state=${state} data-asked>
    ${icon(state === 'passed' ? 'check' : 'lock')}<span><strong>${title}</strong><small>${text}</small></span>
  </div>`;
}
