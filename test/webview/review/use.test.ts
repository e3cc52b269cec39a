import { expect, test } from 'vitest';
import { reviews } from './runs.ts';
import { beside, show, texts } from './stage.ts';
import { inBrowser } from '../inBrowser.ts';

// How a review is used: what opens, what moves, what is found, and that none of it does anything else.

inBrowser('a review in use', browser => {
  test('an event opens in place: command, expectation, output, and the line in the runbook', async () => {
    const stage = await show(browser(), { name: 'good' });
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
      { action: 'openRunbook', line: 40 },
    ]);
    await tab.locator('.hr-digests summary').click();
    expect(await texts(stage, '.hr-digests code')).toHaveLength(1);
    await stage.close();
  });

  test('filters are toggle buttons: one is pressed, and shows what it counts', async () => {
    const stage = await show(browser(), { name: 'good' });
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
    const stage = await show(browser(), { name: 'good' });
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
    await tab.keyboard.type('sample orders');
    await tab.locator('[data-found="done"]', { hasText: '1 place holds “sample orders”.' }).waitFor();
    expect(await texts(stage, '[data-row]')).toEqual(["Failed 3.2 Replay yesterday's sample orders"]);
    await tab.keyboard.press('Escape');
    await expect.poll(() => tab.locator('[data-row]').count()).toBe(14);
    expect(stage.sent.filter(({ type }) => type === 'act')).toEqual([]);
    await stage.close();
  });

  test('what is opened and what is found comes into view in a low window', async () => {
    const stage = await show(browser(), { name: 'good', setting: { width: 640, height: 700 } });
    const { tab } = stage;
    const top = (selector: string): Promise<number> =>
      tab.locator(selector).evaluateAll(all => Math.min(...all.map(one => one.getBoundingClientRect().top)));
    for (const key of ['j', 'Enter']) await tab.keyboard.press(key);
    await tab.locator('[data-row][aria-expanded="true"]').waitFor();
    await stage.drawn();
    const opened = await tab
      .locator('li:has([aria-expanded="true"])')
      .evaluate(li => li.getBoundingClientRect().bottom);
    expect(opened).toBeLessThanOrEqual(701);
    await tab.evaluate(() => window.scrollTo(0, 0));
    await tab.keyboard.press('/');
    await tab.keyboard.type('sample orders');
    await tab.locator('[data-found="done"]').waitFor();
    await stage.drawn();
    expect(await top('[data-row]')).toBeLessThan(350);
    // Once: whoever scrolls on while more is found is left where they are.
    await tab.evaluate(() => window.scrollTo(0, 0));
    await stage.tell({ type: 'found', text: 'sample orders', hits: [], done: true, more: false });
    await stage.drawn();
    expect(await tab.evaluate(() => window.scrollY)).toBe(0);
    await stage.close();
  });

  test('letters mean themselves where they are switched off', async () => {
    const stage = await show(browser(), { name: 'good', setting: { settings: { singleKeys: false } } });
    const before = await stage.tab.evaluate(() => document.activeElement?.tagName);
    await stage.tab.keyboard.press('j');
    expect(await stage.tab.evaluate(() => document.activeElement?.tagName)).toBe(before);
    await stage.close();
  });

  test('places in outputs lead to the output, at their line', async () => {
    const failed = reviews.good.events.find(({ kind }) => kind === 'failed');
    const stage = await show(browser(), {
      name: 'good',
      more: message =>
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
    });
    await stage.tab.locator('input[type="search"]').fill('of 40');
    await stage.tab.getByRole('button', { name: 'Output, line 44' }).click();
    expect(stage.sent.at(-1)).toMatchObject({
      type: 'act',
      action: { action: 'openOutput', attempt: 'a3', row: 43 },
    });
    await stage.close();
  });

  test('a comparison tells what differs, and leads to the outputs', async () => {
    const stage = await show(browser(), { name: 'good' });
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
      'Compared with the run of 9 Nov 2026, 03:00 Done. Run by Marta Oliveira. Verified.',
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
    const stage = await show(browser(), { name: 'good' });
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
    const stage = await show(browser(), { name: 'good' });
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
    const stage = await show(browser(), { name: 'good' });
    await stage.tell({ type: 'review', view: { ...good.view, title: hostile, operators: [hostile] } });
    expect(await texts(stage, 'h1')).toEqual(['<img src=x onerror=alert(1)><U+202E>gnp.exe<U+200B>']);
    expect(await stage.tab.locator('img').count()).toBe(0);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });
});
