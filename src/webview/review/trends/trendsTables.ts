import { html, nothing, type TemplateResult } from 'lit-html';

import type { Period, Unit } from '../../../core/trends/periods.ts';
import type { Spread } from '../../../core/trends/spread.ts';
import type { NamedStep } from '../../../core/trends/told.ts';
import type { RecentRun, StepTrend } from '../../../core/trends/trend.ts';
import type { TrendWords } from '../reviewWords.ts';
import { percent, type TrendScene } from './trendScene.ts';
import { visible } from '../visible.ts';

/** The numbers of the plot, for whoever reads rather than looks. */
export function periodsTable({ words, told }: TrendScene): TemplateResult {
  const { unit, periods } = told.trend.overTime;
  const columns = ['runs', 'done', 'aborted', 'success', 'middle', 'half', 'all'] as const;
  return html`<section class="hr-sec" aria-labelledby="tr-periods">
    <h2 id="tr-periods">${words.t('trends.byPeriod')}</h2>
    <table class="hr-table hr-stack">
      <thead>
        <tr>
          <th scope="col">${words.t('trends.period')}</th>
          ${columns.map(name => html`<th scope="col" class="num">${words.t(`trends.col.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${periods.toReversed().map(period => periodRow(words, unit, period))}
      </tbody>
    </table>
  </section>`;
}

function periodRow(words: TrendWords, unit: Unit, period: Period): TemplateResult {
  const { runs, done, aborted, duration } = period;
  const closed = done + aborted;
  return html`<tr>
    <th scope="row">${periodName(words, unit, period.from)}</th>
    ${cell(words.t('trends.col.runs'), words.number(runs))}
    ${cell(words.t('trends.col.done'), words.number(done))}
    ${cell(words.t('trends.col.aborted'), words.number(aborted))}
    ${cell(
      words.t('trends.col.success'),
      closed === 0 ? '-' : percent(words, Math.round((100 * done) / closed)),
    )}
    ${spreadCells(words, duration)}
    ${cell(words.t('trends.col.all'), duration === undefined ? '-' : range(words, duration.least, duration.most))}
  </tr>`;
}

function spreadCells(words: TrendWords, spread: Spread | undefined): TemplateResult {
  return html`${cell(words.t('trends.col.middle'), spread === undefined ? '-' : words.took(spread.middle))}
  ${cell(words.t('trends.col.half'), spread === undefined ? '-' : range(words, spread.low, spread.high))}`;
}

function range(words: TrendWords, from: number, to: number): string {
  return words.t('trends.range', { from: words.took(from), to: words.took(to) });
}

function cell(name: string, value: unknown): TemplateResult {
  return html`<td class="num" data-h=${name}>${value}</td>`;
}

/** "November 2026", "Q4 2026", "Week of 16 Nov 2026", "21 Nov 2026". Stretches are of UTC, whatever the reader's clock says. */
function periodName(words: TrendWords, unit: Unit, from: number): string {
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(words.locale === 'en' ? 'en-GB' : words.locale, {
      ...options,
      timeZone: 'UTC',
    }).format(from);
  const year = format({ year: 'numeric' });
  switch (unit) {
    case 'day':
      return format({ day: 'numeric', month: 'short', year: 'numeric' });
    case 'week':
      return words.t('trends.week', { day: format({ day: 'numeric', month: 'short', year: 'numeric' }) });
    case 'month':
      return format({ month: 'long', year: 'numeric' });
    case 'quarter':
      return words.t('trends.quarter', { n: Math.floor(new Date(from).getUTCMonth() / 3) + 1, year });
    case 'year':
      return year;
  }
}

/** Every step that a run tells of, in the order of the text. */
export function stepsTable({ words, told }: TrendScene): TemplateResult | typeof nothing {
  if (told.steps.length === 0) return nothing;
  const columns = ['ran', 'passed', 'middle', 'half', 'failed', 'skipped', 'edited'] as const;
  return html`<section class="hr-sec" aria-labelledby="tr-steps">
    <h2 id="tr-steps">${words.t('trends.steps')}</h2>
    <table class="hr-table hr-stack">
      <thead>
        <tr>
          <th scope="col">${words.t('trends.step')}</th>
          ${columns.map(name => html`<th scope="col" class="num">${words.t(`trends.col.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${told.steps.map(step => stepRow(words, step, told.trend.steps[step.id]))}
      </tbody>
    </table>
  </section>`;
}

function stepRow(
  words: TrendWords,
  { number, title }: NamedStep,
  trend: StepTrend | undefined,
): TemplateResult | typeof nothing {
  if (trend === undefined) return nothing;
  const count = (name: 'ran' | 'passed' | 'failed' | 'skipped' | 'edited'): TemplateResult =>
    cell(words.t(`trends.col.${name}`), trend[name] === 0 ? '-' : words.number(trend[name]));
  return html`<tr>
    <th scope="row" dir="auto">${visible(`${number} ${title}`.trim())}</th>
    ${count('ran')} ${count('passed')} ${spreadCells(words, trend.usually)} ${count('failed')}
    ${count('skipped')} ${count('edited')}
  </tr>`;
}

/** Further ones are found in the list of runs. */
const mostRecent = 20;

/** The newest runs, each with a way to its review. */
export function recentTable(scene: TrendScene): TemplateResult {
  const { words, told } = scene;
  const runs = told.trend.recent.toReversed().slice(0, mostRecent);
  return html`<section class="hr-sec" aria-labelledby="tr-recent">
    <h2 id="tr-recent">${words.t('trends.recent', { n: runs.length })}</h2>
    <table class="hr-table hr-stack">
      <thead>
        <tr>
          <th scope="col">${words.t('trends.col.when')}</th>
          <th scope="col">${words.t('trends.col.result')}</th>
          <th scope="col" class="num">${words.t('trends.col.took')}</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(run => recentRow(scene, run))}
      </tbody>
    </table>
  </section>`;
}

function recentRow({ words, told, open }: TrendScene, run: RecentRun): TemplateResult {
  const at = `${words.day(run.at)}, ${words.minute(run.at)}`;
  const folder = told.folders[run.run];
  return html`<tr>
    <th scope="row">
      ${
        folder === undefined
          ? at
          : html`<button
              class="hr-linkbtn"
              type="button"
              aria-label=${words.t('trends.openRun', { at })}
              @click=${() => open(folder)}
            >
              ${at}
            </button>`
      }
    </th>
    <td data-h=${words.t('trends.col.result')}>
      ${words.t(run.clean ? 'trends.result.clean' : `trends.result.${run.result}`)}
    </td>
    ${cell(words.t('trends.col.took'), run.result === 'open' ? '-' : words.took(run.ms))}
  </tr>`;
}
