import { expect, test } from 'vitest';

import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// VS Code drops a hidden page: what only the page knew comes back, and no secret is ever saved.

inBrowser('a page that was hidden and comes back', browser => {
  async function savedBy(stage: Stage): Promise<unknown> {
    await stage.tab.evaluate('new Promise(done => setTimeout(done, 400))');
    return stage.saved();
  }

  async function again(state: unknown, run = 'run-24'): Promise<Stage> {
    const stage = await open(browser(), { state, height: 500 });
    await stage.show(page, { ...views.values, runId: run });
    return stage;
  }

  async function left(): Promise<unknown> {
    const stage = await open(browser(), { height: 500 });
    await stage.show(page, views.values);
    const { tab } = stage;
    await tab.getByRole('button', { name: /Scale blue down/u }).click();
    await tab.getByRole('textbox', { name: 'REPLAY_TOKEN' }).fill('hunter2-secret');
    await tab.getByRole('button', { name: 'Abort the run…' }).click();
    await tab.getByLabel('Why does the run end here?').fill('half a reason');
    await tab.getByRole('textbox', { name: 'SAMPLE_DATE' }).fill('2026-11');
    await tab.evaluate('scrollTo(0, 300)');
    const state = await savedBy(stage);
    await stage.close();
    return state;
  }

  test('open rows, typed text, forms, scroll and focus are as they were', async () => {
    const stage = await again(await left());
    const { tab } = stage;
    expect(await tab.locator('article#card-broken').count()).toBe(1);
    expect(await tab.getByRole('textbox', { name: 'SAMPLE_DATE' }).inputValue()).toBe('2026-11');
    expect(await tab.getByLabel('Why does the run end here?').inputValue()).toBe('half a reason');
    expect(await tab.evaluate('scrollY')).toBe(300);
    expect(await tab.evaluate('document.activeElement.dataset.key')).toBe('replay/value/SAMPLE_DATE');
    await stage.close();
  });

  test('a secret is not among what is saved', async () => {
    expect(JSON.stringify(await left())).not.toContain('hunter2');
  });

  test('what is typed into a running command is not saved either', async () => {
    const stage = await open(browser());
    await stage.show(page, views.running);
    await stage.tab.getByLabel('Type into the command').fill('s3cret-answer');
    await stage.tab
      .getByRole('button', { name: 'Other…' })
      .or(stage.tab.locator('[data-row]').first())
      .first()
      .click();
    expect(JSON.stringify(await savedBy(stage))).not.toContain('s3cret');
    await stage.close();
  });

  test('another run begins afresh', async () => {
    const stage = await again(await left(), 'run-25');
    expect(await stage.tab.locator('article#card-broken').count()).toBe(0);
    expect(await stage.tab.getByRole('textbox', { name: 'SAMPLE_DATE' }).inputValue()).toBe('');
    expect(await stage.tab.evaluate('document.activeElement.dataset.key')).toBe('title');
    await stage.close();
  });

  test.each([null, 5, 'x', [], { run: 'run-24' }, { run: 'run-24', open: 'no' }])(
    'saved state %j is no reason to fail',
    async state => {
      const stage = await again(state);
      expect(await stage.tab.locator('.hr-now').count()).toBe(1);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    },
  );

  test('before any run is shown, the runbook is saved, so that a reload finds it', async () => {
    const stage = await open(browser());
    expect(await stage.saved()).toEqual({ runbook: 'file:///home/elif/orders-blue-green.md' });
    await stage.close();
  });

  test.each(['nonsense', 7, null, {}, { type: 'unknown' }, { type: 'command', command: 'format-disk' }])(
    'a message that is not one of ours (%j) changes nothing',
    async message => {
      const stage = await open(browser());
      await stage.show(page, views.ready);
      await stage.tab.evaluate(data => window.dispatchEvent(new MessageEvent('message', { data })), message);
      await stage.drawn();
      expect(await stage.violations()).toEqual([]);
      expect(await stage.sent()).toEqual([]);
      await stage.close();
    },
  );
});
