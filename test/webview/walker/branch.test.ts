import { expect, test } from 'vitest';
import type { Page, Phase, RunView } from '../../../src/core/run/view/view.ts';
import { step } from '../fixtures/base.ts';
import { rollback } from '../fixtures/later.ts';
import { page } from '../fixtures/page.ts';
import { card, command } from '../fixtures/parts.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// Off the path and back to it: what is offered after a failure, and in which order.

const { branched, failed } = views;

/** A branch that takes the place of nothing: the run waits for the failed step all the while. */
const help: Phase = {
  ...rollback,
  id: 'help',
  number: 'T',
  title: 'When the replay hangs',
  role: 'troubleshooting',
  blocks: [
    {
      type: 'card',
      card: card('look', 'T.1', {
        kind: 'commands',
        title: 'Look',
        role: 'troubleshooting',
        commands: [command('top', 1)],
      }),
    },
  ],
};
const withHelp: Page = { ...page, phases: [...page.phases, help] };
const asking: RunView = { ...failed, steps: { ...failed.steps, look: step('waiting') } };
const helped: RunView = { ...asking, revision: 50, branches: ['help'] };

/** On the branch, whose only step has failed as well. */
const failedThere: RunView = {
  ...branched,
  steps: { ...branched.steps, back: { ...(failed.steps['replay'] ?? step('failed')) } },
  now: { kind: 'failed', step: 'back', since: failed.startedAt },
};

