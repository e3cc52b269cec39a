import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, readyAt, stageOf } from './walkerStage.ts';

// The rules of focus.

inBrowser('the focus', browser => {
  test('who types in the second field stays there when the first is accepted', async () => {
    const names = ['SAMPLE_DATE', 'version'];
    const asking = (left: readonly string[]): RunView => ({
      ...views.values,
      steps: {
        ...views.values.steps,
        replay: {
          ...(views.values.steps['replay'] ?? { state: 'blocked', attempt: 1, notes: [], commands: [] }),
          blocked: { kind: 'values', names: left },
        },
      },
    });
    const stage = await open(browser());
    await stage.show(page, asking(names));
    const field = stage.tab.locator('#card-replay').getByRole('textbox', { name: 'version' });
    await field.fill('1.9');
    await stage.view(asking(names.slice(1)));
    expect(await field.evaluate(one => one === one.ownerDocument.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe('1.9');
    await stage.close();
  });

  test('Run gives the focus to the step, its end to the next one', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.getByRole('button', { name: 'Run 2.2' }).click();
    await stage.drawn();
    expect(await focus(stage)).toBe('card/replay');
    await stage.view(views.running);
    expect(await focus(stage)).toBe('card/replay');
    await stage.view(readyAt('readings'));
    expect(await focus(stage)).toBe('card/readings');
    expect(await stage.tab.locator('#card-replay [data-row]').count()).toBe(1);
    await stage.close();
  });

  test('the end of a step leads to the instruction that is next, although it may be left open', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.getByRole('button', { name: 'Run 2.2' }).click();
    await stage.view(views.running);
    const then = readyAt('desk');
    const done = then.steps['replay'];
    if (done === undefined) throw new Error('The step has run.');
    await stage.view({ ...then, steps: { ...then.steps, readings: done, switch: done } });
    expect(await focus(stage)).toBe('card/desk');
    await stage.close();
  });

  test('a step that a person ends hands the focus on as one that ran; a refusal hands it back to the words', async () => {
    const stage = await stageOf(browser(), 'failed');
    await stage.tab.getByRole('button', { name: 'Skip…' }).click();
    await stage.tab.keyboard.type('not needed today');
    await press(stage, 'Control+Enter');
    await expect.poll(() => focus(stage)).toBe('card/replay');
    await stage.tell({ type: 'reply', to: 1, reply: { ok: false, code: 'busy', message: 'x' } });
    await expect.poll(() => focus(stage)).toBe('replay/form/skip');
    await press(stage, 'Control+Enter');
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    await stage.view(readyAt('readings'));
    await expect.poll(() => focus(stage)).toBe('card/readings');
    expect(await stage.tab.locator('#card-replay [data-row]').count()).toBe(1);
    await stage.close();
  });

  test.each<ViewName>(['failed', 'judge', 'unknown'])(
    'a step that ends as %s gives the focus to its result, never to a choice',
    async name => {
      const stage = await stageOf(browser(), 'running');
      await press(stage, 'n');
      await stage.tab.locator('#card-replay').focus();
      await stage.view(views[name]);
      expect(await focus(stage)).toBe('replay');
      await press(stage, 'Enter', 'Space');
      expect(await stage.sent()).toEqual([]);
      await stage.close();
    },
  );

  test('whoever has moved on stays where they are, and what they read stays open', async () => {
    const stage = await stageOf(browser(), 'running');
    const box = stage.tab.locator('#card-replay .hr-out__b').last();
    await box.focus();
    const where = await focus(stage);
    await stage.view(readyAt('readings'));
    expect(await stage.tab.locator('article#card-replay').count()).toBe(1);
    expect(['card/replay', where]).toContain(await focus(stage));
    await stage.close();
  });

  test('nothing that happens by itself moves the focus or the page', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.getByRole('button', { name: 'Show', exact: true }).focus();
    // Where a reader sees it: Chromium's scroll anchoring keeps that still while steps above grow and shrink.
    const place = async (): Promise<unknown> => [
      await focus(stage),
      await stage.tab.evaluate('Math.round(document.activeElement.getBoundingClientRect().top)'),
    ];
    const before = await place();
    for (const name of ['running', 'failed', 'notRecording', 'judge', 'unknown'] satisfies ViewName[]) {
      await stage.view(views[name]);
      expect({ name, at: await place() }).toEqual({ name, at: before });
    }
    await stage.close();
  });

  test('a form takes the focus to its field; closed, back to the button that opened it', async () => {
    const stage = await stageOf(browser(), 'failed');
    const skip = stage.tab.getByRole('button', { name: 'Skip…' });
    await skip.focus();
    await press(stage, 'Enter');
    expect(await focus(stage)).toBe('replay/form/skip');
    await stage.tab.keyboard.type('half a rea');
    await press(stage, 'Escape');
    expect(await focus(stage)).toBe('replay/choice/skip');
    await press(stage, 'Enter');
    expect(await stage.tab.getByLabel('Why is it skipped?').inputValue()).toBe('half a rea');
    await stage.close();
  });

  test('a command that asks takes the focus into its line of input, and Escape leads out', async () => {
    const asking = {
      ...page,
      phases: page.phases.map(phase => ({
        ...phase,
        blocks: phase.blocks.map(block =>
          block.type === 'card' && block.card.id === 'replay'
            ? {
                ...block,
                card: {
                  ...block.card,
                  commands: (block.card.commands ?? []).map(one => ({ ...one, needsTerminal: true })),
                },
              }
            : block,
        ),
      })),
    };
    const stage = await open(browser());
    await stage.show(asking, views.ready);
    await stage.tab.getByRole('button', { name: 'Run 2.2' }).click();
    await stage.view(views.running);
    expect(await focus(stage)).toBe('replay/type');
    await press(stage, 'Escape');
    expect(await focus(stage)).toBe('card/replay');
    await stage.close();
  });

  // How the focus came to be on nothing, and then on the page: an editor beside it took it, or a press let go of it.
  test.each([
    ['an editor is closed', { left: true, pressed: false, back: true }],
    ['a press beside every control, then an editor is closed', { left: false, pressed: false, back: false }],
    ['a press into the page from another editor', { left: true, pressed: true, back: false }],
  ])('the focus comes back to what had it on the page, but never over a press: %s', async (_how, one) => {
    const stage = await stageOf(browser(), 'failed');
    const { tab } = stage;
    await tab.getByRole('button', { name: 'Open full output' }).first().focus();
    // A tab of a test always believes that it has the focus.
    await tab.evaluate(left => {
      document.hasFocus = () => !left;
      if (left) window.dispatchEvent(new Event('blur'));
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }, one.left);
    const soon = () => tab.evaluate(() => new Promise(done => setTimeout(done, 50)));
    await soon();
    const gets = async (): Promise<void> => {
      await tab.evaluate(() => {
        document.hasFocus = () => true;
        window.dispatchEvent(new Event('focus'));
      });
      await soon();
    };
    const isNowhere = (): Promise<boolean> => tab.evaluate('document.activeElement === document.body');
    if (one.pressed) {
      await tab.locator('.hr-now strong').hover();
      await tab.mouse.down();
    }
    await gets();
    if (one.back) expect(await focus(stage)).toBe('card/replay');
    else expect(await isNowhere()).toBe(true);
    if (one.pressed) {
      await tab.mouse.up();
      // It was let go of, also for whoever goes and comes again.
      await tab.evaluate(() => window.dispatchEvent(new Event('blur')));
      await gets();
      expect(await isNowhere()).toBe(true);
    }
    await stage.close();
  });

  test('a page that comes back gives the focus to the step of what had it, where that has no key', async () => {
    const stage = await stageOf(browser(), 'failed');
    await stage.tab.getByRole('button', { name: 'Open full output' }).first().focus();
    await expect.poll(async () => JSON.stringify(await stage.saved())).toContain('"focus":"card/replay"');
    await stage.close();
  });

  test('a step that is revealed is opened, in view below the Now line, and has the focus', async () => {
    const stage = await stageOf(browser(), 'ready', { height: 600 });
    await stage.tell({ type: 'reveal', step: 'logs' });
    expect(await focus(stage)).toBe('card/logs');
    const [top, now] = await stage.tab.evaluate<[number, number]>(
      `[document.getElementById('card-logs').getBoundingClientRect().top, document.querySelector('.hr-now').getBoundingClientRect().bottom]`,
    );
    expect(top).toBeGreaterThanOrEqual(now - 1);
    await stage.close();
  });
});
