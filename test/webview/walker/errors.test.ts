import { expect, test } from 'vitest';

import type { OutputView } from '../../../src/core/run/view/outputView.ts';
import { page } from '../fixtures/page.ts';
import { atSecond, failedSecond, withStep } from '../fixtures/running.ts';
import { step } from '../fixtures/base.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { press } from './walkerStage.ts';

// What an output says of errors is pointed at once its command has failed, whatever colours it is in.

const tail = [
  ...Array.from({ length: 30 }, (_, i) => `line ${i}`),
  'ERROR: refused',
  ...Array.from({ length: 30 }, (_, i) => `more ${i}`),
];
const plain: OutputView = { lines: tail.length, bytes: 900, masked: 0, tail };
const red: OutputView = { ...plain, paints: [{ line: 30, start: 0, end: 5, ink: { color: 1 } }] };

inBrowser('errors in an output', browser => {
  test.each([
    ['plain', plain, ['ERROR', 'refused']],
    ['in colours of its own', red, ['refused']],
  ] as const)('are marked and led to: %s', async (_, output, marks) => {
    const stage = await open(browser());
    const commands = atSecond({ ...failedSecond, output });
    await stage.show(page, withStep('replay', step('failed', { commands }), { now: views.failed.now }));
    const box = stage.tab.locator('#card-replay .hr-out__b').last();
    expect(await box.innerText()).toContain(tail.slice(28, 33).join('\n'));
    expect(await box.locator('mark').allInnerTexts()).toEqual(marks);
    const end = await box.evaluate(one => one.scrollTop);
    await press(stage, 'n', 'e');
    expect(await box.evaluate(one => one.scrollTop)).toBeLessThan(end);
    await stage.close();
  });

  test('of a command that did not fail nothing is marked', async () => {
    const stage = await open(browser());
    const commands = atSecond({
      ...failedSecond,
      state: 'judge',
      outcome: { kind: 'exited', exit: 0 },
      output: plain,
    });
    await stage.show(page, withStep('replay', step('judge', { commands }), { now: views.judge.now }));
    expect(await stage.tab.locator('.hr-out mark').count()).toBe(0);
    await stage.close();
  });
});
