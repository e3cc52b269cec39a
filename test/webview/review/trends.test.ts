import { expect, test } from 'vitest';
import type { RunFacts } from '../../../src/core/trends/facts.ts';
import type { ToldTrend } from '../../../src/core/trends/told.ts';
import { trendsOf } from '../../../src/core/trends/trend.ts';
import { bringAxe, seriousIn } from '../axe.ts';
import type { ThemeName } from '../themes.ts';
import { inBrowser } from '../inBrowser.ts';
import { open, type Host, type Setting, type Stage } from './stage.ts';

// What a runbook's runs show together: the plot, the same numbers beside it, and the ways to the runs.

const day = 86_400_000;
const start = Date.UTC(2026, 4, 4, 9);
const none = { failed: 0, skipped: 0, edited: 0 };

/** Runs of half a year: every seventh is aborted, every ninth skips a step, one was left open over a weekend. */
function facts(count: number): readonly RunFacts[] {
  return Array.from({ length: count }, (_, at): RunFacts => {
    const startedAt = start + Math.round((at * 180 * day) / count);
    const ms = at === 20 ? 3 * day : 480_000 + ((at * 37) % 11) * 30_000;
    const aborted = at % 7 === 3;
    const build = { ...none, ran: true, ...(aborted ? { failed: 1 } : { ms: 60_000 + at * 1000 }) } as const;
    return {
      run: `2026-${at}`,
      runbook: 'runbooks/release.md',
      text: at < count / 2 ? 'old' : 'new',
      startedAt,
      lastAt: startedAt + ms,
      tookMs: ms,
      result: aborted ? 'aborted' : 'done',
      clean: !aborted && at % 9 !== 4,
      steps: { build, tell: { ...none, skipped: at % 9 === 4 ? 1 : 0 } },
    };
  });
}

function told(count = 40): ToldTrend {
  const [trend] = trendsOf(facts(count));
  if (trend === undefined) throw new Error('no trend');
  return {
    title: 'Orders engine: blue-green release',
    trend,
    steps: [
      { id: 'build', number: '1.1', title: 'Build what is to be released, with everything that it needs' },
      { id: 'tell', number: '2.1', title: 'Tell the team' },
    ],
    folders: Object.fromEntries(
      trend.recent.map(({ run }) => [run, `/srv/orders/.handrail/runs/2026/${run}`]),
    ),
  };
}

