import { expect, test } from 'vitest';
import { bringAxe, seriousIn } from '../axe.ts';
import type { ThemeName } from '../themes.ts';
import { show, texts } from './stage.ts';
import { inBrowser } from '../inBrowser.ts';

// Every review in every theme and width: what axe finds, and whether anything overflows.

inBrowser('the looks of a review', browser => {
  const themes: readonly ThemeName[] = ['dark', 'light', 'contrast'];
  const looks = (['good', 'tampered', 'open'] as const).flatMap(name =>
    themes.flatMap(theme => [1200, 420, 320].map(width => ({ name, theme, width }))),
  );

  test.each(looks)(
    '$name in $theme at $width px: nothing overflows, and axe finds nothing serious',
    async ({ name, theme, width }) => {
      const stage = await show(browser(), { name, setting: { theme, width } });
      const row = stage.tab.locator('[data-state="failed"] [data-row]').first();
      if ((await row.count()) > 0) await row.click();
      const wide = await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await bringAxe(stage.tab);
      expect(await seriousIn(stage.tab)).toEqual([]);
      await stage.close();
    },
  );

  test('in Turkish nothing overflows either, and nothing is left in English', async () => {
    const stage = await show(browser(), {
      name: 'good',
      setting: { settings: { locale: 'tr' }, width: 420 },
    });
    expect(await texts(stage, '#badge-h')).toEqual(['Doğrulandı']);
    expect(await texts(stage, '[data-filter="look"]')).toEqual(['Bakılması gereken 5']);
    expect(
      await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    expect(await stage.tab.evaluate(() => document.documentElement.lang)).toBe('tr');
    await stage.close();
  });
});
