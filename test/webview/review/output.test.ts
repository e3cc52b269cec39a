import { expect, test } from 'vitest';
import type { OutputRow } from '../../../src/protocol/reviewPage.ts';
import { scaleOf } from '../../../src/webview/review/trends/scale.ts';
import { bundle, open, type Host, type Stage } from './stage.ts';
import { inBrowser } from '../inBrowser.ts';

// One output of a hundred million bytes, of which the page only ever has what is seen.

const total = 1_250_000;
const rowAt = (row: number): OutputRow => ({ row, text: `line ${row + 1} of the output` });

const host: Host = message => {
  switch (message.type) {
    case 'ready':
      return [
        { type: 'output', rows: 5000, bytes: 400_000, whole: false },
        { type: 'output', rows: total, bytes: 100_000_000, whole: true },
      ];
    case 'lines':
      return [
        {
          type: 'lines',
          id: message.id,
          rows: Array.from({ length: message.count }, (_, index) => rowAt(message.from + index)),
        },
      ];
    case 'find':
      return message.text === ''
        ? []
        : [
            { type: 'places', text: message.text, rows: [rowAt(9), rowAt(999_999)], total: 2, done: false },
            { type: 'places', text: message.text, rows: [], total: 2, done: true },
          ];
    default:
      return [];
  }
};

inBrowser('an output in Chromium', browser => {
  async function stageOf(row?: number): Promise<Stage> {
    const stage = await open(browser(), host, {
      settings: { mode: 'output', title: '3.2 Replay (1)', ...(row === undefined ? {} : { row }) },
    });
    await stage.tab.locator('.hr-orow').first().waitFor();
    return stage;
  }

  const visible = (stage: Stage): Promise<readonly string[]> =>
    stage.tab.evaluate(() => {
      const head = document.querySelector('.hr-outhead')?.getBoundingClientRect().bottom ?? 0;
      return [...document.querySelectorAll('.hr-orow')]
        .filter(
          row =>
            row.getBoundingClientRect().top >= head - 1 &&
            row.getBoundingClientRect().bottom <= window.innerHeight,
        )
        .map(row => row.querySelector('code')?.textContent ?? '');
    });

  test('opens at its first lines, and holds only what is seen', async () => {
    const stage = await stageOf();
    await stage.tab.locator('[data-size="whole"]').waitFor();
    expect((await visible(stage))[0]).toBe('line 1 of the output');
    expect(await stage.tab.locator('.hr-orow').count()).toBeLessThan(200);
    expect(await stage.tab.locator('.hr-outhead').innerText()).toContain('1,250,000 lines, 100 MB');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('its end is one key away, and so is its beginning', async () => {
    const stage = await stageOf();
    await stage.tab.locator('[data-size="whole"]').waitFor();
    await stage.tab.locator('h1').click();
    await stage.tab.keyboard.press('End');
    await expect.poll(async () => (await visible(stage)).includes('line 1250000 of the output')).toBe(true);
    await stage.tab.keyboard.press('Home');
    await expect.poll(async () => (await visible(stage))[0]).toBe('line 1 of the output');
    await stage.close();
  });

  test('begins at the line that was asked for', async () => {
    const stage = await stageOf(777_776);
    await expect.poll(() => visible(stage)).toContain('line 777777 of the output');
    expect(await stage.tab.locator('[data-current] code').innerText()).toBe('line 777777 of the output');
    await stage.close();
  });

  test('a search goes to its first place, and Enter to the next', async () => {
    const stage = await stageOf();
    await stage.tab.locator('[data-size="whole"]').waitFor();
    await stage.tab.locator('h1').click();
    await stage.tab.keyboard.press('/');
    await stage.tab.keyboard.type('line');
    await stage.tab.locator('[data-found="done"]', { hasText: '2 places hold “line”.' }).waitFor();
    expect(await stage.tab.locator('[data-current] code').innerText()).toBe('line 10 of the output');
    expect(await stage.tab.locator('[data-current] mark').innerText()).toBe('line');
    await stage.tab.keyboard.press('Enter');
    await expect
      .poll(() => stage.tab.locator('[data-current] code').innerText())
      .toBe('line 1000000 of the output');
    await stage.close();
  });
});

test('rows that are too many for a page are all reached', () => {
  for (const rows of [0, 1, 40, 400_000, 1_250_000, 90_000_000]) {
    const scale = scaleOf({ rows, rowHeight: 20, viewport: 800 });
    expect(scale.height).toBeLessThanOrEqual(8_000_000);
    expect(scale.rowAt(0)).toBe(0);
    expect(scale.rowAt(Math.max(0, scale.height - 800))).toBeGreaterThanOrEqual(Math.max(0, rows - 41));
    for (const row of [0, Math.floor(rows / 3), Math.max(0, rows - 100)]) {
      const offset = scale.offsetOf(row);
      const drawn = scale.topOf(row, offset);
      expect(Math.abs(drawn - offset)).toBeLessThanOrEqual(Math.max(20, rows / 4_000));
    }
  }
});

test('the review stays small', async () => {
  expect((await bundle()).length).toBeLessThan(250_000);
});
