import { expect, test } from 'vitest';

import type { Card, RunView, StepView } from '../../../src/core/run/view/view.ts';
import type { FromWalker } from '../../../src/protocol/webview.ts';
import { minute, now } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { command } from '../fixtures/parts.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press } from './walkerStage.ts';

// Where the focus is once something was done: on the next thing to do, on no decision, and never nowhere.

const ticked: StepView = { state: 'passed', attempt: 1, notes: [], commands: [], by: 'Elif Kaya' };

function withTicks(...ids: readonly string[]): RunView {
  const steps = Object.fromEntries(ids.map(id => [id, ticked]));
  return { ...views.tasks, revision: 90 + ids.length, steps: { ...views.tasks.steps, ...steps } };
}

interface Case {
  readonly does: string;
  readonly view: ViewName;
  readonly by: readonly string[];
  /** What the runner says then. */
  readonly then?: RunView;
  readonly more?: readonly string[];
  readonly focus: string;
  /** The types of what was asked for. */
  readonly asks?: readonly string[];
}

const untrusted: RunView = { ...views.ready, notices: [{ kind: 'untrusted' }] };

const cases: readonly Case[] = [
  {
    does: 'a tick leads to the next task, and the key that is pressed twice signs only one',
    view: 'tasks',
    by: ['focus:reviewed/tick', 'Space'],
    then: withTicks('reviewed'),
    more: ['Space'],
    focus: 'backup/tick',
    asks: ['check.set'],
  },
  {
    does: 'a tick can be taken back, and the focus stays with what was unticked',
    view: 'tasks',
    by: ['focus:ready/tick', 'Space'],
    then: {
      ...views.tasks,
      revision: 91,
      steps: { ...views.tasks.steps, ready: { ...ticked, state: 'ready' } },
    },
    focus: 'ready/tick',
    asks: ['check.set'],
  },
  {
    does: 'with background jobs alive, closing leads to the question and to neither answer',
    view: 'backgroundClosing',
    by: ['Control+Enter', 'Control+Enter', 'Enter'],
    focus: 'bg-ask',
    asks: [],
  },
  {
    does: 'the answers are one Tab behind it',
    view: 'backgroundClosing',
    by: ['Control+Enter', 'Control+Enter', 'Tab', 'Tab', 'Enter'],
    focus: 'end',
    asks: ['close'],
  },
];

const withoutSteps: RunView = { ...views.ready };
Reflect.deleteProperty(withoutSteps, 'walkedFrom');

function asked(sent: readonly FromWalker[]): readonly string[] {
  return sent.flatMap(one => (one.type === 'request' ? [one.request.type] : []));
}