inBrowser('trends', browser => {
  async function show(setting: Setting = {}, answer: ToldTrend | 'none' = told()): Promise<Stage> {
    const host: Host = message =>
      message.type === 'ready'
        ? [answer === 'none' ? { type: 'trends' } : { type: 'trends', told: answer }]
        : [];
    const stage = await open(browser(), host, {
      ...setting,
      settings: { mode: 'trends', ...setting.settings },
    });
    await stage.tab.locator('[data-key="title"], main [role="status"]').first().waitFor();
    await stage.drawn();
    return stage;
  }

  test('of one run it says what there is, and its day once', async () => {
    const stage = await show({}, told(1));
    const text = (await stage.tab.locator('.hr-short').innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/^Success \d+%, of one closed run\. Usually takes [^.]+ Last clean run/u);
    expect(await stage.tab.locator('.hr-plot svg text[text-anchor="middle"]').count()).toBe(1);
    await stage.close();
  });

  test('what a lead asks for comes first, and the last clean run opens as its review', async () => {
    const stage = await show();
    const text = await stage.tab.locator('.hr-short').innerText();
    expect(text.replaceAll(/\s+/g, ' ')).toBe(
      'Success 85% of 40 closed runs were closed as done. ' +
        'Usually takes 10 min 30 s. Half of the runs took 9 min to 12 min, all of them 8 min to 72 h. ' +
        'Last clean run 27 Oct 2026, 00:09 This text The newest 20 runs had it. ' +
        'Fails most 1.1 Build what is to be released, with everything that it needs, in 6 of 40 runs ' +
        'Skipped most 2.1 Tell the team, in 4 of 40 runs Edited most No step.',
    );
    await stage.tab.locator('.hr-short button').click();
    expect(stage.sent.at(-1)).toEqual({
      type: 'act',
      action: { action: 'openRun', folder: '/srv/orders/.handrail/runs/2026/2026-39' },
    });
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('the plot is a picture with words, and every number of it stands in a table', async () => {
    const stage = await show();
    const picture = stage.tab.getByRole('img', { name: /^Durations from 4 May 2026 to .* table below/ });
    expect(await picture.count()).toBe(1);
    const rows = stage.tab.locator('section[aria-labelledby="tr-periods"] tbody tr');
    expect(await stage.tab.locator('svg rect.hr-plot__box').count()).toBe((await rows.count()) + 1);
    // The run that was left open over a weekend is marked, and presses no other flat.
    expect(await stage.tab.locator('figure > svg .hr-plot__over').count()).toBe(1);
    const heights = await stage.tab
      .locator('figure > svg rect.hr-plot__box')
      .evaluateAll(boxes => boxes.map(one => one.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeGreaterThan(10);
    expect(await stage.tab.locator('figure > svg .hr-plot__change').count()).toBe(1);
    await stage.close();
  });

  const themes: readonly ThemeName[] = ['dark', 'light', 'contrast'];
  test.each(themes.flatMap(theme => [1200, 320].map(width => ({ theme, width }))))(
    'in $theme at $width px nothing overflows, and axe finds nothing serious',
    async ({ theme, width }) => {
      const stage = await show({ theme, width });
      const wide = await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await bringAxe(stage.tab);
      expect(await seriousIn(stage.tab)).toEqual([]);
      await stage.close();
    },
  );

  test('below the plot no day is cut, and none stands on another', async () => {
    const stage = await show();
    for (const width of [1200, 420, 320, 240]) {
      await stage.tab.setViewportSize({ width, height: 860 });
      await stage.drawn();
      const days = stage.tab.locator('figure > svg text', { hasText: '2026' });
      await expect.poll(() => days.count()).toBe(width === 1200 ? 3 : 2);
      const seen = await days.evaluateAll(all => {
        const boxes = all.map(one => one.getBoundingClientRect()).sort((a, b) => a.left - b.left);
        const svg = all[0]?.closest('svg')?.getBoundingClientRect();
        return {
          // A pixel's fraction is the rounding of the letters.
          cut: boxes.filter(({ left, right }) => left < (svg?.left ?? 0) - 1 || right > (svg?.right ?? 0) + 1)
            .length,
          onAnother: boxes.filter(({ left }, at) => left < (boxes[at - 1]?.right ?? 0)).length,
        };
      });
      expect({ width, ...seen }).toEqual({ width, cut: 0, onAnother: 0 });
    }
    await stage.close();
  });

  test('in Turkish, and where there is no run', async () => {
    const turkish = await show({ settings: { locale: 'tr' }, width: 420 });
    expect(await turkish.tab.locator('#tr-short').innerText()).toBe('Özet');
    expect(await turkish.tab.locator('.hr-short').innerText()).toContain('%85');
    await turkish.close();
    const empty = await show({}, 'none');
    expect(await empty.tab.locator('main [role="status"]').innerText()).toBe(
      'No run of this runbook is here yet.',
    );
    await empty.close();
  });

  if (process.env['SHOTS'] !== undefined)
    test.each(['dark 1200', 'light 1200', 'contrast 1200', 'dark 360'])('shot %s', async name => {
      const [theme, width] = name.split(' ');
      const stage = await show({ theme: theme as ThemeName, width: Number(width) });
      await stage.tab.screenshot({
        path: `${process.env['SHOTS'] ?? ''}/trends-${name.replace(' ', '-')}.png`,
        fullPage: true,
      });
      await stage.close();
    });
});
