import { expect, test } from 'vitest';

import { fromWalker } from '../../../src/protocol/webview.ts';
import { deciding, type Case } from '../fixtures/deciding.ts';
import { editing } from '../fixtures/editing.ts';
import { filling } from '../fixtures/filling.ts';
import { gating } from '../fixtures/gates.ts';
import { handing } from '../fixtures/handover.ts';
import { page } from '../fixtures/page.ts';
import { command } from '../fixtures/parts.ts';
import { elsewhereAt, pageElsewhere } from '../fixtures/running.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What each control asks for, and what it does not.

inBrowser('the controls of the walker', browser => {
  async function press(stage: Stage, name: string): Promise<void> {
    const { tab } = stage;
    const [text = '', place] = name.split('@');
    if (text.startsWith('#')) return tab.locator('.hr-tasks label', { hasText: text.slice(1) }).click();
    if (text.startsWith('link:')) return tab.getByRole('link', { name: text.slice(5) }).click();
    if (text.startsWith('row:')) return tab.locator('.hr-row__btn', { hasText: text.slice(4) }).click();
    const named = tab.getByRole('button', { name: text, exact: false });
    const exact = tab.getByRole('button', { name: text, exact: true });
    const found = (await exact.count()) > 0 ? exact : named;
    // A control that is dimmed can still be pressed; it must do nothing then.
    return (place === 'last' ? found.last() : found.first()).click({ force: true });
  }

  async function play(stage: Stage, by: readonly string[]): Promise<void> {
    for (const step of by) {
      const at = step.indexOf('=');
      if (at < 0) await press(stage, step);
      else
        await stage.tab
          .getByLabel(step.slice(0, at))
          .and(stage.tab.locator('input, textarea'))
          .fill(step.slice(at + 1));
      await stage.drawn();
    }
  }

  async function check({ view, by, asks, acts = [] }: Case): Promise<void> {
    const stage = await open(browser());
    await stage.show(page, views[view]);
    await play(stage, by);
    const sent = await stage.sent();
    for (const message of sent) expect(fromWalker.safeParse(message).success).toBe(true);
    expect(sent.flatMap(one => (one.type === 'request' ? [one.request] : []))).toEqual(asks);
    expect(sent.flatMap(one => (one.type === 'host' ? [one.action] : []))).toEqual(acts);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  }

  test.each([...deciding, ...editing, ...filling, ...gating, ...handing])('$view: $does', check);

  test.each([
    [
      'send',
      'Send to this shell',
      { type: 'shell.send', step: 'replay', statement: 1, revision: views.ready.revision },
    ],
    ['judge', 'Yes, as expected', { type: 'shell.judge', step: 'replay', statement: 1, decision: 'met' }],
    ['judge', 'No, it differs', { type: 'shell.judge', step: 'replay', statement: 1, decision: 'differs' }],
  ] as const)('in another shell, %s: %s', async (turn, name, request) => {
    const stage = await open(browser());
    await stage.show(pageElsewhere, elsewhereAt(turn));
    // Of the commands there only one has its turn, and one line of input belongs to the whole shell.
    expect(await stage.tab.getByRole('button', { name }).count()).toBe(1);
    expect(await stage.tab.locator('[data-terminal]').count()).toBe(1);
    expect(await stage.tab.getByText('You are in the shell that this opened').count()).toBe(1);
    // Which shell it is, is said once.
    expect(await stage.tab.getByText('For the shell of ssh deploy@db-1').count()).toBe(1);
    expect(await stage.tab.getByText('For the same shell').count()).toBe(2);
    await press(stage, name);
    expect((await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request] : []))).toEqual([
      request,
    ]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('what was taken as shell becomes a step, and whoever said so is at it', async () => {
    const stage = await open(browser());
    await stage.show(page, views.ready);
    await stage.tab.getByRole('button', { name: 'Treat as shell' }).click();
    const taken = {
      ...page,
      phases: page.phases.map(phase => ({
        ...phase,
        blocks: phase.blocks.map(block =>
          block.type === 'card' && block.card.id === 'hint'
            ? {
                ...block,
                card: {
                  ...block.card,
                  number: '3.9',
                  kind: 'commands' as const,
                  commands: [command('curl -fsS localhost:8080/health', 77)],
                },
              }
            : block,
        ),
      })),
    };
    await stage.tell({ type: 'page', page: taken });
    await stage.view({
      ...views.ready,
      revision: views.ready.revision + 1,
      steps: { ...views.ready.steps, hint: { state: 'waiting', attempt: 1, notes: [], commands: [] } },
    });
    await stage.drawn();
    const row = stage.tab.locator('[data-card="hint"]');
    expect(await row.innerText()).toContain('3.9');
    expect(await stage.tab.evaluate('document.activeElement.closest("[data-card]")?.dataset.card')).toBe(
      'hint',
    );
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('a file that VS Code gave goes to the runner, and what stands in the way is said there', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    await stage.tell({ type: 'attach', step: 'replay', path: '/tmp/trace.log' });
    await expect.poll(async () => (await stage.sent()).length).toBe(1);
    const [sent] = await stage.sent();
    expect(sent).toMatchObject({ request: { type: 'attach', step: 'replay', path: '/tmp/trace.log' } });
    const because = { kind: 'file', wrong: 'too-large', name: 'trace.log' } as const;
    const reply = { ok: false, code: 'problem', message: 'x', because } as const;
    await stage.tell({ type: 'reply', to: sent?.type === 'request' ? sent.id : 0, reply });
    await expect
      .poll(() => stage.tab.locator('#card-replay').innerText())
      .toContain('trace.log is larger than 20 MB. Keep it elsewhere, and say where in a note.');
    await stage.close();
  });

  test('a box is ticked when the log says so, not when it is clicked', async () => {
    const stage = await open(browser());
    await stage.show(page, views.tasks);
    const box = stage.tab.locator('.hr-tasks label', { hasText: 'Two people' }).locator('input');
    await box.click();
    await stage.drawn();
    expect(await box.isChecked()).toBe(false);
    const steps = {
      ...views.tasks.steps,
      reviewed: { state: 'by-hand' as const, attempt: 1, notes: [], commands: [], by: 'Elif Kaya', at: 0 },
    };
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    await stage.view({ ...views.tasks, revision: 41, steps });
    expect(await box.isChecked()).toBe(true);
    await stage.close();
  });

  test('a step stopped without output and then skipped says so, and why, while it is open', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    const failed = views.failed.steps['replay'];
    const commands = (failed?.commands ?? []).map(command =>
      command.output === undefined
        ? command
        : { ...command, output: { lines: 1, bytes: 2, masked: 0, tail: [] } },
    );
    const replay = {
      state: 'skipped' as const,
      attempt: 1,
      notes: [],
      commands,
      reason: 'nothing waits tonight',
    };
    await stage.view({ ...views.failed, revision: 41, steps: { ...views.failed.steps, replay } });
    const card = stage.tab.locator('article#card-replay');
    expect(await card.locator('.hr-notes').innerText()).toContain('nothing waits tonight');
    expect(await card.innerText()).toContain('No output.');
    expect(await card.locator('.hr-out').count()).toBe(0);
    await stage.close();
  });

  test('a refusal stands beside what was asked, in words, until the next attempt', async () => {
    const stage = await open(browser());
    await stage.show(page, views.ready);
    await press(stage, 'Run 2.2');
    await stage.tell({ type: 'reply', to: 1, reply: { ok: false, code: 'out-of-date', message: 'x' } });
    const note = stage.tab.locator('#card-replay .hr-refused');
    expect(await note.innerText()).toBe(
      'The run has moved on since you looked. Nothing was run; look again.',
    );
    await press(stage, 'Run 2.2');
    await stage.drawn();
    expect(await note.count()).toBe(0);
    expect((await stage.sent()).length).toBe(2);
    await stage.close();
  });

  test('a form is closed by the answer and empty the next time; a refused one keeps its words', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    await play(stage, ['Skip…', 'Why is it skipped?=because of the replay', 'Skip 2.2']);
    await stage.tell({ type: 'reply', to: 1, reply: { ok: false, code: 'busy', message: 'x' } });
    expect(await stage.tab.getByLabel('Why is it skipped?').inputValue()).toBe('because of the replay');
    await press(stage, 'Skip 2.2');
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    expect(await stage.tab.locator('form.hr-form').count()).toBe(0);
    await press(stage, 'Skip…');
    await stage.drawn();
    expect(await stage.tab.getByLabel('Why is it skipped?').inputValue()).toBe('');
    await stage.close();
  });

  test('while the run does not answer, nothing is asked of it', async () => {
    const stage = await open(browser());
    await stage.show(page, views.ready);
    await stage.tell({ type: 'link', state: 'lost', reason: 'The runner ended.' });
    await press(stage, 'Run 2.2');
    expect(await stage.sent()).toEqual([]);
    expect(await stage.tab.locator('[data-banner="link"] small').innerText()).toBe('The runner ended.');
    await stage.tell({ type: 'link', state: 'open' });
    await press(stage, 'Run 2.2');
    expect((await stage.sent()).length).toBe(1);
    await stage.close();
  });

  test('a request names the revision that was looked at', async () => {
    const stage = await open(browser());
    await stage.show(page, views.ready);
    await stage.view({ ...views.ready, revision: 77 });
    await press(stage, 'Run 2.2');
    const [sent] = await stage.sent();
    expect(sent?.type === 'request' ? sent.request : undefined).toEqual({
      type: 'run.step',
      step: 'replay',
      revision: 77,
    });
    await stage.close();
  });
});
