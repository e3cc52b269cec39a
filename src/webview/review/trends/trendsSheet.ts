import { html, nothing, type TemplateResult } from 'lit-html';

import type { Spread } from '../../../core/trends/spread.ts';
import type { Most } from '../../../core/trends/trend.ts';
import { plot } from './plot.ts';
import type { TrendWords } from '../reviewWords.ts';
import { percent, type TrendScene } from './trendScene.ts';
import { periodsTable, recentTable, stepsTable } from './trendsTables.ts';
import { visible } from '../visible.ts';

/** While nothing is known, and where there is nothing. */
export function trendsOpening(words: TrendWords, what: 'trends.opening' | 'trends.none'): TemplateResult {
  return html`<main class="hr-sheet"><p role="status" class="hr-muted">${words.t(what)}</p></main>`;
}

export function trendsUnread(words: TrendWords, why: string): TemplateResult {
  return html`<main class="hr-sheet"><p role="alert">${words.t('trends.unread', { why })}</p></main>`;
}

/** The whole page: first what a lead asks for, then how it came to be. */
export function trendsSheet(scene: TrendScene): TemplateResult {
  const { words, told } = scene;
  const { trend, title } = told;
  return html`<main class="hr-sheet hr-trends">
    <header class="hr-title">
      <h1 tabindex="-1" data-key="title" dir="auto">${words.t('trends.title', { title: visible(title) })}</h1>
      <p>${words.t('trends.runs', { n: trend.runs })}: ${words.t('trends.counts', trend)}</p>
      <p class="hr-muted">${words.t('trends.unverified')}</p>
    </header>
    <div class="hr-main">
      ${summary(scene)} ${plot(scene)} ${periodsTable(scene)} ${stepsTable(scene)} ${recentTable(scene)}
    </div>
  </main>`;
}

function summary(scene: TrendScene): TemplateResult {
  const { words, told } = scene;
  const { trend } = told;
  const { successPercent, done, aborted, duration } = trend;
  return html`<section class="hr-sec" aria-labelledby="tr-short">
    <h2 id="tr-short">${words.t('trends.summary')}</h2>
    <dl class="hr-short">
      ${
        successPercent === undefined
          ? nothing
          : fact(
              words.t('trends.success'),
              words.t('trends.success.of', { percent: percent(words, successPercent), n: done + aborted }),
            )
      }
      ${fact(words.t('trends.usual'), usual(words, duration))}
      ${fact(words.t('trends.clean'), lastClean(scene))}
      ${fact(words.t('trends.text'), words.t('trends.text.runs', { n: trend.runsSinceTextChanged }))}
      ${fact(words.t('trends.failed'), most(scene, trend.mostFailed))}
      ${fact(words.t('trends.skipped'), most(scene, trend.mostSkipped))}
      ${fact(words.t('trends.edited'), most(scene, trend.mostEdited))}
    </dl>
  </section>`;
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd dir="auto">${value}</dd>
  </div>`;
}

function usual(words: TrendWords, duration: Spread | undefined): string {
  if (duration === undefined) return words.t('trends.noDuration');
  const { runs, middle, low, high, least, most: longest } = duration;
  if (runs === 1) return words.span(middle);
  return words.t('trends.usual.text', {
    middle: words.span(middle),
    low: words.span(low),
    high: words.span(high),
    least: words.span(least),
    most: words.span(longest),
  });
}

function lastClean({ words, told, open }: TrendScene): unknown {
  const { lastClean: clean } = told.trend;
  if (clean === undefined) return words.t('trends.clean.none');
  const at = `${words.day(clean.at)}, ${words.minute(clean.at)}`;
  const folder = told.folders[clean.run];
  if (folder === undefined) return at;
  return html`<button
    class="hr-linkbtn"
    type="button"
    aria-label=${words.t('trends.openRun', { at })}
    @click=${() => open(folder)}
  >
    ${at}
  </button>`;
}

function most({ words, told }: TrendScene, found: Most | undefined): string {
  if (found === undefined) return words.t('trends.nothing');
  const step = told.steps.find(({ id }) => id === found.step);
  const name = step === undefined ? found.step : `${step.number} ${step.title}`.trim();
  return words.t('trends.most', { step: visible(name), n: found.runs, runs: told.trend.runs });
}
