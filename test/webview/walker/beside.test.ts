import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { gateOpen } from '../fixtures/gates.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What is asked of the run beside a form that is open: its words are of another matter, and stay.

inBrowser('beside a form', browser => {
  interface Beside {
    readonly what: string;
    readonly view: RunView;
    /** Opens the form whose words are half written. */
    readonly opens: RegExp;
    readonly label: string;
    readonly asks: Request['type'];
    does(stage: Stage): Promise<void>;
    readonly sends: RegExp;
    readonly then: Partial<Request>;
  }

  const reason = 'from psql on db-1';
  const byHand = {
    view: views.failed,
    opens: /^Done by hand/u,
    label: 'How did you do it?',
    sends: /^Mark 2\.2 done by hand/u,
    then: { type: 'step.hand', reason },
  } as const;
  const broken = {
    view: gateOpen,
    opens: /^Go on without approval/u,
    label: 'Why can this not wait?',
    sends: /^Go on with 3\.1 without approval/u,
    then: { type: 'approval.break', reason },
  } as const;

  test.each<Beside>([
    {
      ...byHand,
      what: 'evidence is attached',
      asks: 'attach',
      does: stage => stage.tell({ type: 'attach', step: 'replay', path: '/tmp/trace.log' }),
    },
    {
      ...byHand,
      what: 'a note is saved',
      asks: 'note',
      does: async ({ tab }) => {
        await tab.locator('#card-replay [data-does="note"]').click();
        await tab.getByLabel('Note', { exact: true }).fill('the fee table is old');
        await tab.getByRole('button', { name: 'Save the note' }).click();
      },
    },
    {
      ...broken,
      what: 'an answer is pasted',
      asks: 'approval.paste',
      does: async ({ tab }) => {
        await tab.getByLabel('Or paste the answer that you were sent').fill('handrail-answer:abc');
        await tab.getByRole('button', { name: 'Take the answer' }).click();
      },
    },
    {
      ...broken,
      what: 'the request is withdrawn',
      asks: 'approval.withdraw',
      does: ({ tab }) => tab.getByRole('button', { name: 'Withdraw it' }).click(),
    },
  ])('while a reason is written $what, and the words stay where they are', async one => {
    const stage = await open(browser());
    await stage.show(page, one.view);
    await stage.tab.getByRole('button', { name: one.opens }).click();
    const words = stage.tab.getByLabel(one.label);
    await words.fill(reason);
    await one.does(stage);
    await expect.poll(async () => (await stage.sent()).length).toBe(1);
    expect(await stage.sent()).toMatchObject([{ request: { type: one.asks } }]);
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    await stage.drawn();
    expect(await words.inputValue()).toBe(reason);
    await stage.tab.getByRole('button', { name: one.sends }).click();
    const [, said] = await stage.sent();
    expect(said).toMatchObject({ request: one.then });
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    await stage.drawn();
    expect(await words.count()).toBe(0);
    await stage.tab.getByRole('button', { name: one.opens }).click();
    await expect.poll(() => words.inputValue()).toBe('');
    await stage.close();
  });

  test('whoever runs a step has put away what was open for it, and finds their words again', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    await stage.tab.getByRole('button', { name: byHand.opens }).click();
    await stage.tab.getByLabel(byHand.label).fill(reason);
    await stage.tab.getByRole('button', { name: /^Retry/u }).click();
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    expect(await stage.tab.getByLabel(byHand.label).count()).toBe(0);
    await stage.tab.getByRole('button', { name: byHand.opens }).click();
    await expect.poll(() => stage.tab.getByLabel(byHand.label).inputValue()).toBe(reason);
    await stage.close();
  });
});
