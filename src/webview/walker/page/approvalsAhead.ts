import { html, nothing, type TemplateResult } from 'lit-html';

import type { GateAhead } from '../../../core/run/view/view.ts';
import { icon } from '../icon.ts';
import type { Scene } from '../scene.ts';
import { cardsOf, section } from './section.ts';

/** Who has to agree on the way: first whoever commands wait for, then what is written and people see to. */
export function approvalsAhead(scene: Scene): TemplateResult | typeof nothing {
  const { view, page, words } = scene;
  const gates = view.preflight?.gates ?? [];
  const said = page.approvals.filter(({ text }) => !gates.some(gate => gate.text === text));
  if (gates.length + said.length === 0) return nothing;
  const note =
    gates.length === 0
      ? words.t('preflight.approvalsN', { n: said.length })
      : words.t('preflight.gatesN', { n: gates.length });
  return section(
    { id: 'approvals', title: words.t('preflight.approvals'), note },
    html`${gates.length === 0 ? nothing : gateList(scene, gates)}
    ${said.length === 0 ? nothing : saidList(scene, said)}`,
  );
}

function gateList(scene: Scene, gates: readonly GateAhead[]): TemplateResult {
  const { words } = scene;
  return html`<ul class="hr-ahead" data-gates-ahead>
      ${gates.map(gate => html`<li>${icon('lock')}<span>${gateText(scene, gate)}</span></li>`)}
    </ul>
    <p>${words.t('preflight.gatesText')}</p>`;
}

function gateText(scene: Scene, { role, quorum: n, steps }: GateAhead): string {
  const { words } = scene;
  if (steps.length === 0) return words.t('preflight.gateRun', { n, role });
  const names = cardsOf(scene, steps).map(({ number, title }) => number || title);
  // What it holds back may be no step of the page.
  return names.length === 0
    ? words.t('gate.asks', { n, role })
    : words.t('preflight.gateSteps', { n, role, steps: words.list(names) });
}

/** Whose agreement the text asks for; the run does not ask for it, people do. */
function saidList({ words, act }: Scene, said: Scene['page']['approvals']): TemplateResult {
  return html`<ul class="hr-ahead">
      ${said.map(
        ({ text, by, forWhat, line }) =>
          html`<li>
            ${icon('verified')}<span
              ><span dir="auto">${[by, forWhat].filter(part => part !== undefined).join(', ') || text}</span>
              <button
                class="hr-linkbtn"
                type="button"
                @click=${() => act.host({ action: 'openMarkdown', line })}
              >
                ${words.t('line', { n: String(line) })}
              </button>
              ${by === undefined && forWhat === undefined ? nothing : html`<small dir="auto">${text}</small>`}</span
            >
          </li>`,
      )}
    </ul>
    <p>${words.t('preflight.approvalsText')}</p>`;
}
