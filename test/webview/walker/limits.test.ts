import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import { atLimits, pageWithLimits } from '../gallery/telling.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

/** The view once the second task was signed with a reading. */
function signedWith(reason: string): RunView {
  const signed = {
    ...atLimits.steps['limit-0'],
    state: 'passed',
    attempt: 1,
    commands: [],
    notes: [],
    reason,
  } as const;
  return {
    ...atLimits,
    revision: atLimits.revision + 1,
    steps: { ...atLimits.steps, 'limit-1': signed },
    now: { kind: 'ready', step: 'limit-2' },
  };
}

inBrowser('a task that names a limit', browser => {
  test('has a field for the value, which says when it lies outside, and signs the task with it', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    // The one that is signed shows what was read, and the last names no limit.
    expect(await stage.tab.locator('.hr-read').count()).toBe(1);
    expect(await stage.tab.locator('[data-task="limit-0"]').innerText()).toContain('Read: 0.2');
    const field = stage.tab.getByLabel('Read now, P95 latency');
    await field.fill('240');
    expect(await stage.tab.locator('.hr-beyond').count()).toBe(0);
    await field.blur();
    await stage.drawn();
    expect((await stage.tab.locator('.hr-beyond').innerText()).trim()).toBe('Outside the limit: ≤ 200 ms');
    expect(await stage.tab.locator('#say').textContent()).toBe('Outside the limit: ≤ 200 ms');
    await field.fill('180');
    await press(stage, 'Enter');
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'check.set', step: 'limit-1', checked: true, note: '180' } },
    ]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test.each([
    { typed: '240', words: 'Outside the limit: ≤ 200 ms', note: { note: '240' } },
    { typed: '', words: 'Nothing is filled in yet.', note: {} },
  ])(
    'Enter on "$typed" says "$words" first, and signs when it is pressed again',
    async ({ typed, words, note }) => {
      const stage = await open(browser());
      await stage.show(pageWithLimits, atLimits);
      await stage.tab.getByLabel('Read now, P95 latency').fill(typed);
      await press(stage, 'Enter');
      expect(await stage.sent()).toEqual([]);
      expect((await stage.tab.locator('.hr-beyond').innerText()).trim()).toBe(words);
      expect(await stage.tab.locator('#say').textContent()).toBe(words);
      expect(await stage.tab.locator('#shout').textContent()).toBe('');
      expect(await focus(stage)).toBe('limit-1/read');
      await press(stage, 'Enter');
      const sent = await stage.sent();
      expect(sent.map(one => (one.type === 'request' ? one.request : one))).toEqual([
        { type: 'check.set', step: 'limit-1', checked: true, ...note },
      ]);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    },
  );

  test.each(['the box', 'the words'])(
    'a press on %s says that a reading lies outside, as Enter does, and signs when it is pressed again',
    async pressed => {
      const stage = await open(browser());
      await stage.show(pageWithLimits, atLimits);
      await stage.tab.getByLabel('Read now, P95 latency').fill('240');
      const task = stage.tab.locator('[data-task="limit-1"]');
      const press = task.locator(pressed === 'the box' ? 'input[type="checkbox"]' : 'label .hr-md');
      await press.click();
      await stage.drawn();
      expect(await stage.sent()).toEqual([]);
      expect((await task.locator('.hr-beyond').innerText()).trim()).toBe('Outside the limit: ≤ 200 ms');
      expect(await stage.tab.locator('#say').textContent()).toBe('Outside the limit: ≤ 200 ms');
      await press.click();
      expect(await stage.sent()).toMatchObject([
        { request: { type: 'check.set', step: 'limit-1', checked: true, note: '240' } },
      ]);
      await stage.close();
    },
  );

  test.each([
    { reason: '240. peak at noon', lines: ['Read: 240', 'Note: peak at noon'] },
    { reason: '~0,2 %', lines: ['Read: ~0,2 %'] },
    { reason: 'peak at noon. All were told.', lines: ['Note: peak at noon. All were told.'] },
  ])('$reason was read or noted, and is no reason', async ({ reason, lines }) => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, signedWith(reason));
    expect(await stage.tab.locator('[data-task="limit-1"] .hr-notes p').allInnerTexts()).toEqual(lines);
    await stage.close();
  });

  test('another reading is said to be outside anew, and a key that is held down signs nothing', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    const field = stage.tab.getByLabel('Read now, P95 latency');
    await field.fill('240');
    await press(stage, 'Enter');
    await field.fill('260');
    await stage.tab.keyboard.down('Enter');
    await stage.tab.keyboard.down('Enter');
    await stage.tab.keyboard.up('Enter');
    await stage.drawn();
    expect(await stage.sent()).toEqual([]);
    await stage.close();
  });

  test('what was read stays while its signature is refused, and so does what is corrected on the way', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    const field = stage.tab.getByLabel('Read now, P95 latency');
    await field.fill('180');
    await press(stage, 'Enter');
    await stage.tell({
      type: 'reply',
      to: 1,
      reply: { ok: false, code: 'not-recording', message: 'The log cannot be written.' },
    });
    expect(await stage.tab.locator('.hr-refused').innerText()).toContain('Nothing was run');
    expect(await field.inputValue()).toBe('180');
    expect(await focus(stage)).toBe('limit-1/read');
    await press(stage, 'Enter');
    expect(await stage.sent()).toMatchObject(
      [1, 2].map(() => ({ request: { step: 'limit-1', note: '180' } })),
    );
    await field.fill('190');
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    expect(await field.inputValue()).toBe('190');
    await stage.close();
  });

  test('the focus goes on to the next task, as from a box, and the reading stands beside its limit afterwards', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    await stage.tab.getByLabel('Read now, P95 latency').fill('240');
    await press(stage, 'Enter', 'Enter');
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    await stage.view(signedWith('240. peak at noon'));
    expect(await focus(stage)).toBe('limit-2/tick');
    expect((await stage.tab.locator('[data-task="limit-1"] .hr-beyond').innerText()).trim()).toBe(
      'Outside the limit: ≤ 200 ms',
    );
    await stage.close();
  });

  test('is signed by its box too, and without a value all the same', async () => {
    const stage = await open(browser());
    await stage.show(pageWithLimits, atLimits);
    await press(stage, 'n', 'Space');
    const [asked] = await stage.sent();
    expect(asked).toMatchObject({ request: { type: 'check.set', step: 'limit-1', checked: true } });
    expect(asked).not.toHaveProperty('request.note');
    await stage.close();
  });

  test('a reading of a table stands beside its limit, below the head of its column', async () => {
    const stage = await stageOf(browser(), 'record');
    const [head, limit, field] = await stage.tab.evaluate(() =>
      ['thead th:last-child', 'tbody td:not(.is-full)', 'tbody .hr-input'].map(selector => {
        const { left, top, bottom } =
          document.querySelector(`.hr-readings ${selector}`)?.getBoundingClientRect() ?? new DOMRect();
        return { left, middle: (top + bottom) / 2 };
      }),
    );
    expect(field?.left).toBe(head?.left);
    expect(Math.abs((field?.middle ?? 0) - (limit?.middle ?? 99))).toBeLessThan(16);
    await stage.close();
  });
});
