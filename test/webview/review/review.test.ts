import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launch } from '../harness.ts';
import type { ThemeName } from '../themes.ts';
import { reviews, type ReviewName } from './runs.ts';
import { hostOf, open, type Host, type Setting, type Stage } from './stage.ts';

// The review's own bundle in a real Chromium: what it says first, what it shows, and how it is used without a mouse.

const beside: Host = message =>
  message.type === 'ready'
    ? [
        { type: 'today', today: { state: 'changed', lines: 3 } },
        { type: 'others', count: 2 },
      ]
    : [];

describe.skipIf(!hasChromium)('the review in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  async function stageOf(name: ReviewName, setting: Setting = {}, more: Host = beside): Promise<Stage> {
    const stage = await open(browser, hostOf(reviews[name], more), setting);
    await stage.tab.locator('#badge-h').waitFor();
    await stage.tab.waitForTimeout(50);
    return stage;
  }

  const texts = async (stage: Stage, selector: string): Promise<readonly string[]> =>
    (await stage.tab.locator(selector).allInnerTexts()).map(text => text.replace(/\s+/gu, ' ').trim());

  interface Case {
    readonly name: ReviewName;
    readonly title: string;
    readonly result: RegExp;
    readonly filters: readonly string[];
    readonly rows: readonly string[];
  }

  const cases: readonly Case[] = [
    {
      name: 'good',
      title: 'Verified',
      result: /^Aborted: two orders differ\. 21 Nov 2026, 03:02 to 03:1\d, UTC\+3\. .* of 35 min planned\.$/,
      filters: ['Everything 14', 'Needs a look 5', 'Failures 2', 'Skips 1', 'By hand 1', 'Branches 1'],
      rows: [
        "Skipped 2.2 Follow green's log for errors",
        'Done by hand 2.3 Tell the trading desk that green is up',
        "Failed 3.2 Replay yesterday's sample orders",
        'Branch taken R Roll back (if 3.2 differs)',
        'Aborted',
      ],
    },
    {
      name: 'tampered',
      title: 'Does not verify',
      result: /^The result of this run cannot be stated\. 21 Nov 2026, from 03:02, UTC\+3\.$/,
      filters: [
        'Everything 14',
        'Around the break 6',
        'Verified part 10',
        'Needs a look 4',
        'Failures 1',
        'Skips 1',
        'By hand 1',
        'Branches 1',
      ],
      rows: [
        'Done by hand 2.3 Tell the trading desk that green is up',
        'Passed 3.1 Probe green without traffic',
        "Not verified: file says Passed 3.2 Replay yesterday's sample orders",
        'Not verified: file says Branch taken R Roll back (if 3.2 differs)',
        'Not verified: file says Passed R1 Roll back (if 3.2 differs)',
        'Not verified: file says Aborted',
      ],
    },
    {
      name: 'clean',
      title: 'Verified',
      result: /^Done\./,
      filters: ['Everything 4', 'Needs a look 0'],
      rows: [],
    },
    {
      name: 'open',
      title: 'Verified, end open',
      result: /^Not closed\./,
      filters: ['Everything 13', 'Needs a look 4', 'Failures 1', 'Skips 1', 'By hand 1', 'Branches 1'],
      rows: [
        "Skipped 2.2 Follow green's log for errors",
        'Done by hand 2.3 Tell the trading desk that green is up',
        "Failed 3.2 Replay yesterday's sample orders",
        'Branch taken R Roll back (if 3.2 differs)',
      ],
    },
    { name: 'unreadable', title: 'Not a log', result: /cannot be stated/, filters: [], rows: [] },
  ];

  test.each(cases)(
    '$name: the badge first, then what needs a look',
    async ({ name, title, result, filters, rows }) => {
      const stage = await stageOf(name);
      expect(await texts(stage, '#badge-h')).toEqual([title]);
      expect((await texts(stage, '.hr-title > p'))[0]).toMatch(result);
      expect(await texts(stage, '[data-filter]')).toEqual(filters);
      expect(await texts(stage, '[data-row]')).toEqual(rows);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    },
  );

  test('a run without anything to look at says so, and shows everything when asked', async () => {
    const stage = await stageOf('clean');
    expect(await texts(stage, '.hr-group')).toEqual([
      'Nothing needs a look. 4 events went as planned. Show everything',
    ]);
    await stage.tab.getByRole('button', { name: 'Show everything' }).click();
    expect(await texts(stage, '[data-row]')).toHaveLength(4);
    await stage.close();
  });

  test('a changed run is an alert, with the break where it is and what does not fit', async () => {
    const stage = await stageOf('tampered');
    expect(await stage.tab.getByRole('alert').filter({ hasText: 'Does not verify' }).count()).toBe(1);
    expect(await texts(stage, '.hr-cut')).toEqual(['The chain breaks here, at entry 21']);
    expect((await texts(stage, '.hr-doubts li'))[0]).toBe(
      'The seal, entry 27, counts 1 as “Failed”. The entries show 0.',
    );
    await stage.tab.getByText('Entry 22 expects digest 5f1c…09ae, this content gives 77b0…e41d').waitFor();
    expect(await texts(stage, '.hr-btn--primary')).toEqual(['Verify the copy in git']);
    expect(await texts(stage, '[data-trust="held"] small')).toContain(
      'Entry 16, verified. The last entry you can rely on.',
    );
    await stage.close();
  });

  test('the copy in git is asked for once, and its answer is said', async () => {
    const stage = await stageOf('tampered', {}, message =>
      message.type === 'act'
        ? [
            {
              type: 'git',
              copy: { state: 'verifies', commit: '8d02f11aa', at: Date.UTC(2026, 10, 21), entries: 27 },
            },
          ]
        : beside(message),
    );
    await stage.tab.getByRole('button', { name: 'Verify the copy in git' }).click();
    const said = 'The copy in git, commit 8d02f11 of 21 Nov 2026, holds 27 entries and verifies.';
    await stage.tab.locator('[data-git="verifies"]', { hasText: said }).waitFor();
    expect((await texts(stage, '#say'))[0]).toBe(said);
    expect(stage.sent.filter(({ type }) => type === 'act')).toEqual([
      { type: 'act', action: { action: 'verifyGit' } },
    ]);
    await stage.close();
  });

  test('an event opens in place: command, expectation, output, and the line in the runbook', async () => {
    const stage = await stageOf('good');
    const { tab } = stage;
    await tab.locator('[data-row]', { hasText: 'Failed' }).click();
    expect(await texts(stage, '.hr-ran code')).toEqual([
      './tools/replay --slot green --date "$SAMPLE_DATE" --compare blue',
    ]);
    expect(await texts(stage, '.hr-expect')).toEqual(['All 40 orders agree']);
    expect((await texts(stage, '.hr-out pre'))[0]).toContain('38 of 40 agree, 2 differ');
    expect((await texts(stage, '.hr-out__foot'))[0]).toBe(
      'Last 3 lines of 2 kB. 1 secret masked. Open full output',
    );
    await tab.getByRole('button', { name: 'Open full output' }).click();
    await tab.getByRole('button', { name: /^The runbook as it was, line/ }).click();
    expect(stage.sent.flatMap(one => (one.type === 'act' ? [one.action] : []))).toMatchObject([
      { action: 'openOutput', attempt: 'a3' },
      { action: 'openRunbook', line: 46 },
    ]);
    await tab.locator('.hr-digests summary').click();
    expect(await texts(stage, '.hr-digests code')).toHaveLength(1);
    await stage.close();
  });

  test('filters are toggle buttons: one is pressed, and shows what it counts', async () => {
    const stage = await stageOf('good');
    for (const [filter, count] of Object.entries({
      failures: 2,
      skips: 1,
      byHand: 1,
      branches: 1,
      all: 14,
    })) {
      await stage.tab.locator(`[data-filter="${filter}"]`).click();
      await expect.poll(() => stage.tab.locator('[data-row]').count()).toBe(count);
      expect(await stage.tab.locator('[aria-pressed="true"]').getAttribute('data-filter')).toBe(filter);
    }
    await stage.close();
  });

  test('letters move and find; none of them does anything else', async () => {
    const stage = await stageOf('good');
    const { tab } = stage;
    const focused = (): Promise<string | null> =>
      tab.evaluate(() => document.activeElement?.textContent.replace(/\s+/gu, ' ').trim() ?? null);
    expect(await focused()).toBe('Orders engine, blue-green release');
    await tab.locator('[data-filter="all"]').click();
    await tab.keyboard.press('j');
    expect(await focused()).toBe('Began');
    await tab.keyboard.press('Shift+J');
    expect(await focused()).toContain('Skipped 2.2');
    await tab.keyboard.press('j');
    await tab.keyboard.press('k');
    expect(await focused()).toContain('Skipped 2.2');
    await tab.keyboard.press('Shift+J');
    await tab.keyboard.press('Shift+J');
    await tab.keyboard.press('Enter');
    await tab.locator('.hr-ran').first().waitFor();
    expect(await focused()).toContain('Failed 3.2');
    await tab.keyboard.press('Shift+K');
    expect(await focused()).toContain('Done by hand 2.3');
    await tab.keyboard.press('/');
    await tab.keyboard.type('replay');
    await tab.locator('[data-found="done"]', { hasText: '1 place holds “replay”.' }).waitFor();
    expect(await texts(stage, '[data-row]')).toEqual(["Failed 3.2 Replay yesterday's sample orders"]);
    await tab.keyboard.press('Escape');
    await expect.poll(() => tab.locator('[data-row]').count()).toBe(14);
    expect(stage.sent.filter(({ type }) => type === 'act')).toEqual([]);
    await stage.close();
  });

  test('letters mean themselves where they are switched off', async () => {
    const stage = await stageOf('good', { settings: { singleKeys: false } });
    const before = await stage.tab.evaluate(() => document.activeElement?.tagName);
    await stage.tab.keyboard.press('j');
    expect(await stage.tab.evaluate(() => document.activeElement?.tagName)).toBe(before);
    await stage.close();
  });

  test('places in outputs lead to the output, at their line', async () => {
    const failed = reviews.good.events.find(({ kind }) => kind === 'failed');
    const stage = await stageOf('good', {}, message =>
      message.type === 'search' && failed !== undefined
        ? [
            {
              type: 'found',
              text: message.text,
              hits: [{ event: failed, output: { attempt: 'a3', row: 43, text: '38 of 40 agree' } }],
              done: false,
              more: false,
            },
          ]
        : beside(message),
    );
    await stage.tab.locator('input[type="search"]').fill('of 40');
    await stage.tab.getByRole('button', { name: 'Output, line 44' }).click();
    expect(stage.sent.at(-1)).toMatchObject({
      type: 'act',
      action: { action: 'openOutput', attempt: 'a3', row: 43 },
    });
    await stage.close();
  });

  test('a comparison tells what differs, and leads to the outputs', async () => {
    const stage = await stageOf('good');
    const [first] = reviews.good.view.phases;
    await stage.tell({
      type: 'compared',
      comparison: {
        folder: '/w/r0',
        at: Date.UTC(2026, 10, 9),
        operators: ['Marta Oliveira'],
        result: 'done',
        verified: 'verified',
        phases: [
          {
            id: first?.id ?? '',
            number: '1',
            title: 'Before you begin',
            here: 492_000,
            there: 542_000,
            differs: [],
          },
          {
            id: 'x',
            number: '3',
            title: 'Prove green',
            here: 680_000,
            there: 644_000,
            differs: [
              { step: '3.2 Replay', what: 'state', here: 'failed', there: 'passed' },
              { step: '3.2 Replay', what: 'time', ms: 12_000 },
              { step: '3.2 Replay', what: 'output', attempt: 'a3', other: 'b3' },
            ],
          },
        ],
      },
    });
    expect(await texts(stage, '#cmp-h')).toEqual([
      'Compared with the run of 9 Nov 2026, 03:00 Done. Marta Oliveira Verified',
    ]);
    const rows = await texts(stage, 'section[aria-labelledby="cmp-h"] tbody tr');
    expect(rows[0]).toBe('1 Before you begin 8:12 9:02 Nothing');
    expect(rows[1]).toContain('3.2 Replay: Failed here, Passed there');
    expect(rows[1]).toContain('3.2 Replay took 12 s longer');
    await stage.tab.getByRole('button', { name: 'Compare outputs of 3.2 Replay' }).click();
    expect(stage.sent.at(-1)).toMatchObject({
      type: 'act',
      action: { action: 'compareOutputs', attempt: 'a3', other: { attempt: 'b3' } },
    });
    await stage.close();
  });

  test('what is normal stands beside what was', async () => {
    const stage = await stageOf('good');
    const event = reviews.good.events.find(({ kind }) => kind === 'failed');
    const phase = reviews.good.view.phases.find(({ number }) => number === '3');
    await stage.tell({
      type: 'usual',
      usual: { runs: 4, steps: { [event?.step?.id ?? '']: 40_000 }, phases: { [phase?.id ?? '']: 125_000 } },
    });
    await stage.tab.getByText('normally takes 40 s').waitFor();
    expect(await texts(stage, 'section[aria-labelledby="ph-h"] tbody tr')).toContain(
      '3 Prove green 10 min 3:00 2:05 7 min under',
    );
    await stage.close();
  });

  test('a run that is read anew keeps what is looked at; one that was changed meanwhile says so aloud', async () => {
    const stage = await stageOf('good');
    await stage.tab.locator('[data-filter="skips"]').click();
    await stage.tell({ type: 'review', view: reviews.good.view });
    expect(await stage.tab.locator('[aria-pressed="true"]').getAttribute('data-filter')).toBe('skips');
    await stage.tell({ type: 'review', view: reviews.tampered.view });
    expect(await stage.tab.locator('[aria-pressed="true"]').getAttribute('data-filter')).toBe('break');
    expect((await texts(stage, '#shout'))[0]).toMatch(/^Does not verify\. Entry 21 of 27 was changed/);
    await stage.close();
  });

  test('what a log says is text, whatever it holds', async () => {
    const { good } = reviews;
    const first = good.events[0];
    if (first === undefined) throw new Error('no event');
    const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe\u200B';
    const stage = await stageOf('good', {}, beside);
    await stage.tell({ type: 'review', view: { ...good.view, title: hostile, operators: [hostile] } });
    expect(await texts(stage, 'h1')).toEqual(['<img src=x onerror=alert(1)><U+202E>gnp.exe<U+200B>']);
    expect(await stage.tab.locator('img').count()).toBe(0);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  const themes: readonly ThemeName[] = ['dark', 'light', 'contrast'];
  const looks = (['good', 'tampered', 'open'] as const).flatMap(name =>
    themes.flatMap(theme => [1200, 420, 320].map(width => ({ name, theme, width }))),
  );

  test.each(looks)(
    '$name in $theme at $width px: nothing overflows, and axe finds nothing serious',
    async ({ name, theme, width }) => {
      const stage = await stageOf(name, { theme, width });
      const row = stage.tab.locator('[data-state="failed"] [data-row]').first();
      if ((await row.count()) > 0) await row.click();
      const wide = await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await stage.tab.evaluate(axe.source);
      const serious = await stage.tab.evaluate(async () => {
        const { axe: checker } = window as unknown as { axe: typeof axe };
        const { violations } = await checker.run(document, { resultTypes: ['violations'] });
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
          );
      });
      expect(serious).toEqual([]);
      await stage.close();
    },
  );

  test('in Turkish nothing overflows either, and nothing is left in English', async () => {
    const stage = await stageOf('good', { settings: { locale: 'tr' }, width: 420 });
    expect(await texts(stage, '#badge-h')).toEqual(['Doğrulandı']);
    expect(await texts(stage, '[data-filter="look"]')).toEqual(['Bakılması gereken 5']);
    expect(
      await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    expect(await stage.tab.evaluate(() => document.documentElement.lang)).toBe('tr');
    await stage.close();
  });
});
