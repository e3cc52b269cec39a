import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ThemeName } from '../themes.ts';
import { show, texts } from './stage.ts';
import { inBrowser } from '../inBrowser.ts';

// Every review in every theme and width: what axe finds, and whether anything overflows.

const axe = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/** The part of axe-core that is used; it runs in the page, from its own file. */
interface Axe {
  run(
    context: Document,
    options: { readonly resultTypes: readonly string[] },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact?: string | null;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

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
      await stage.tab.evaluate(axe);
      const serious = await stage.tab.evaluate(async () => {
        const { axe: checker } = window as unknown as { axe: Axe };
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
