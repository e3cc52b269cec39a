import { html, nothing, type TemplateResult } from 'lit-html';

import type { Criterion, Phase } from '../../../core/run/view/view.ts';
import type { CardScene, Scene } from '../scene.ts';

const most = 3;

interface Said extends Criterion {
  readonly number: string;
}

/** The branches that can still be taken from a step: not the one it stands in, nor one that was taken. */
export function openBranches({ scene, card }: CardScene, branches: readonly Phase[]): readonly Phase[] {
  const { layout, view } = scene;
  return branches.filter(phase => phase !== layout.phaseOf.get(card.id) && !view.branches.includes(phase.id));
}

/**
 * When the runbook itself says to leave the path because of such a step, in its words: above what can be chosen, and with
 * nothing in it that takes the focus on its way to the choices.
 */
export function rules(at: CardScene): TemplateResult | typeof nothing {
  const { words } = at.scene;
  const { fitting } = saidOf(at);
  return html`${fitting.map(
    ({ text, line, number }) =>
      html`<blockquote class="hr-rule">
        <span dir="auto">“${text}”</span>
        <footer>${words.t('rule.from', { number, line: String(line) })}</footer>
      </blockquote>`,
  )}`;
}

/** The way to the lines that were quoted, and behind one press all else that leads off the path; below the choices. */
export function moreRules(at: CardScene): TemplateResult | typeof nothing {
  const { scene } = at;
  const { words } = scene;
  const { fitting, others } = saidOf(at);
  if (fitting.length + others.length === 0) return nothing;
  const key = fitting.length > 0 ? 'rule.others' : 'rule.all';
  return html`<div class="hr-rules">
    ${fitting.map(({ line }) => lineButton(scene, line, words.t('rule.open', { line: String(line) })))}
    ${
      others.length === 0
        ? nothing
        : html`<details>
            <summary>${words.t(key, { n: others.length })}</summary>
            <ul>
              ${others.map(
                ({ text, line, number }) =>
                  html`<li>
                    <span dir="auto">“${text}”</span>
                    <span class="hr-muted">${words.t('rule.leadsTo', { number })}</span>
                    ${lineButton(scene, line, words.t('line', { n: String(line) }))}
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </div>`;
}

function lineButton({ act }: Scene, line: number, text: string): TemplateResult {
  const open = (): void => act.host({ action: 'openMarkdown', line });
  return html`<button class="hr-linkbtn" type="button" @click=${open}>${text}</button>`;
}

function saidOf(at: CardScene): { readonly fitting: readonly Said[]; readonly others: readonly Said[] } {
  const { scene, card } = at;
  const said = openBranches(at, scene.layout.branches).flatMap(({ number, criteria = [] }): readonly Said[] =>
    criteria.map(criterion => ({ ...criterion, number })),
  );
  const fitting = said.filter(({ about }) => about?.includes(card.id) ?? true).slice(0, most);
  return { fitting, others: said.filter(one => !fitting.includes(one)) };
}
