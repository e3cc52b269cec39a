import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

import type { Period } from '../../../core/trends/periods.ts';
import { axisOf, frameOf, type Frame } from './plotFrame.ts';
import type { TrendScene } from './trendScene.ts';

/** CSS pixels that one day takes, and that three take side by side. */
const roomForOne = 80;
const roomForThree = 320;

// Drawn by hand: no library that evaluates anything or writes style attributes would pass the page's policy. Shapes tell what colours
// tell, and the table below holds every number.

/** Durations over time: half of the runs of each period as a box, all of them as a line, the newest runs one by one. */
export function plot(scene: TrendScene): TemplateResult | typeof nothing {
  const { words, told } = scene;
  const { duration, overTime } = told.trend;
  const frame = frameOf(told.trend, scene.width);
  if (duration === undefined || frame === undefined) return nothing;
  const label = words.t('trends.plot', {
    from: words.day(frame.first),
    to: words.day(frame.last),
    middle: words.span(duration.middle),
    low: words.span(duration.low),
    high: words.span(duration.high),
  });
  const changes = told.trend.textChanges.filter(at => at >= frame.from && at <= frame.to);
  return html`<section class="hr-sec" aria-labelledby="tr-time">
    <h2 id="tr-time">${words.t('trends.overTime')}</h2>
    <figure class="hr-plot">
      <svg
        role="img"
        aria-label=${label}
        viewBox=${`0 0 ${frame.width} ${frame.height}`}
        width=${frame.width}
        height=${frame.height}
      >
        ${grid(scene, frame)} ${changes.map(at => change(frame, at))}
        ${overTime.periods.map(period => box(frame, period))} ${middleLine(frame, overTime.periods)}
        ${points(scene, frame)}
      </svg>
      <figcaption>${legend(scene, frame, changes.length > 0)}</figcaption>
    </figure>
  </section>`;
}

function grid({ words }: TrendScene, frame: Frame): SVGTemplateResult {
  const { left, right, bottom } = frame;
  return svg`${axisOf(frame.limit).map(ms => {
    const y = frame.y(ms);
    return svg`<line class="hr-plot__grid" x1=${left} x2=${right} y1=${y} y2=${y} />
      <text x=${left - 8} y=${y + 4} text-anchor="end">${words.clock(ms)}</text>`;
  })}
  ${datesOf(frame, words).map(
    ([at, x, anchor]) => svg`<text x=${x} y=${bottom + 20} text-anchor=${anchor}>${words.day(at)}</text>`,
  )}`;
}

type Day = readonly [at: number, x: number, anchor: 'start' | 'middle' | 'end'];

/** The days below the plot: as many as have room beside each other, each once, and none beyond the picture's edges. */
function datesOf(frame: Frame, words: TrendScene['words']): readonly Day[] {
  const { first, last } = frame;
  const middle = (first + last) / 2;
  if (words.day(first) === words.day(last)) return [[middle, frame.x(middle), 'middle']];
  const [from, to] = [frame.x(first), frame.x(last)];
  if (to - from < 2 * roomForOne) return outwards(frame);
  const both: readonly Day[] = [
    [first, from, 'start'],
    [last, to, 'end'],
  ];
  return to - from < roomForThree ? both : [...both, [middle, frame.x(middle), 'middle']];
}

/** Where two days would stand on each other between their runs; at the edge of the picture where they have no room beyond them. */
function outwards(frame: Frame): readonly Day[] {
  const { first, last, width } = frame;
  const [from, to] = [frame.x(first), frame.x(last)];
  return [
    from < roomForOne ? [first, 0, 'start'] : [first, from, 'end'],
    width - to < roomForOne ? [last, width, 'end'] : [last, to, 'start'],
  ];
}

function change(frame: Frame, at: number): SVGTemplateResult {
  const x = frame.x(at);
  return svg`<line class="hr-plot__change" x1=${x} x2=${x} y1=${frame.top} y2=${frame.bottom} />`;
}

function box(frame: Frame, { from, until, duration }: Period): SVGTemplateResult | typeof nothing {
  if (duration === undefined) return nothing;
  const [x, wide] = middleOf(frame, from, until);
  const { least, low, middle, high, most } = duration;
  return svg`<line class="hr-plot__all" x1=${x} x2=${x} y1=${frame.y(least)} y2=${frame.y(most)} />
    <rect class="hr-plot__box" x=${x - wide / 2} width=${wide} y=${frame.y(high)} height=${Math.max(2, frame.y(low) - frame.y(high))} />
    <line class="hr-plot__middle" x1=${x - wide / 2} x2=${x + wide / 2} y1=${frame.y(middle)} y2=${frame.y(middle)} />`;
}

function middleLine(frame: Frame, periods: readonly Period[]): SVGTemplateResult {
  const way = periods.flatMap(({ from, until, duration }) =>
    duration === undefined ? [] : [`${middleOf(frame, from, until)[0]},${frame.y(duration.middle)}`],
  );
  return svg`<polyline class="hr-plot__way" points=${way.join(' ')} />`;
}

/** Where a period's box stands, and how wide it is. */
function middleOf(frame: Frame, from: number, until: number): readonly [x: number, wide: number] {
  const [start, end] = [frame.x(Math.max(from, frame.from)), frame.x(Math.min(until, frame.to))];
  return [round((start + end) / 2), round(Math.max(4, Math.min(28, (end - start) * 0.6)))];
}

function points({ told }: TrendScene, frame: Frame): readonly SVGTemplateResult[] {
  return told.trend.recent.flatMap(({ at, ms, result }) => {
    if (result === 'open') return [];
    const [x, y] = [frame.x(at), frame.y(ms)];
    if (ms > frame.limit) return [svg`<path class="hr-plot__over" d=${`M${x - 4} ${y + 6}h8l-4 -6z`} />`];
    return result === 'done'
      ? [svg`<circle class="hr-plot__done" cx=${x} cy=${y} r="3" />`]
      : [svg`<path class="hr-plot__aborted" d=${`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />`];
  });
}

function legend({ words, told }: TrendScene, frame: Frame, hasChanges: boolean): TemplateResult {
  const { recent } = told.trend;
  const shapes = [
    [
      'box',
      svg`<rect class="hr-plot__box" x="3" width="10" y="3" height="10" /><line class="hr-plot__middle" x1="3" x2="13" y1="8" y2="8" />`,
    ],
    ['line', svg`<line class="hr-plot__all" x1="8" x2="8" y1="1" y2="15" />`],
    ['done', svg`<circle class="hr-plot__done" cx="8" cy="8" r="3" />`],
    ...(recent.some(({ result }) => result === 'aborted')
      ? [['aborted', svg`<path class="hr-plot__aborted" d="M5 5l6 6m0 -6l-6 6" />`] as const]
      : []),
    ...(hasChanges
      ? [['change', svg`<line class="hr-plot__change" x1="8" x2="8" y1="0" y2="16" />`] as const]
      : []),
    ...(recent.some(({ ms, result }) => result !== 'open' && ms > frame.limit)
      ? [['over', svg`<path class="hr-plot__over" d="M4 11h8l-4 -6z" />`] as const]
      : []),
  ] as const;
  return html`<ul>
    ${shapes.map(
      ([name, shape]) =>
        html`<li>
          <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">${shape}</svg>
          ${words.t(`trends.legend.${name}`)}
        </li>`,
    )}
  </ul>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
