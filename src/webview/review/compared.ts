import { html, nothing, type TemplateResult } from 'lit-html';

import type { Comparison, PhaseDifference, StepDifference } from '../../core/review/compare.ts';
import { claimed, phaseName } from './phases.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** This run beside another one of the same runbook. */
export function compared(scene: Scene): TemplateResult | typeof nothing {
  const { words, comparison, act, view } = scene;
  if (comparison === undefined) return nothing;
  const { at, operators, result, verified, phases, folder } = comparison;
  const sameMinute = Math.floor(at / 60_000) === Math.floor(view.startedAt / 60_000);
  const time = sameMinute ? words.second(at) : words.minute(at);
  return html`<section class="hr-sec" aria-labelledby="cmp-h">
    <h2 id="cmp-h" tabindex="-1" data-key="compared">
      ${words.t('compare.with', { at: `${words.day(at)}, ${time}` })}
      <small
        >${words.t('compare.who', {
          result: words.t(`result.${result}`),
          who: words.list(operators.map(visible)),
          worth: words.t(`badge.${verified}`),
        })}</small
      >
    </h2>
    ${claimed(scene)}
    <table class="hr-table hr-stack">
      <thead>
        <tr>
          <th scope="col">${words.t('phase')}</th>
          <th scope="col" class="num">${words.t('compare.this')}</th>
          <th scope="col" class="num">${words.t('compare.other')}</th>
          <th scope="col">${words.t('compare.differs')}</th>
        </tr>
      </thead>
      <tbody>
        ${phases.map(phase => phaseRow(scene, comparison, phase))}
      </tbody>
    </table>
    <p>
      <button class="hr-linkbtn" type="button" @click=${() => act.host({ action: 'openRun', folder })}>
        ${words.t('compare.open')}
      </button>
    </p>
  </section>`;
}

function phaseRow(scene: Scene, comparison: Comparison, phase: PhaseDifference): TemplateResult {
  const { words, view } = scene;
  const { here, there, differs } = phase;
  return html`<tr>
    <th scope="row">${phaseName(phase, view.title)}</th>
    <td class="num" data-h=${words.t('compare.this')}>${here === undefined ? '-' : words.took(here)}</td>
    <td class="num" data-h=${words.t('compare.other')}>${there === undefined ? '-' : words.took(there)}</td>
    <td class="is-full">
      ${
        differs.length === 0
          ? words.t('compare.nothing')
          : html`<ul>
              ${differs.map(one => html`<li>${difference(scene, comparison, one)}</li>`)}
            </ul>`
      }
    </td>
  </tr>`;
}

function difference(
  { words, act }: Scene,
  { folder }: Comparison,
  one: StepDifference,
): TemplateResult | string {
  const step = visible(one.step);
  switch (one.what) {
    case 'notThere':
      return words.t('compare.notThere', { step });
    case 'notHere':
      return words.t('compare.notHere', { step });
    case 'state':
      return words.t('compare.state', {
        step,
        here: words.t(`event.${one.here}`),
        there: words.t(`event.${one.there}`),
      });
    case 'time':
      return words.t(one.ms > 0 ? 'compare.slower' : 'compare.faster', {
        step,
        span: words.span(Math.abs(one.ms)),
      });
    case 'output':
      return outputs({ words, act }, { folder, step, attempt: one.attempt, other: one.other });
  }
}

interface TwoOutputs {
  readonly folder: string;
  readonly step: string;
  readonly attempt: string;
  readonly other: string;
}

function outputs(
  { words, act }: Pick<Scene, 'words' | 'act'>,
  { folder, step, attempt, other }: TwoOutputs,
): TemplateResult {
  const action = {
    action: 'compareOutputs',
    title: step.slice(0, 400),
    attempt,
    other: { folder, attempt: other },
  } as const;
  return html`${words.t('compare.output', { step })}
    <button
      class="hr-linkbtn"
      type="button"
      aria-label=${words.t('compare.outputs', { step })}
      @click=${() => act.host(action)}
    >
      ${words.t('compare.diff')}
    </button>`;
}
