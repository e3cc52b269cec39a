import { expect, test } from 'vitest';
import type { RunView } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What is pressed stays where it is until the press has ended, and what is typed stays until it is sent, however much arrives meanwhile.

inBrowser('while the page changes', browser => {
  const failed = (revision: number): RunView => ({ ...views.failed, revision });
  const from = views.failed.revision;
  /** Everything below it moves down: the page is no higher than the window, so nothing is scrolled instead. */
  const banner: RunView = {
    ...failed(from + 1),
    notices: [
      { kind: 'key-made', path: '/home/elif/.config/handrail/id_ed25519', sentence: 'A key was made.' },
    ],
  };

  const openForm = async (): Promise<Stage> => {
    const stage = await open(browser(), { height: 2600 });
    await stage.show(page, views.failed);
    await stage.tab.getByRole('button', { name: 'Skip…' }).click();
    await stage.tab.getByLabel('Why is it skipped?').fill('nobody is awake');
    return stage;
  };
  const asks = async (stage: Stage): Promise<readonly string[]> =>
    (await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request.type] : []));
  const submit = (stage: Stage) => stage.tab.locator('form[data-form="skip"] button[type="submit"]');
  const down = async (stage: Stage): Promise<void> => {
    const { x = 0, y = 0 } = (await submit(stage).boundingBox()) ?? {};
    await stage.tab.mouse.move(x + 9, y + 9);
    await stage.tab.mouse.down();
  };
  const noticed = (stage: Stage) => stage.tab.locator('[data-banner="key-made"]').count();

  test('a button stays under the pointer that presses it, and what came is drawn then', async () => {
    const stage = await openForm();
    await down(stage);
    await stage.view(banner);
    expect(await noticed(stage)).toBe(0);
    await stage.tab.mouse.up();
    expect(await asks(stage)).toEqual(['step.skip']);
    await expect.poll(() => noticed(stage), { timeout: 10_000 }).toBe(1);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('a press that is let go elsewhere presses nothing, and one that is held keeps nothing from being drawn for long', async () => {
    const stage = await openForm();
    await down(stage);
    await stage.view(banner);
    await stage.tab.mouse.move(2, 2);
    await expect.poll(() => noticed(stage), { timeout: 10_000 }).toBe(1);
    await stage.tab.mouse.up();
    expect(await asks(stage)).toEqual([]);
    await stage.close();
  });

  test('words are pressed on as they stand, whatever the run has come to', async () => {
    const stage = await openForm();
    for (let revision = from + 1; revision < from + 20; revision++)
      await stage.tell({ type: 'run', view: failed(revision) });
    await submit(stage).click();
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'step.skip', step: 'replay', reason: 'nobody is awake' } },
    ]);
    await stage.close();
  });

  test('an answer that comes late leaves alone what was opened since it was asked for', async () => {
    const stage = await openForm();
    await submit(stage).click();
    await stage.drawn();
    await stage.tab.getByRole('button', { name: 'Done by hand…' }).click();
    await stage.tab.getByLabel('How did you do it?').fill('in the console');
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    expect(await stage.tab.getByLabel('How did you do it?').inputValue()).toBe('in the console');
    await stage.close();
  });
});
