import { expect, test } from 'vitest';
import { enWalker } from '../../../src/webview/l10n/en/walker.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { longer } from '../longer.ts';

// A language may need a third more room than English: every state holds it, at every width.

test('longer words are a third longer, with the same holes', () => {
  const texts = Object.values(enWalker).filter(message => typeof message === 'string');
  const letters = (all: readonly string[]): number => all.join('').normalize('NFC').length;
  expect(letters(texts.map(longer)) / letters(texts)).toBeGreaterThan(1.3);
  expect(longer('Run {number}')).toBe('Ru\u0301un\u0301n {number}');
});

inBrowser('words that are a third longer', browser => {
  test.each([320, 420, 600, 899, 900, 1200])('hold at %d px in every state', async width => {
    const stage = await open(browser(), { width, words: 'longer' });
    await stage.tell({ type: 'page', page });
    const wrong: Record<string, unknown> = {};
    for (const [name, view] of Object.entries(views)) {
      await stage.view(view);
      const found = await stage.tab.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        // What stands in a box that clips it, or beyond the box of its own button.
        cut: [
          ...document.querySelectorAll<HTMLElement>(
            'button, h1, h2, h3:not(:has([data-row])), h4, label, th, .hr-now p, .hr-tag, .hr-facts li',
          ),
        ]
          .filter(one => one.checkVisibility() && !one.classList.contains('sr-only'))
          .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
          .filter(one => one.querySelector('.sr-only') === null)
          .map(one => one.outerHTML.replace(/<!--.*?-->/gu, '').slice(0, 200)),
      }));
      if (found.sideways > 0 || found.cut.length > 0) wrong[name] = found;
    }
    expect(wrong).toEqual({});
    await stage.close();
  });

  test('a word that never ends is broken wherever a title stands', async () => {
    const word = 'Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine'.repeat(2);
    const stage = await open(browser(), { width: 1200 });
    const phases = page.phases.map(phase => ({ ...phase, title: `${word} ${phase.title}` }));
    await stage.tell({ type: 'page', page: { ...page, title: word, phases } });
    for (const name of ['failed', 'firstOpen'] as const) {
      await stage.view(views[name]);
      for (const width of [1200, 600, 320]) {
        await stage.tab.setViewportSize({ width, height: 860 });
        await stage.drawn();
        const cut = await stage.tab.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('h1, h2, .hr-phases a')]
            .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
            .map(one => one.outerHTML.slice(0, 120)),
        );
        expect({ name, width, cut }).toEqual({ name, width, cut: [] });
      }
    }
    await stage.close();
  });
});
