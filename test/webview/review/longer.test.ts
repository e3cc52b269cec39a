import { expect, test } from 'vitest';
import { inBrowser } from '../inBrowser.ts';
import { reviews, type ReviewName } from './runs.ts';
import { show, type Stage } from './stage.ts';

// A language may need a third more room than English, and a person larger letters: a review holds both, at every width.

/** How far the page goes sideways, and what stands in a box that clips it. */
async function wrongIn(stage: Stage): Promise<unknown> {
  return stage.tab.evaluate(() => ({
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [
      ...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, h4, label, th, dt, .hr-tag, summary'),
    ]
      .filter(one => one.checkVisibility() && one.closest('.sr-only') === null)
      .filter(one => one.querySelector('.sr-only') === null && getComputedStyle(one).display !== 'inline')
      .filter(one => one.scrollWidth > one.clientWidth + 1)
      .map(one => one.outerHTML.replace(/<!--.*?-->/gu, '').slice(0, 200)),
  }));
}

async function unfold(stage: Stage): Promise<void> {
  const row = stage.tab.locator('[data-row]').first();
  if ((await row.count()) > 0) await row.click();
  await stage.tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  await stage.drawn();
}

inBrowser('a review in words that are a third longer', browser => {
  test.each(Object.keys(reviews) as ReviewName[])('%s holds at every width', async name => {
    const stage = await show(browser(), { name, setting: { words: 'longer', width: 1200 } });
    await unfold(stage);
    for (const width of [320, 420, 600, 900, 1200]) {
      await stage.tab.setViewportSize({ width, height: 860 });
      await stage.drawn();
      expect({ width, found: await wrongIn(stage) }).toEqual({ width, found: { sideways: 0, cut: [] } });
    }
    await stage.close();
  });

  test('at twice the size of letters nothing scrolls sideways, and nothing is cut off', async () => {
    for (const name of ['good', 'tampered'] as const) {
      const stage = await show(browser(), { name, setting: { width: 640, height: 430 } });
      await stage.tab.evaluate(() => {
        document.documentElement.style.setProperty('--vscode-font-size', '26px');
        document.documentElement.style.setProperty('--vscode-editor-font-size', '28px');
      });
      await unfold(stage);
      expect({ name, found: await wrongIn(stage) }).toEqual({ name, found: { sideways: 0, cut: [] } });
      await stage.close();
    }
  });
});
