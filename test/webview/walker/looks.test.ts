import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bringAxe, seriousIn } from '../axe.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, unfold } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import type { ThemeName } from '../themes.ts';

// What a walker looks like to those who do not see it as we do: every state, in every theme, as axe reads it.

const themes: readonly ThemeName[] = ['dark', 'light', 'contrast'];

inBrowser('the looks of the walker', browser => {
  test.each(themes)('in %s, axe finds nothing serious in any state', async theme => {
    const width = theme === 'contrast' ? 320 : 1200;
    const stage = await open(browser(), { theme, width });
    await stage.tell({ type: 'page', page });
    await bringAxe(stage.tab);
    const found: Record<string, readonly string[]> = {};
    for (const [name, view] of Object.entries(views)) {
      await stage.view(view);
      const serious = await seriousIn(stage.tab);
      if (serious.length > 0) found[name] = serious;
    }
    expect(found).toEqual({});
    await stage.close();
  });

  test('the dialog of keys and an unfolded row have nothing serious either', async () => {
    const stage = await open(browser(), { theme: 'light' });
    await stage.show(page, views.failed);
    await bringAxe(stage.tab);
    await unfold(stage);
    expect(await seriousIn(stage.tab)).toEqual([]);
    await stage.tab.keyboard.press('?');
    await stage.drawn();
    expect(await stage.tab.locator('dialog').count()).toBe(1);
    expect(await seriousIn(stage.tab)).toEqual([]);
    await stage.close();
  });

  test('at twice the size of letters nothing scrolls sideways and nothing is cut off, in any state', async () => {
    // VS Code's zoom makes the page half as wide; its font settings make the letters larger on top.
    const stage = await open(browser(), { width: 640, height: 430 });
    await stage.tab.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-font-size', '26px');
      document.documentElement.style.setProperty('--vscode-editor-font-size', '28px');
    });
    await stage.tell({ type: 'page', page });
    for (const [name, view] of Object.entries(views)) {
      await stage.view(view);
      const found = await stage.tab.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        cut: [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, .hr-now p')]
          .filter(one => one.checkVisibility())
          .filter(
            one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible',
          )
          .map(one => one.outerHTML.slice(0, 160)),
      }));
      expect({ name, ...found }).toEqual({ name, sideways: 0, cut: [] });
    }
    await stage.close();
  });

  test('where motion is reduced, nothing on the page moves, in any state', async () => {
    const stage = await open(browser(), { reducedMotion: true });
    await stage.tell({ type: 'page', page });
    for (const [name, view] of Object.entries(views)) {
      await stage.view(view);
      const moving = await stage.tab.evaluate(() => document.getAnimations().length);
      expect({ name, moving }).toEqual({ name, moving: 0 });
    }
    await stage.close();
  });
});

test('the page is tested under the policy that it has in VS Code', () => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
  const rules = (text: string): readonly string[] =>
    [...text.matchAll(/\b(?:[a-z]+-src|base-uri|form-action) (?:'none'|'nonce-|\$\{)/g)]
      .map(([rule]) => rule.replace(/\$\{$/, ''))
      .sort();
  const product = rules(read('src/extension/webviewPage.ts'));
  expect(product).toHaveLength(6);
  expect(rules(read('test/webview/harness.ts'))).toEqual(product);
});
