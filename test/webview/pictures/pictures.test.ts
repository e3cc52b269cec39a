import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import { page } from '../fixtures/page.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { show } from '../review/stage.ts';
import type { ReviewName } from '../review/runs.ts';
import type { ThemeName } from '../themes.ts';
import { compare } from './compare.ts';

// What the pages look like is held by pictures: they change only where somebody meant to change them (UPDATE_GOLDENS=1).
// Letters are rasterised by the system, so only one system's pictures are kept.

interface Looked {
  readonly theme: ThemeName;
  readonly width: number;
}

type Pictured =
  | (Looked & { readonly walker: ViewName; readonly at: 'step' | 'top' })
  | (Looked & { readonly review: ReviewName });

const pictures: readonly Pictured[] = [
  { walker: 'running', at: 'top', theme: 'dark', width: 1200 },
  { walker: 'running', at: 'step', theme: 'light', width: 420 },
  { walker: 'firstOpen', at: 'top', theme: 'light', width: 1200 },
  { walker: 'firstOpen', at: 'top', theme: 'dark', width: 420 },
  { walker: 'failed', at: 'step', theme: 'dark', width: 1200 },
  { walker: 'failed', at: 'step', theme: 'contrast', width: 320 },
  { walker: 'guarded', at: 'step', theme: 'contrast', width: 1200 },
  { walker: 'guarded', at: 'step', theme: 'light', width: 320 },
  { walker: 'judge', at: 'step', theme: 'contrastLight', width: 1200 },
  { walker: 'judge', at: 'step', theme: 'dark', width: 420 },
  { walker: 'settled', at: 'top', theme: 'light', width: 1200 },
  { review: 'good', theme: 'light', width: 1200 },
  { review: 'good', theme: 'dark', width: 420 },
  { review: 'tampered', theme: 'dark', width: 1200 },
  { review: 'tampered', theme: 'contrast', width: 420 },
];

const nameOf = (one: Pictured): string =>
  'walker' in one
    ? `walker-${one.walker}-${one.theme}-${one.width}`
    : `review-${one.review}-${one.theme}-${one.width}`;

const height = (width: number): number => (width > 600 ? 760 : 900);

async function take(tab: Tab): Promise<Buffer> {
  await tab.evaluate(async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  return await tab.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
}

inBrowser(
  'pictures of the pages',
  browser => {
    async function pictureOf(one: Pictured): Promise<Buffer> {
      const setting = {
        theme: one.theme,
        width: one.width,
        height: height(one.width),
        letters: 'own',
      } as const;
      if ('review' in one) {
        const stage = await show(browser(), { name: one.review, setting });
        const failed = stage.tab.locator('li[data-state="failed"] [data-row]').first();
        if ((await failed.count()) > 0) await failed.click();
        await stage.tab.evaluate(() => {
          window.scrollTo(0, 0);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        });
        const picture = await take(stage.tab);
        await stage.close();
        return picture;
      }
      const stage = await open(browser(), setting);
      // Letters that come later would move what is scrolled to.
      await stage.tab.evaluate(() =>
        Promise.all([...document.fonts].map(face => face.load())).then(() => true),
      );
      await stage.show(page, views[one.walker]);
      await stage.tab.evaluate(at => {
        if (at === 'step')
          document.querySelector('article[aria-current="step"]')?.scrollIntoView({ block: 'start' });
      }, one.at);
      const picture = await take(stage.tab);
      await stage.close();
      return picture;
    }

    test.each(pictures.map(one => [nameOf(one), one] as const))('%s', async (name, one) => {
      const { share, size } = compare(name, await pictureOf(one));
      expect(share).toBeLessThanOrEqual(0.001);
      expect(size).toBeLessThan(60_000);
    });
  },
  process.platform === 'linux',
);
