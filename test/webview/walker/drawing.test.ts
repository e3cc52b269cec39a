import { expect, test } from 'vitest';

import { longPage, page } from '../fixtures/page.ts';
import { longView, views } from '../fixtures/views.ts';
import { bundle, open, turkishBundle } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// How much is drawn, and how often.

inBrowser('drawing', browser => {
  test('only what changed is drawn again', async () => {
    const stage = await open(browser());
    const long = longPage(200);
    const view = longView(long);
    await stage.show(long, view);
    const touched = await stage.tab.evaluate(`(() => { window.touched = new Set();
      new MutationObserver(records => records.forEach(record => window.touched.add((record.target.nodeType === 1 ? record.target : record.target.parentElement).closest('[data-card]')?.dataset.card ?? 'page')))
        .observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true }); return true; })()`);
    expect(touched).toBe(true);
    const steps = {
      ...view.steps,
      'step-7': { state: 'skipped' as const, attempt: 1, notes: [], commands: [], reason: 'not today' },
    };
    await stage.view({ ...structuredClone(view), revision: 41, steps });
    const cards = await stage.tab.evaluate<string[]>('[...window.touched]');
    expect(cards.filter(one => one.startsWith('step-') && one !== 'step-0' && one !== 'step-7')).toEqual([]);
    expect(cards).toContain('step-7');
    await stage.close();
  });

  test('a thousand steps are all there, each once', async () => {
    const stage = await open(browser());
    const long = longPage(1000);
    await stage.show(long, longView(long));
    expect(await stage.tab.locator('main [data-card]').count()).toBe(1000);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('the bundle is smaller than 250 KB', async () => {
    // Of the 250,000 bytes that a page may have, what comes next has 2,000 to begin with.
    expect(Buffer.byteLength(await bundle())).toBeLessThan(248_000);
    // A page in another language loads its words as well.
    expect(Buffer.byteLength(await turkishBundle())).toBeLessThan(80_000);
  });

  test('every state can follow every other one', async () => {
    const stage = await open(browser());
    await stage.tell({ type: 'page', page });
    const drawn = await stage.tab.evaluate(all => {
      // Frames are taken by hand: each view is drawn before the next comes, as fast as the page can.
      const frames: FrameRequestCallback[] = [];
      const real = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = frame => frames.push(frame);
      let count = 0;
      const show = (view: unknown): void => {
        window.dispatchEvent(new MessageEvent('message', { data: { type: 'run', view } }));
        for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) {
          count += 1;
          frame(performance.now());
        }
      };
      all.forEach((from, index) => {
        show(from);
        for (const to of all.slice(index + 1)) [to, from].forEach(show);
      });
      window.requestAnimationFrame = real;
      return count;
    }, Object.values(views));
    // The first is drawn at once, before any frame; where a folder comes to be trusted, the step that is next is opened as well.
    const each = Object.keys(views).length ** 2 - 1;
    expect(drawn).toBeGreaterThanOrEqual(each);
    expect(drawn).toBeLessThan(each + Object.keys(views).length);
    expect(await stage.violations()).toEqual([]);
    expect(await stage.tab.locator('.hr-now').count()).toBe(1);
    await stage.close();
  });
});
