import { expect, test } from 'vitest';

import { atLimits, pageWithLimits } from '../gallery/telling.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { press, stageOf } from './walkerStage.ts';

inBrowser('a task that names a limit', browser => {
  test('has a field for the value, which says when it lies outside, and signs the task with it', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    // The one that is signed shows what was read, and the last names no limit.
    expect(await stage.tab.locator('.hr-read').count()).toBe(1);
    expect(await stage.tab.locator('[data-task="limit-0"]').innerText()).toContain('Note: 0.2');
    const field = stage.tab.getByLabel('Read now, P95 latency');
    await field.fill('240');
    expect(await stage.tab.locator('.hr-beyond').count()).toBe(0);
    await field.blur();
    await stage.drawn();
    expect((await stage.tab.locator('.hr-beyond').innerText()).trim()).toBe('Outside the limit: ≤ 200 ms');
    expect(await stage.tab.locator('#say').textContent()).toBe('Outside the limit: ≤ 200 ms');
    await field.fill('180');
    await press(stage, 'Enter');
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'check.set', step: 'limit-1', checked: true, note: '180' } },
    ]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('is signed by its box too, and without a value all the same', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    await press(stage, 'n', 'Space');
    const [asked] = await stage.sent();
    expect(asked).toMatchObject({ request: { type: 'check.set', step: 'limit-1', checked: true } });
    expect(asked).not.toHaveProperty('request.note');
    await stage.close();
  });

  test('a reading of a table stands beside its limit, below the head of its column', async () => {
    const stage = await stageOf(browser(), 'record');
    const [head, limit, field] = await stage.tab.evaluate(() =>
      ['thead th:last-child', 'tbody td:not(.is-full)', 'tbody .hr-input'].map(selector => {
        const { left, top, bottom } =
          document.querySelector(`.hr-readings ${selector}`)?.getBoundingClientRect() ?? new DOMRect();
        return { left, middle: (top + bottom) / 2 };
      }),
    );
    expect(field?.left).toBe(head?.left);
    expect(Math.abs((field?.middle ?? 0) - (limit?.middle ?? 99))).toBeLessThan(16);
    await stage.close();
  });
});
