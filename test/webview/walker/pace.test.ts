import { expect, test } from 'vitest';

import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What earlier runs show to be usual, beside what runs now.

inBrowser('a step that runs', browser => {
  const { running } = views;

  test('a running step stands against its usual time, and only where that is known', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const bar = stage.tab.locator('#card-replay [role="progressbar"]');
    expect(await bar.count()).toBe(0);
    const pace = { steps: { replay: { ran: 12, passed: 12, failed: 0, ms: 70_000 } }, phases: {} };
    await stage.tell({ type: 'pace', pace });
    await stage.drawn();
    expect(await stage.tab.locator('.hr-now .hr-wait').innerText()).toBe('0:41, usually 1:10');
    expect(await stage.tab.locator('#card-replay .hr-card__meta').innerText()).toBe('0:41, usually 1:10');
    const told = (name: string): Promise<string | null> => bar.getAttribute(name);
    expect(await told('aria-label')).toBe('Time against the usual 1:10');
    expect([await told('aria-valuenow'), await told('aria-valuemax')]).toEqual(['41', '70']);
    expect(await bar.evaluate(one => one.getBoundingClientRect().height)).toBe(2);
    await stage.setTime(Date.UTC(2026, 10, 21, 3, 33, 5));
    await expect.poll(() => told('aria-valuenow')).toBe('70');
    await stage.tab.keyboard.press('n');
    const said = stage.tab.locator('#say');
    await expect.poll(() => said.textContent()).toBe('2.2 still running, 5 min, usually 1 min 10 s.');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });
});
