import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { bringAxe, seriousIn } from '../axe.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import type { ToWalker } from '../../../src/protocol/host.ts';
import { inBrowser } from '../inBrowser.ts';
import type { ThemeName } from '../themes.ts';
import { moments, stepStates, wayPoints, type Picture } from './scenes.ts';

// Pictures of the walker in every state, theme and width, to be looked at in build/gallery/index.html.

const gallery = join(import.meta.dirname, '../../../build/gallery');
const themes: readonly ThemeName[] = ['dark', 'light', 'contrast'];
const widths = [1200, 600, 320];
/** The width at which axe reads each theme: it looks at every state in each theme once, and at each width once. */
const readAt: Readonly<Partial<Record<ThemeName, number>>> = { dark: 1200, light: 600, contrast: 320 };
const pictures = [...stepStates, ...moments, ...wayPoints];
const prepared = new Set(Object.values(views));

async function take(stage: Stage, one: Picture): Promise<Buffer> {
  const { view, live, at, told = [], refused, typed = {}, unfolded } = one;
  const beside: ToWalker = { type: 'live', ...(live === undefined ? {} : { live }) };
  const laid: ToWalker = { type: 'page', page: one.page ?? page };
  await stage.tell({ type: 'link', state: 'open' }, laid, { type: 'run', view }, ...told, beside);
  for (const [name, text] of Object.entries(typed)) {
    await stage.tab.getByLabel(name).first().fill(text);
    await stage.tab.getByLabel(name).first().blur();
  }
  if (unfolded !== undefined)
    await stage.tab.locator(unfolded).evaluate(fold => fold.setAttribute('open', ''));
  if (refused !== undefined) await refuse(stage, refused);
  await stage.tab.evaluate(async place => {
    const step = document.querySelector('article[aria-current="step"]');
    // What a moment is about stands below the commands, where a picture of the step's head would not have it.
    const telling = step?.querySelector(
      '.hr-result:not([hidden]), .hr-refused, [data-masked], [data-gate], .hr-beyond[data-state]',
    );
    if (place === 'step' && telling) telling.scrollIntoView({ block: 'center' });
    else if (place === 'step' && step !== null) step.scrollIntoView({ block: 'start' });
    else window.scrollTo(0, place === 'end' ? document.body.scrollHeight : 0);
    await document.fonts.ready;
  }, at);
  return photograph(stage);
}

/** By the browser's own means: there are hundreds of pictures, and this takes a third of the time. */
async function photograph({ tab }: Stage): Promise<Buffer> {
  const session = await tab.context().newCDPSession(tab);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** Asks for the main action of the open step, and is told that it may not be. */
async function refuse(stage: Stage, reply: NonNullable<Picture['refused']>): Promise<void> {
  const main = stage.tab.locator('article[aria-current="step"] [data-main="press"]');
  await main.click();
  const asked = (await stage.sent()).findLast(message => message.type === 'request');
  expect(asked).toBeDefined();
  if (asked?.type === 'request') await stage.tell({ type: 'reply', to: asked.id, reply });
}

/** A checklist that cannot be opened has nothing but the reason. */
async function takeNoPage(browser: Browser, theme: ThemeName, width: number): Promise<void> {
  const stage = await open(browser, { theme, width, height: 640, reducedMotion: true });
  await stage.tell({ type: 'link', state: 'lost', reason: noBash });
  if (width === readAt[theme]) {
    await bringAxe(stage.tab);
    expect(await seriousIn(stage.tab)).toEqual([]);
  }
  writeFileSync(join(gallery, `no-page-${theme}-${width}.png`), await photograph(stage));
  await stage.close();
}

const noBash =
  'bash was not found. Commands need it. Set the path of bash, then open the checklist once more.';

async function stageFor(browser: Browser, theme: ThemeName, width: number): Promise<Stage> {
  const stage = await open(browser, { theme, width, height: 640, reducedMotion: true });
  await stage.tell({ type: 'page', page });
  return stage;
}

function index(): string {
  const rows = (title: string, list: readonly Pick<Picture, 'name' | 'about'>[]): string =>
    `<h2>${title}</h2>${list
      .map(
        ({ name, about }) =>
          `<h3 id="${name}">${about}</h3><p>${themes
            .flatMap(theme =>
              widths.map(
                width =>
                  `<img loading="lazy" alt="${about}, ${theme}, ${width}" src="${name}-${theme}-${width}.png">`,
              ),
            )
            .join('\n')}</p>`,
      )
      .join('\n')}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>The walker</title>
<style>body { font: 14px sans-serif } img { max-width: 32%; vertical-align: top; border: 1px solid #888 }</style>
${rows('From the first look to the end', wayPoints)}${rows('States of a step', stepStates)}${rows('The worst moments', [...moments, { name: 'no-page', about: 'The checklist cannot be opened' }])}</html>\n`;
}

inBrowser('pictures of the walker', browser => {
  test.each(themes)('the gallery in %s', async theme => {
    mkdirSync(gallery, { recursive: true });
    for (const width of widths) {
      const stage = await stageFor(browser(), theme, width);
      await bringAxe(stage.tab);
      for (const one of pictures) {
        const taken = await take(stage, one);
        writeFileSync(join(gallery, `${one.name}-${theme}-${width}.png`), taken);
        // What a prepared view alone does not bring about; every such view is read by axe in looks.test.ts.
        const isNew = one.told !== undefined || one.refused !== undefined || !prepared.has(one.view);
        if (isNew && width === readAt[theme])
          expect({ name: one.name, width, serious: await seriousIn(stage.tab) }).toEqual({
            name: one.name,
            width,
            serious: [],
          });
        const now = stage.tab.locator('.hr-now, [data-preflight]').first();
        expect({ name: one.name, width, now: await now.isVisible() }).toEqual({
          name: one.name,
          width,
          now: true,
        });
      }
      await stage.close();
      await takeNoPage(browser(), theme, width);
    }
    writeFileSync(join(gallery, 'index.html'), index());
  });
});
