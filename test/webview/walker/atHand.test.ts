import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import { views } from '../fixtures/views.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// What somebody needs next is where they look, and the keyboard is there already.

inBrowser('what is at hand', browser => {
  test.each(['failed', 'judge', 'unknown', 'running'] as const)(
    'what can be done with a command that is %s stands right below it, above those that nobody has come to',
    async name => {
      const stage = await stageOf(browser(), name);
      const below = stage.tab.locator('#card-replay .hr-cmds > li').nth(1);
      expect(await below.locator(name === 'running' ? '[data-stop]' : '[data-result]').count()).toBe(1);
      expect(await stage.tab.locator('#card-replay :is([data-stop], [data-result])').count()).toBe(1);
      await stage.close();
    },
  );

  test('a value that is set keeps the first look and the focus beside it, and N leads to what is missing', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await press(stage, 'n');
    await stage.tab.keyboard.type('2026-11-20');
    await press(stage, 'Enter');
    expect(await focus(stage)).toBe('preflight/value/SAMPLE_DATE');
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    const [date, ...others] = views.firstReady.values;
    const half = [
      ...(date === undefined ? [] : [date]),
      ...others.map(one => ({ ...one, set: one.name === 'version' })),
    ];
    await stage.view({ ...views.firstOpen, startedAt: 1, runId: 'r', values: half });
    expect(await stage.tab.locator('.hr-checks').innerText()).toContain('The log has begun');
    await expect.poll(() => focus(stage)).toBe('preflight/edit/SAMPLE_DATE');
    await press(stage, 'n');
    expect(await focus(stage)).toBe('preflight/value/REPLAY_TOKEN');
    await stage.tab.keyboard.type('s3cret');
    await press(stage, 'Enter');
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    await stage.view({ ...views.firstReady, startedAt: 1, runId: 'r' });
    await expect.poll(() => focus(stage)).toBe('preflight/edit/REPLAY_TOKEN');
    await press(stage, 'n');
    expect(await focus(stage)).toBe('start');
    await press(stage, 'Enter');
    await expect.poll(() => stage.tab.locator('.hr-phase').count()).toBeGreaterThan(0);
    await stage.close();
  });

  test.each(['firstOpen', 'ready'] as const)(
    'a value that is refused stands there to be mended, and nobody is alarmed (%s)',
    async name => {
      const stage = await stageOf(browser(), name);
      if (name === 'ready') await stage.tab.getByRole('button', { name: 'Change SAMPLE_DATE' }).click();
      const field = stage.tab.getByLabel('SAMPLE_DATE', { exact: true });
      await field.fill('yesterday');
      await press(stage, 'Enter');
      const because = {
        kind: 'value',
        name: 'SAMPLE_DATE',
        wrong: { kind: 'pattern', wanted: String.raw`\d{4}-\d\d-\d\d` },
      } as const;
      const message = 'not taken';
      await stage.tell({ type: 'reply', to: 1, reply: { ok: false, code: 'bad-request', message, because } });
      expect(await field.inputValue()).toBe('yesterday');
      expect(await field.evaluate(one => one === document.activeElement)).toBe(true);
      const said = String.raw`SAMPLE_DATE must match \d{4}-\d\d-\d\d.`;
      expect(await stage.tab.locator('.hr-refused').innerText()).toContain(said);
      expect(await stage.tab.locator('#say').textContent()).toBe(said);
      expect(await stage.tab.locator('#shout').textContent()).toBe('');
      await stage.close();
    },
  );

  test('a command that asks is heard, named in the line above, and takes the focus that Run gave its step', async () => {
    const stage = await stageOf(browser(), 'running');
    await stage.tab.locator('#card-replay').focus();
    const output = { lines: 13, bytes: 720, masked: 0, tail: ['order 8811 agrees', 'Password for orders: '] };
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output });
    await expect.poll(() => focus(stage)).toBe('replay/type');
    expect(await stage.tab.locator('.hr-now').innerText()).toMatch(/2\.2 asks:\s+Password for orders:/u);
    expect(await stage.tab.locator('#shout').textContent()).toBe('2.2 asks: Password for orders:');
    await press(stage, 'Shift+Escape');
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output: { ...output, bytes: 721 } });
    await expect.poll(() => focus(stage)).not.toBe('replay/type');
    await stage.close();
  });

  test('a note is written at once, left by Escape, and saved it is closed', async () => {
    const stage = await stageOf(browser(), 'tasks');
    const opener = stage.tab.locator('[data-key="reviewed/more"]');
    await opener.click();
    await expect.poll(() => focus(stage)).toBe('reviewed/note');
    await press(stage, 'Escape');
    await expect.poll(() => focus(stage)).toBe('reviewed/more');
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await press(stage, 'Enter');
    await stage.tab.keyboard.type('seen in PR 7');
    await press(stage, 'Control+Enter');
    await expect.poll(() => focus(stage)).toBe('reviewed/more');
    expect(await stage.sent()).toMatchObject([{ request: { type: 'note', text: 'seen in PR 7' } }]);
    await stage.close();
  });

  test('after a task was skipped the next open one is at hand', async () => {
    const stage = await stageOf(browser(), 'tasks');
    await stage.tab.locator('[data-key="reviewed/more"]').click();
    await stage.tab.getByRole('button', { name: 'Skip this task…' }).click();
    await stage.tab.keyboard.type('the bot does it');
    await press(stage, 'Control+Enter');
    await expect.poll(() => focus(stage)).toBe('backup/tick');
    expect(await stage.sent()).toMatchObject([{ request: { type: 'step.skip', step: 'reviewed' } }]);
    await stage.close();
  });

  test('from the head of a phase the next step is its first', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.locator('.hr-phase > header h2', { hasText: 'Prove green' }).focus();
    await press(stage, 'j');
    expect(await focus(stage)).toBe('row/install');
    await stage.close();
  });

  test.each([1200, 320])(
    'what a command takes care for stands above its edge where it begins a line (%d px)',
    async width => {
      const stage = await stageOf(browser(), 'guarded', { width });
      const gap = await stage.tab.evaluate(() => {
        const left = (selector: string): number =>
          document.querySelector(`#card-switch ${selector}`)?.getBoundingClientRect().left ?? 0;
        return left('.hr-cmds__head .hr-tag') - left('.hr-code');
      });
      expect(Math.abs(gap)).toBeLessThan(1);
      await stage.close();
    },
  );

  test('the list of keys begins at its beginning', async () => {
    const stage = await stageOf(browser(), 'ready', { width: 1000, height: 320 });
    await press(stage, '?');
    expect(await stage.tab.locator('dialog').evaluate(dialog => dialog.scrollTop)).toBe(0);
    expect(await stage.tab.locator('dialog h2').evaluate(one => one === document.activeElement)).toBe(true);
    await stage.close();
  });

  test('an aborted run says so, offers no choice any more, and a new one can be begun', async () => {
    const stage = await stageOf(browser(), 'failed');
    const aborted: RunView = {
      ...views.failed,
      now: { kind: 'closed' },
      closed: { at: 1, result: 'aborted', tookMs: 1 },
    };
    await stage.view(aborted);
    expect(await stage.tab.locator('.hr-now').innerText()).toContain('This run was aborted.');
    expect(await stage.tab.locator('.hr-choice').count()).toBe(0);
    await press(stage, 'n');
    expect(await focus(stage)).toBe('end');
    await stage.tab.locator('[data-again]').click();
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'again' } }]);
    await stage.close();
  });
});
