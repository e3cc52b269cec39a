import { html, nothing, type TemplateResult } from 'lit-html';

import type { PhaseTime } from '../../core/review/phases.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** Planned against actual time, by phase; what is normal, where earlier runs show it. */
export function phases(scene: Scene): TemplateResult | typeof nothing {
  const { words, view, usual } = scene;
  if (view.phases.length === 0) return nothing;
  const normal = usual !== undefined && usual.runs > 0;
  return html`<section class="hr-sec" aria-labelledby="ph-h">
    <h2 id="ph-h">${words.t('phases')}</h2>
    ${claimed(scene)}
    <table class="hr-table hr-stack">
      <thead>
        <tr>
          <th scope="col">${words.t('phase')}</th>
          <th scope="col" class="num">${words.t('phase.planned')}</th>
          <th scope="col" class="num">${words.t('phase.actual')}</th>
          ${normal ? html`<th scope="col" class="num">${words.t('phase.usual')}</th>` : nothing}
          <th scope="col"><span class="sr-only">${words.t('compare.differs')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${view.phases.map(phase => phaseRow(scene, phase, normal))}
      </tbody>
    </table>
    ${normal ? html`<p>${words.t('phase.normally', { n: usual.runs })}</p>` : nothing}
  </section>`;
}

/** Said above what was told from a changed log: its times are worth no more than its entries. */
export function claimed({ words, view }: Scene): TemplateResult | typeof nothing {
  return view.result === 'unknown' ? html`<p>${words.t('phases.claim')}</p>` : nothing;
}

/** "2 Bring green up"; what stands above all phases has no name of its own. */
export function phaseName({ number, title }: Pick<PhaseTime, 'number' | 'title'>, otherwise: string): string {
  const name = visible(`${number} ${title}`.trim());
  return name === '' ? visible(otherwise) : name;
}

function phaseRow({ words, view, usual }: Scene, phase: PhaseTime, normal: boolean): TemplateResult {
  const { planned, durationMs, id } = phase;
  const usually = usual?.phases[id];
  return html`<tr>
    <th scope="row">${phaseName(phase, view.title)}</th>
    <td class="num" data-h=${words.t('phase.planned')}>${plannedWords(words, planned)}</td>
    <td class="num" data-h=${words.t('phase.actual')}>
      ${durationMs === undefined ? '-' : words.took(durationMs)}
    </td>
    ${
      normal
        ? html`<td class="num" data-h=${words.t('phase.usual')}>
            ${usually === undefined ? '-' : words.took(usually)}
          </td>`
        : nothing
    }
    <td class="is-full">${beside(words, phase)}</td>
  </tr>`;
}

function plannedWords(words: Scene['words'], planned: PhaseTime['planned']): string {
  if (planned === undefined) return '-';
  const { minMinutes: from, maxMinutes: to } = planned;
  return from === to ? words.t('phase.min', { n: to }) : words.t('phase.range', { from, to });
}

function beside(words: Scene['words'], { planned, durationMs }: PhaseTime): string {
  if (durationMs === undefined) return words.t('phase.notRun');
  if (planned === undefined) return '';
  const over = durationMs - planned.maxMinutes * 60_000;
  if (over >= 1000) return words.t('phase.over', { span: words.span(over) });
  const under = planned.minMinutes * 60_000 - durationMs;
  return under >= 1000 ? words.t('phase.under', { span: words.span(under) }) : '';
}