inBrowser('where the focus goes on', browser => {
  async function does(stage: Stage, keys: readonly string[]): Promise<void> {
    for (const key of keys)
      if (key.startsWith('focus:')) await stage.tab.locator(`[data-key="${key.slice(6)}"]`).focus();
      else await press(stage, key);
  }

  async function check({ view, by, then, more = [], focus: key, asks = [] }: Case): Promise<void> {
    const stage = await open(browser());
    await stage.show(page, views[view]);
    await stage.hold();
    await stage.pass(1000);
    await does(stage, by);
    if (then !== undefined) await stage.view(then);
    await does(stage, more);
    expect(await focus(stage)).toContain(key);
    expect(asked(await stage.sent())).toEqual(asks);
    await stage.close();
  }

  test.each(cases)('$does', check);

  test('the tick that was led to is taken once a moment has passed', async () => {
    const stage = await open(browser());
    await stage.show(page, views.tasks);
    await stage.hold();
    await does(stage, ['focus:reviewed/tick', 'Space']);
    await stage.view(withTicks('reviewed'));
    await stage.pass(400);
    await press(stage, 'Space');
    expect(asked(await stage.sent())).toEqual(['check.set', 'check.set']);
    await stage.close();
  });

  test('a file that was attached brings the focus back to its step', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    await stage.tell({ type: 'attach', step: 'replay', path: '/tmp/graph.png' });
    expect(await stage.tab.evaluate("document.activeElement.closest('[data-card]')?.dataset.card")).toBe(
      'replay',
    );
    expect(asked(await stage.sent())).toEqual(['attach']);
    await stage.close();
  });

  test.each<[name: string, from: RunView, to: RunView, key: string, focus: string]>([
    ['in the walk', untrusted, { ...views.ready, revision: 77 }, 'banner/untrusted', 'card/replay'],
    [
      'on the first look',
      { ...views.firstOpen, notices: [{ kind: 'untrusted' }] },
      { ...views.firstOpen, revision: 77 },
      'start/trust',
      'preflight/value/',
    ],
  ])(
    'trust that was given %s leads to the next thing to do, also on a page that comes back',
    async (...one) => {
      const [, from, to, key, next] = one;
      const stage = await open(browser());
      await stage.show(page, from);
      await does(stage, [`focus:${key}`]);
      await stage.drawn();
      await expect.poll(async () => JSON.stringify(await stage.saved())).toContain(key);
      const state = await stage.saved();
      await stage.view(to);
      expect(await focus(stage)).toContain(next);
      await stage.close();
      const again = await open(browser(), { state });
      await again.show(page, to);
      await again.drawn();
      expect(await focus(again)).toContain(next);
      await again.close();
    },
  );

  test.each<[way: string, act: (stage: Stage) => Promise<unknown>]>([
    ['the key that opened it', stage => press(stage, '?')],
    ['Escape', stage => press(stage, 'Escape')],
    ['a press beside it', stage => stage.tab.mouse.click(4, 400)],
    [
      'what takes the focus out of the page',
      stage => stage.tab.evaluate("void window.dispatchEvent(new Event('blur'))"),
    ],
    ['a step that is revealed', stage => stage.tell({ type: 'reveal', step: 'logs' })],
    ['a command of VS Code', stage => stage.tell({ type: 'command', command: 'next' })],
  ])('the dialog of keys is closed by %s', async (_, act) => {
    const stage = await open(browser(), { height: 420, width: 420 });
    await stage.show(page, views.ready);
    await press(stage, '?');
    const dialog = stage.tab.getByRole('dialog', { name: 'All keys' });
    // It says that there is more of it: its rows scroll between the title and the button, which stay.
    const [rows, whole, button] = await stage.tab.evaluate<[number, number, boolean]>(
      `(() => { const box = document.querySelector('.hr-keys__b'); const end = document.querySelector('dialog form button').getBoundingClientRect();
        return [box.clientHeight, box.scrollHeight, end.bottom <= innerHeight]; })()`,
    );
    expect(whole).toBeGreaterThan(rows);
    expect(button).toBe(true);
    await act(stage);
    await expect.poll(() => dialog.count()).toBe(0);
    await stage.close();
  });

  test.each(['main', 'met'] as const)(
    '%s under the dialog of keys closes it and does nothing unseen',
    async command => {
      const stage = await open(browser());
      await stage.show(page, command === 'main' ? views.ready : views.judge);
      await press(stage, '?');
      await stage.tell({ type: 'command', command });
      await expect.poll(() => stage.tab.getByRole('dialog').count()).toBe(0);
      expect(await stage.sent()).toEqual([]);
      await stage.close();
    },
  );

  test('VS Code says that a place is not there, and nothing moves', async () => {
    const stage = await open(browser());
    await stage.show({ ...page, inputs: [] }, { ...views.ready, values: [] });
    await press(stage, 'v');
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'explain', command: 'values' } }]);
    expect(await focus(stage)).toBe('title');
    await stage.close();
  });

  test.each<[when: string, view: RunView, clock: string]>([
    ['before anything was done', withoutSteps, ''],
    [
      'from the first step on',
      { ...views.ready, startedAt: now - 50 * minute, walkedFrom: now - 2 * minute },
      '2 min',
    ],
    [
      'in a run that is closed',
      {
        ...views.closed,
        startedAt: now - 50 * minute,
        walkedFrom: now - 20 * minute,
        closed: { at: now, result: 'done', tookMs: 20 * minute },
      },
      '20 min',
    ],
  ])(
    'the clock counts the walk, and not the values that were given before it: %s',
    async (_, view, clock) => {
      const stage = await open(browser());
      await stage.show(page, view);
      // Whoever presses Start before a value is missing begins no walk by it.
      if (clock === '') await stage.tab.getByRole('button', { name: 'Read the runbook' }).click();
      await stage.drawn();
      const shown = stage.tab.locator('.hr-clock strong');
      expect((await shown.allInnerTexts()).join('')).toContain(clock);
      expect(await shown.count()).toBe(clock === '' ? 0 : 1);
      await stage.close();
    },
  );

  test('a step that asks about the output above has it open before it', async () => {
    const stage = await open(browser());
    const own: Readonly<Record<string, Partial<Card>>> = {
      readings: { title: 'Write down the output above' },
      replay: { commands: [command('one', 54), command('two', 55)] },
    };
    const asking = page.phases.map(phase => ({
      ...phase,
      blocks: phase.blocks.map(block =>
        block.type === 'card' ? { ...block, card: { ...block.card, ...own[block.card.id] } } : block,
      ),
    }));
    const tail = Array.from({ length: 30 }, (_, at) => `line ${at}`);
    const output = { lines: 30, bytes: 300, masked: 0, tail };
    const commands = ['one', 'two'].map(
      id => ({ state: 'passed', text: id, attemptId: id, output }) as const,
    );
    const replay: StepView = { state: 'passed', attempt: 1, notes: [], commands };
    const view = { ...views.record, revision: 95, steps: { ...views.record.steps, replay } };
    await stage.show({ ...page, phases: asking }, views.judge);
    await stage.tab.locator('#card-replay').focus();
    await stage.view(view);
    expect(await focus(stage)).toBe('card/readings');
    // The outputs of a command that passed are folded elsewhere; the last is what is asked about.
    const box = await stage.tab.locator('#card-replay .hr-fold [data-follow="two"]').boundingBox();
    expect([box !== null && box.y >= 0, box !== null && box.y + box.height <= 860]).toEqual([true, true]);
    expect(await stage.tab.locator('article#card-install').count()).toBe(0);
    await stage.tab.locator('#card-replay .hr-card__fold').click();
    await stage.drawn();
    expect(await stage.tab.locator('article#card-replay').count()).toBe(0);
    await stage.close();
  });
});
