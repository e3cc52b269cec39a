import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import { minute, now, step } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// How long each phase took, takes and was planned to take; what is off the path says that nobody is there.

const atOnce = Object.fromEntries(
  Object.entries(views.ready.steps).map(([id, one]) => [
    id,
    one.at === undefined ? one : { ...one, at: now - minute },
  ]),
);
const { steps } = views.branched;
const { back } = steps;
if (back === undefined) throw new Error('The branch has a step.');
const begun = { ...steps, back: { ...back, startedAt: now - 2 * minute } };

/** Nothing of the second phase has to be done; of what may be, one thing was done, and another left. */
const oneLeft = {
  ...views.optional.steps,
  install: step('passed', { startedAt: now - 14 * minute, at: now - 12 * minute }),
  replay: step('waiting'),
  readings: step('waiting'),
};
const noneCounts = { ...views.optional.progress, prove: { settled: 0, total: 0 } };

interface Case {
  readonly name: string;
  readonly locale?: 'en' | 'tr';
  readonly view: RunView;
  readonly rail: readonly string[];
  readonly heads: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'one is done, one is under way',
    view: views.ready,
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '12:00 so far, planned 8 to 12 min',
      'Planned 10 min',
      'Not taken, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, 12:00 so far, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'of what was signed at once nothing was measured',
    view: { ...views.ready, steps: atOnce },
    rail: [
      'Planned 10 min, 1 skipped',
      '1:00 so far, planned 8 to 12 min',
      'Planned 10 min',
      'Not taken, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, planned 10 min, 1 skipped',
      '1 of 3 steps, 1:00 so far, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'a closed run counts nothing on',
    view: { ...views.ready, now: { kind: 'closed' }, closed: { at: now, result: 'aborted', tookMs: minute } },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      'Planned 8 to 12 min',
      'Planned 10 min',
      'Planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'a branch that was taken has its own clock',
    view: { ...views.branched, steps: begun },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '9:46 until it was left, planned 8 to 12 min',
      'Planned 10 min',
      '2:00 so far, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, 9:46 until it was left, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'a phase of which one step was left stands when all is settled',
    view: { ...views.optional, now: { kind: 'settled' }, steps: oneLeft, progress: noneCounts },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '2:00 until it was left, planned 8 to 12 min',
      'Planned 10 min',
      'Not taken, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '2:00 until it was left, planned 8 to 12 min',
      '5 of 5 steps, planned 10 min',
    ],
  },
  {
    name: 'a run that is offered stands',
    view: { ...views.failed, now: { kind: 'offered' } },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '9:46 until it was left, planned 8 to 12 min',
      'Planned 10 min',
      'Not taken, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, 9:46 until it was left, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'what was only passed over is not begun',
    view: { ...views.ready, steps: { ...views.ready.steps, desk: step('skipped', { at: now }) } },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '12:00 so far, planned 8 to 12 min',
      'Planned 10 min, 1 skipped',
      'Not taken, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, 12:00 so far, planned 8 to 12 min',
      '5 steps, planned 10 min, 1 skipped',
    ],
  },
  {
    name: 'a step of a branch was done, and nobody took that branch',
    view: {
      ...views.ready,
      steps: {
        ...views.ready.steps,
        back: step('passed', { startedAt: now - 2 * minute, at: now - minute }),
      },
      progress: { ...views.ready.progress, rollback: { settled: 1, total: 1 } },
    },
    rail: [
      'Done in 5:00, planned 10 min, 1 skipped',
      '12:00 so far, planned 8 to 12 min',
      'Planned 10 min',
      'Done in 1:00, planned 6 min',
    ],
    heads: [
      '5 of 5 steps, done in 5:00, planned 10 min, 1 skipped',
      '1 of 3 steps, 12:00 so far, planned 8 to 12 min',
      '5 steps, planned 10 min',
    ],
  },
  {
    name: 'a note that begins with a clock begins as a sentence does',
    locale: 'tr',
    view: views.ready,
    rail: [
      '5:00 sürdü, planlanan 10 dk, 1 atlandı',
      'Şimdiye kadar 12:00, planlanan 8 ile 12 dk arası',
      'Planlanan 10 dk',
      'Girilmedi, planlanan 6 dk',
    ],
    heads: [
      '5/5 adım, 5:00 sürdü, planlanan 10 dk, 1 atlandı',
      '1/3 adım, şimdiye kadar 12:00, planlanan 8 ile 12 dk arası',
      '5 adım, planlanan 10 dk',
    ],
  },
];

inBrowser('the time of a phase', browser => {
  async function check({ view, rail, heads, locale = 'en' }: Case): Promise<void> {
    const stage = await open(browser(), { settings: { locale } });
    await stage.show(page, view);
    const texts = async (selector: string): Promise<readonly string[]> =>
      (await stage.tab.locator(selector).allInnerTexts()).map(text => text.replaceAll(/\s+/gu, ' ').trim());
    expect(await texts('.hr-phases small')).toEqual(rail);
    expect((await texts('.hr-phase > header > p')).slice(0, heads.length)).toEqual(heads);
    await stage.close();
  }

  test.each(cases)('$name', check);
});
