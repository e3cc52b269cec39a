import { expect, test } from 'vitest';

import type { Ink, OutputView, Paint } from '../../../src/core/run/view/outputView.ts';
import { page } from '../fixtures/page.ts';
import { running } from '../fixtures/running.ts';
import { open } from '../harness.ts';
import { themes, type ThemeName } from '../themes.ts';
import { inBrowser } from '../inBrowser.ts';

// Colours of an output, as a terminal would show them and as a person can still read them.

const inks: readonly Ink[] = [
  ...Array.from({ length: 16 }, (_, color) => ({ color })),
  ...Array.from({ length: 16 }, (_, paper) => ({ paper })),
  ...Array.from({ length: 16 }, (_, color) => ({ color, paper: 15 - color })),
  ...['#000000', '#ff8700', '#0102ff', '#ffffff'].map(color => ({ color })),
  { bold: true, color: 1 },
  { dim: true },
  { dim: true, color: 4 },
  { underline: true },
];

function outputOf(lines: readonly string[], paints: readonly Paint[]): OutputView {
  return { lines: lines.length, bytes: 1, masked: 0, tail: lines, paints };
}

// axe leaves mixed colours undecided, so the browser itself is asked what it paints: one pixel of each ground and each letter.
const contrasts = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const pixel = layers => {
    for (const layer of layers) {
      canvas.fillStyle = layer;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll('.hr-ink')].map(span => {
    const { color, backgroundColor } = getComputedStyle(span);
    const ground = getComputedStyle(span.closest('.hr-out')).backgroundColor;
    const [dark, light] = [pixel([ground, backgroundColor]), pixel([ground, backgroundColor, color])].map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
})()`;

inBrowser('the colours of an output', browser => {
  test.each(Object.keys(themes) as ThemeName[])('can be read in %s', async theme => {
    const lines = inks.map((_, index) => `before painted ${index} after`);
    const paints = inks.map((ink, line) => ({ line, start: 7, end: 14, ink }));
    const stage = await open(browser(), { theme });
    await stage.show(page, running({ output: outputOf(lines, paints) }));
    const pre = stage.tab.locator('.hr-out pre').last();
    expect(await pre.innerText()).toBe(lines.join('\n'));
    expect(await pre.locator('.hr-ink').allInnerTexts()).toEqual(inks.map(() => 'painted'));
    const found: readonly number[] = await stage.tab.evaluate(contrasts);
    expect(inks.filter((_, index) => (found[index] ?? 0) < 4.5)).toEqual([]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('are those of the theme, and follow what is printed next', async () => {
    const stage = await open(browser());
    const color = (): Promise<readonly string[]> =>
      stage.tab.evaluate(
        `[...document.querySelectorAll('.hr-ink')].map(span => [span.textContent, getComputedStyle(span).fontWeight, getComputedStyle(span).getPropertyValue('--hr-ink').trim()].join(' '))`,
      );
    const red = { line: 0, start: 0, end: 3, ink: { color: 1 } };
    await stage.show(page, running({ output: outputOf(['red', 'plain'], [red]) }));
    expect(await color()).toEqual(['red 400 #cd3131']);
    const blue = { line: 1, start: 0, end: 4, ink: { color: '#0000ff', bold: true } };
    await stage.tell({
      type: 'output',
      step: 'replay',
      attemptId: 'a2',
      output: outputOf(['plain', 'blue <b>'], [blue]),
    });
    await expect.poll(color).toEqual(['blue 600 #0000ff']);
    expect(await stage.tab.locator('.hr-out b').count()).toBe(0);
    await stage.close();
  });
});