inBrowser('a branch', browser => {
  const choicesOf = (stage: Stage, id: string): Promise<readonly string[]> =>
    stage.tab.locator(`#card-${id} .hr-choice b`).allInnerTexts();

  test('says what it is for once: by its title, or by a word beside it', async () => {
    const stage = await open(browser());
    await stage.show(withHelp, asking);
    const told = await stage.tab.locator('.hr-phase > header').evaluateAll(heads =>
      heads.flatMap(head => {
        const tag = head.querySelector('.hr-tag')?.textContent;
        const title = head.querySelector('h2 [dir]')?.textContent;
        return head.querySelector('.codicon-git-branch') === null ? [] : [[title, tag]];
      }),
    );
    expect(told).toEqual([
      ['Roll back to 1.7.4', undefined],
      ['When the replay hangs', 'Troubleshooting'],
    ]);
    await stage.close();
  });

  test.each([320, 1200])('is left by the Now line, by its head and by a key: %i px', async width => {
    const stage = await stageOf(browser(), 'failed', { width });
    const inNow = stage.tab.locator('.hr-now [data-back]');
    await stage.tab.locator('#card-replay').focus();
    expect(await inNow.count()).toBe(0);
    await stage.view(branched);
    expect(await focus(stage)).toBe('card/back');
    expect((await inNow.innerText()).replace(/\s+/gu, ' ')).toContain('Show 2.2 on the path');
    await inNow.click();
    await stage.drawn();
    expect(await focus(stage)).toBe('card/replay');
    await press(stage, 'n');
    expect(await focus(stage)).toBe('card/back');
    await stage.tab.locator('#phase-rollback [data-back]').click();
    await stage.drawn();
    expect(await focus(stage)).toBe('card/replay');
    await press(stage, 'n', 'Shift+B');
    expect(await focus(stage)).toBe('card/replay');
    expect((await stage.sent()).filter(({ type }) => type === 'request')).toEqual([]);
    await stage.close();
  });

  test('that was come to from elsewhere leads to the step that was left, also on a page that is opened anew', async () => {
    const stage = await stageOf(browser(), 'failed');
    await press(stage, 'n', 'k', 'b');
    await stage.view(branched);
    const back = stage.tab.locator('#phase-rollback [data-back]');
    expect(await back.innerText()).toContain('2.1');
    await expect.poll(() => stage.saved()).toMatchObject({ left: 'install' });
    const state = await stage.saved();
    await stage.close();
    const anew = await stageOf(browser(), 'branched', { state });
    await anew.tell({ type: 'command', command: 'path' });
    expect(await focus(anew)).toBe('card/install');
    await anew.close();
  });

  test('that takes the place of nothing is gone into at its first step', async () => {
    const stage = await open(browser());
    await stage.show(withHelp, asking);
    await stage.tab.locator('#card-replay').focus();
    await stage.view(helped);
    expect(await focus(stage)).toMatch(/\/look$/u);
    await press(stage, 'Shift+B');
    expect(await focus(stage)).toBe('card/replay');
    await stage.close();
  });

  test('that is taken at its head is gone into as well, once it was', async () => {
    const stage = await stageOf(browser(), 'judge');
    await stage.tab.getByRole('button', { name: 'Take branch R…' }).click();
    await stage.tab.getByRole('textbox', { name: 'Why is “Roll back to 1.7.4” taken?' }).fill('too slow');
    await press(stage, 'Control+Enter');
    expect(await focus(stage)).toBe('phase/rollback');
    const [asked] = await stage.sent();
    await stage.tell({ type: 'reply', to: asked?.type === 'request' ? asked.id : -1, reply: { ok: true } });
    await stage.view(branched);
    expect(await focus(stage)).toBe('card/back');
    await stage.close();
  });

  test('is not offered to whoever is on it, nor are its criteria', async () => {
    const stage = await open(browser());
    await stage.show(page, failedThere);
    const offered = await choicesOf(stage, 'back');
    expect(offered).toContain('Retry');
    expect(offered.filter(choice => choice.includes('branch R'))).toEqual([]);
    expect(await stage.tab.locator('#card-back :is(.hr-rule, .hr-rules)').count()).toBe(0);
    await stage.view({ ...failed, revision: 60 });
    expect(await choicesOf(stage, 'replay')).toContain('Roll back, branch R…');
    await stage.close();
  });

  test('a failure offers what helps, what undoes, and somebody else', async () => {
    const stage = await open(browser());
    await stage.show(withHelp, asking);
    expect((await choicesOf(stage, 'replay')).slice(-4)).toEqual([
      'Troubleshoot, branch T…',
      'Roll back, branch R…',
      'Hand over…',
      'Abort the run…',
    ]);
    const card = stage.tab.locator('#card-replay');
    await card.getByRole('button', { name: /^Roll back, branch R/u }).click();
    await stage.drawn();
    expect(await card.locator('.hr-form').innerText()).toContain('The rest of the path is set aside.');
    await card.getByRole('button', { name: /^Troubleshoot, branch T/u }).click();
    await stage.drawn();
    expect(await card.locator('.hr-form').innerText()).toContain('The path stays, and you come back to it.');
    await card.locator('textarea').fill('the replay hangs');
    await card.getByRole('button', { name: 'Take branch T', exact: true }).click();
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'branch.enter', section: 'help', reason: 'the replay hangs' } },
    ]);
    await card.getByRole('button', { name: /^Hand over/u }).click();
    await stage.drawn();
    expect(await stage.tab.evaluate('document.activeElement.closest("form")?.dataset.place')).toBe(
      'handover',
    );
    await stage.tab.locator('form[data-place="handover"]').getByRole('button', { name: 'Cancel' }).click();
    await stage.drawn();
    expect(await focus(stage)).toBe('replay/choice/Hand over…');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('is gone to with its head below the Now line, and its first action in view', async () => {
    const stage = await stageOf(browser(), 'ready', { height: 420 });
    await press(stage, 'b');
    const [head, now, button] = await Promise.all(
      ['#phase-rollback h2', '.hr-now', '#phase-rollback [data-key="enter/rollback"]'].map(selector =>
        stage.tab.locator(selector).boundingBox(),
      ),
    );
    const below = (now?.y ?? 0) + (now?.height ?? 0);
    expect((head?.y ?? 0) - below).toBeGreaterThanOrEqual(0);
    expect((head?.y ?? 0) - below).toBeLessThan(60);
    expect((button?.y ?? 999) + (button?.height ?? 0)).toBeLessThanOrEqual(420);
    await stage.close();
  });

  test('after a failure the choices come first, then what was quoted, then the other criteria', async () => {
    const stage = await stageOf(browser(), 'failed');
    await press(stage, 'n');
    const order: string[] = [];
    do {
      await press(stage, 'Tab');
      order.push(await focus(stage));
    } while (order.length < 20 && !(order.at(-1) ?? '').startsWith('Other criteria'));
    expect(order[0]).toBe('replay/choice/Retry');
    expect(order.slice(0, -2).every(one => one.startsWith('replay/choice/'))).toBe(true);
    expect(order.slice(-2)).toEqual(['Open the runbook at line 110', 'Other criteria (1)']);
    await press(stage, 'Enter', 'Tab');
    expect(await stage.tab.locator('#card-replay .hr-rules li').innerText()).toContain(
      'the error rate stays above 5% for five minutes',
    );
    expect(await focus(stage)).toBe('line 111');
    await stage.close();
  });

  test.each<[name: string, branch: string, button: string, leadsTo: string]>([
    ['a phase', 'rollback', 'Go to branch R', 'phase/rollback'],
    ['a heading inside a phase', 'slow', 'Go to “If the error rate rises”', 'If the error rate rises'],
  ])('a failure that %s answers says so, and leads there', async (_, branch, ...[button, leadsTo]) => {
    const stage = await open(browser());
    const { replay } = branched.steps;
    if (replay === undefined) throw new Error('the fixture has no such step');
    const steps = { ...branched.steps, replay: { ...replay, answeredBy: branch } };
    await stage.show(page, { ...branched, branches: [branch], replacedBy: branch, steps });
    const card = stage.tab.locator('#card-replay');
    await card.getByRole('button').first().click();
    await stage.drawn();
    expect(await card.innerText()).toContain('was taken. This step stays failed in the log.');
    await card.getByRole('button', { name: button }).click();
    await stage.drawn();
    expect(await focus(stage)).toBe(leadsTo);
    await stage.close();
  });
});
