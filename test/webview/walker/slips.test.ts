import { expect, test } from 'vitest';
import type { OutputView } from '../../../src/core/run/view/outputView.ts';
import { questionIn } from '../../../src/webview/walker/command/question.ts';
import { views } from '../fixtures/views.ts';
import type { Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, readyAt, stageOf } from './walkerStage.ts';

// What a tired hand presses twice, or beside a field, and what moves under it.

const output = (line: string, more: Partial<OutputView> = {}): OutputView => ({
  lines: 1,
  bytes: 40,
  masked: 0,
  tail: [line],
  ...more,
});

test.each<readonly [string, Partial<OutputView>, boolean]>([
  ['Is the docker daemon running?', {}, false],
  ['did you specify the right host or port?', { unended: true }, true],
  ['Overwrite it? (y/n)?', {}, true],
  ['Continue with the drain? [y/N]', {}, true],
  ['Password for orders:', {}, true],
  ['order 8811 agrees', { unended: true }, false],
])('what ends a line asks nobody: %s %j', (line, more, asks) => {
  expect(questionIn(output(line, more)) !== undefined).toBe(asks);
});

inBrowser('a slip', browser => {
  /** A step that Run was pressed for, and that has begun to ask. */
  async function asked(): Promise<Stage> {
    const stage = await stageOf(browser(), 'ready');
    await stage.hold();
    await stage.tab.getByRole('button', { name: 'Run 2.2' }).click();
    await stage.view(views.running);
    await stage.tell({
      type: 'output',
      step: 'replay',
      attemptId: 'a2',
      output: output('Drain it? [Y/n] ', { unended: true }),
    });
    expect(await focus(stage)).toBe('replay/type');
    return stage;
  }

  const typed = async (stage: Stage): Promise<readonly unknown[]> =>
    (await stage.sent()).flatMap(one =>
      one.type === 'request' && one.request.type === 'terminal.type' ? [one.request.text] : [],
    );

  test('the second press of what began a command does not answer what it asks', async () => {
    const stage = await asked();
    await press(stage, 'Control+Enter', 'Control+Enter');
    expect(await typed(stage)).toEqual([]);
    await stage.tab.keyboard.type('n');
    await press(stage, 'Control+Enter');
    expect(await typed(stage)).toEqual(['n\n']);
    await stage.close();
  });

  test('a command that ends takes its line of input along: on to the next step, or to what failed', async () => {
    const stage = await asked();
    await stage.view(readyAt('readings'));
    expect(await focus(stage)).toBe('card/readings');
    await stage.close();
    const failing = await asked();
    await failing.view(views.failed);
    expect(await focus(failing)).toBe('replay');
    await failing.close();
  });

  test('whoever takes a branch stands at its first step', async () => {
    const stage = await stageOf(browser(), 'failed');
    await stage.tab.locator('#card-replay').focus();
    await stage.view(views.branched);
    expect(await focus(stage)).toBe('card/back');
    await stage.close();
  });

  test('what a branch took the place of was not done, and is not taken back', async () => {
    const stage = await stageOf(browser(), 'branched');
    const { branched } = views;
    const none = Object.keys(branched.progress).map(id => [id, { settled: 0, total: 0 }] as const);
    await stage.view({ ...branched, revision: 100, progress: Object.fromEntries(none) });
    const marks = stage.tab.locator('.hr-phases a');
    expect(await marks.filter({ hasText: 'Move traffic' }).getAttribute('data-state')).toBe('waiting');
    expect(await marks.filter({ hasText: 'Before you begin' }).getAttribute('data-state')).toBe('passed');
    await stage.tab.locator('[data-state="superseded"] .hr-row__btn').first().click();
    await stage.drawn();
    expect(await stage.tab.locator('[data-state="superseded"] [data-opens="reopen"]').count()).toBe(0);
    const told = stage.tab.locator('article [data-replaced]');
    expect(await told.innerText()).toContain('Branch R was taken in the place of this step');
    // What is entered inside the rollback takes the place of nothing.
    await stage.view({ ...branched, revision: 101, branches: ['rollback', 'slow'] });
    expect(await told.innerText()).toContain('Branch R was taken in the place of this step');
    // A part of a phase of the path has no number of its own.
    await stage.view({ ...branched, revision: 102, branches: ['slow'], replacedBy: 'slow' });
    expect(await told.innerText()).toContain('The branch “If the error rate rises” was taken in the place');
    await told.getByRole('button', { name: 'Go to 3.6' }).click();
    await stage.drawn();
    expect(await focus(stage)).toBe('card/logs');
    await stage.close();
  });

  test('letters typed beside the field of a form mean nothing', async () => {
    const stage = await stageOf(browser(), 'failed');
    await stage.tab.getByRole('button', { name: 'Skip…' }).click();
    await stage.drawn();
    await press(stage, 'Tab', 'n', 'o', 'l', 'c', '?');
    expect(await focus(stage)).toBe('Skip 2.2');
    expect(await stage.sent()).toEqual([]);
    await stage.close();
  });

  test.each(['stop', 'output', 'openOutput', 'handOver'] as const)(
    'a command whose thing is not there says so: %s',
    async command => {
      const stage = await stageOf(browser(), 'firstOpen');
      await stage.tell({ type: 'command', command });
      expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'explain', command } }]);
      await stage.close();
    },
  );

  test('what is read stays where it is when the page gets another width', async () => {
    const stage = await stageOf(browser(), 'failed', { height: 500 });
    await press(stage, 'n');
    const top = (): Promise<number> =>
      stage.tab.evaluate('Math.round(document.activeElement.getBoundingClientRect().top)');
    const before = await top();
    for (const width of [480, 900, 320]) {
      await stage.tab.setViewportSize({ width, height: 500 });
      await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
    }
    await stage.close();
  });
});
