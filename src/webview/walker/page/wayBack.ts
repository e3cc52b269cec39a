import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card, RunView } from '../../../core/run/view/view.ts';
import { icon } from '../icon.ts';
import type { Layout } from '../layout.ts';
import type { Memory } from '../memory.ts';
import type { Scene } from '../scene.ts';
import { isSettled, statusOf } from '../step/status.ts';

/** What it depends on where the path goes on. */
export interface Walked {
  readonly layout: Layout;
  readonly view: RunView;
  readonly memory: Pick<Memory, 'left'>;
}

/**
 * The step of the path to come back to from a branch: the one that was left, else the failure that led away, else the first that is
 * not settled. Going back records nothing, and what a branch took the place of stays so.
 */
export function leftStep({ layout, view, memory }: Walked): Card | undefined {
  const path = layout.cards.filter(({ role }) => role === 'path');
  const left = path.find(({ id }) => id === memory.left);
  return (
    left ??
    path.find(card => statusOf(card, view).step.answeredBy !== undefined) ??
    path.find(card => statusOf(card, view).state === 'failed') ??
    path.find(card => isOpen(card, view)) ??
    path.at(-1)
  );
}

/** What a branch took the place of is where the path was left. */
function isOpen(card: Card, view: RunView): boolean {
  const { state } = statusOf(card, view);
  return state === 'superseded' || !isSettled(state);
}

/** Shows where the path was left, from wherever in a branch it stands: the run stays in the branch. */
export function backButton(
  { act, words, settings }: Scene,
  { id, number }: Card,
  kind: string,
): TemplateResult {
  return html`<button class=${kind} type="button" data-back @click=${() => act.goTo(id)}>
    ${icon('arrow-left')}${words.t('branch.showPath', { number })}
    ${settings.singleKeys ? html`<kbd class="hr-kbd">${words.t('key.path')}</kbd>` : nothing}
  </button>`;
}
