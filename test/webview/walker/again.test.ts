import { expect, test } from 'vitest';

import { now } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { elsewhereAt, pageElsewhere } from '../fixtures/running.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// A name that is typed until it is right, and what is tried until it goes well.

inBrowser('once more', browser => {
  test('in another shell, what takes something away is sent once its name was typed', async () => {
    const stage = await open(browser());
    await stage.show(pageElsewhere, elsewhereAt('send', { name: 'replay-0', words: 'kubectl delete' }));
    expect(await stage.tab.getByText('Guarded because of kubectl delete').count()).toBe(1);
    const name = stage.tab.getByLabel('To unlock it, type');
    await stage.tab.locator('[data-card="replay"]').focus();
    await stage.tab.keyboard.press('Control+Enter');
    expect(await name.evaluate(field => field === document.activeElement)).toBe(true);
    await stage.tab.keyboard.type('re');
    expect(await stage.tab.locator('.hr-unlock [role="alert"]').count()).toBe(0);
    await stage.tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await stage.tab.locator('.hr-unlock [role="alert"]').innerText()).toBe(
      'That is re. Type replay-0.',
    );
    await stage.tab.keyboard.type('play-1');
    await stage.tab.keyboard.press('Control+Enter');
    await stage.drawn();
    expect(await stage.sent()).toEqual([]);
    expect(await stage.tab.getByText('That is replay-1. Type replay-0.').count()).toBe(1);
    await name.fill('replay-0');
    await stage.tab.keyboard.press('Control+Enter');
    const { revision } = views.ready;
    expect((await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request] : []))).toEqual([
      { type: 'shell.send', step: 'replay', statement: 1, revision, confirm: 'replay-0' },
    ]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('what was tried before is folded beneath, and what it printed opens in an editor', async () => {
    const stage = await open(browser());
    const { replay, ...steps } = views.failed.steps;
    if (replay === undefined) throw new Error('no step');
    const first = { attemptId: 'a0', startedAt: now - 90_000, durationMs: 3000 };
    const earlier = [{ ...first, outcome: { kind: 'exited' as const, exit: 2 } }];
    const commands = replay.commands.map(one => (one.state === 'failed' ? { ...one, earlier } : one));
    await stage.show(page, { ...views.failed, steps: { ...steps, replay: { ...replay, commands } } });
    const list = stage.tab.locator('.hr-earlier');
    expect(await list.isVisible()).toBe(false);
    await stage.tab.getByText('1 earlier attempt', { exact: true }).click();
    expect(await list.innerText()).toMatch(/, exit code 2, .*3/);
    // The keys are about the newest output.
    await stage.tab.locator('[data-card="replay"]').focus();
    await stage.tab.keyboard.press('l');
    await list.getByRole('button', { name: 'Open full output' }).click();
    const opened = (await stage.sent()).flatMap(one => (one.type === 'host' ? [one.action] : []));
    expect(opened).toEqual([
      { action: 'openOutput', step: 'replay', attemptId: 'a2' },
      { action: 'openOutput', step: 'replay', attemptId: 'a0' },
    ]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });
});
