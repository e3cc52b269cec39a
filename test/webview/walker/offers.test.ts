import { expect, test } from 'vitest';
import { offeredCommands, type OfferedCommand } from '../../../src/protocol/commands.ts';
import type { Page, RunView } from '../../../src/core/run/view/view.ts';
import type { FromWalker } from '../../../src/protocol/webview.ts';
import { clusters } from '../fixtures/cluster.ts';
import { shortly } from '../fixtures/keymap.ts';
import { page } from '../fixtures/page.ts';
import { elsewhereAt, pageElsewhere } from '../fixtures/running.ts';
import { offerCases } from '../fixtures/offers.ts';
import { views } from '../fixtures/views.ts';
import { open, type Setting, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// What the palette offers is what the page shows, and each command does it: presses, opens a form, or leads there.

interface Done {
  readonly asked: readonly FromWalker[];
  readonly focus: string;
}

/** Gives commands one after the other, each once the one before is on the page. */
async function give(stage: Stage, commands: readonly string[], frames = 3): Promise<readonly Done[]> {
  return stage.tab.evaluate(`(async () => {
    const frame = () => new Promise(done => requestAnimationFrame(done));
    const done = [];
    for (const command of ${JSON.stringify(commands)}) {
      const before = window.sent.length;
      window.dispatchEvent(new MessageEvent('message', { data: { type: 'command', command } }));
      // What is asked is answered, as a step that is being dealt with offers nothing.
      for (const { type, id: to } of window.sent.slice(before))
        if (type === 'request') window.dispatchEvent(new MessageEvent('message', { data: { type: 'reply', to, reply: { ok: true } } }));
      for (let n = 0; n < ${frames}; n++) await frame();
      const focus = document.activeElement.closest('[data-key]')?.dataset.key ?? '';
      done.push({ asked: window.sent.slice(before).filter(({ type }) => type !== 'offers'), focus });
    }
    return done;
  })()`);
}

// All of the page in view: what is not is only brought there first.
const tall: Setting = { height: 2600 };

inBrowser('what the page offers', browser => {
  async function offering(stage: Stage, wanted: readonly string[]): Promise<void> {
    const inOrder = offeredCommands.filter(command => wanted.includes(command));
    await expect.poll(() => stage.offers()).toEqual(inOrder);
  }

  test('VS Code hears when half of the page is too little for an editor beside it', async () => {
    const stage = await stageOf(browser(), 'ready', { width: 839 });
    const narrow = (): Promise<unknown> =>
      stage.tab.evaluate("window.sent.findLast(({ type }) => type === 'offers')?.narrow ?? false");
    await expect.poll(narrow).toBe(true);
    await stage.tab.setViewportSize({ width: 840, height: 860 });
    await expect.poll(narrow).toBe(false);
    await stage.close();
  });

  test.each(
    offerCases.map(one => ({ ...one, name: one.at === undefined ? one.view : `${one.view}, ${one.at}` })),
  )('$name', async ({ view, at, does, alsoOffered = [], saidAlready = [] }) => {
    const stage = await stageOf(browser(), view, tall);
    if (at !== undefined) await stage.tell({ type: 'reveal', step: at });
    const commands = Object.keys(does);
    await offering(stage, [...commands, ...alsoOffered]);
    // What is not offered says so, and does nothing: a key of one's own may ask for it at any time.
    const others = offeredCommands.filter(
      command => ![...commands, ...alsoOffered, ...saidAlready].includes(command),
    );
    const explained = others.map(command => ({ type: 'host', action: { action: 'explain', command } }));
    expect((await give(stage, others, 0)).flatMap(({ asked }) => asked)).toEqual(explained);
    const done = await give(stage, commands);
    const shown = done.map(({ asked: [first], focus: key }) => (first === undefined ? key : shortly(first)));
    expect(Object.fromEntries(commands.map((command, i) => [command, shown[i]]))).toEqual(does);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  async function check(
    shown: readonly [Page, RunView],
    command: OfferedCommand,
    asks: string,
  ): Promise<void> {
    const stage = await open(browser(), tall);
    await stage.show(...shown);
    await stage.tell({ type: 'live', live: clusters.read });
    await expect.poll(() => stage.offers()).toContain(command);
    const [done] = await give(stage, [command]);
    expect(done?.asked[0] === undefined ? done?.focus : shortly(done.asked[0])).toBe(asks);
    await stage.close();
  }

  test('a command for another shell, and the cluster beside', async () => {
    await check([pageElsewhere, elsewhereAt('send')], 'send', 'shell.send');
    await check([page, views.ready], 'live', 'live');
  });

  test('a rehearsal offers to begin again and to leave it', async () => {
    const rehearsed: RunView = { ...views.ready, rehearsal: true };
    await check([page, rehearsed], 'rehearseAgain', 'rehearseAgain');
    await check([page, rehearsed], 'leaveRehearsal', 'leaveRehearsal');
  });

  test('what decides is not pressed unseen: the first time it is brought into view, with the focus on it', async () => {
    const stage = await stageOf(browser(), 'failed', { height: 320 });
    await expect.poll(() => stage.offers()).toContain('retry');
    await give(stage, ['retry']);
    expect(await stage.sent()).toEqual([]);
    expect(await focus(stage)).toBe('replay/choice/Retry');
    await give(stage, ['retry']);
    expect((await stage.sent()).map(shortly)).toEqual(['run.step']);
    await stage.close();
  });

  test('where another window acts, or nothing can be reached, nothing of a step is offered', async () => {
    const stage = await stageOf(browser(), 'failed');
    await expect.poll(() => stage.offers()).toContain('retry');
    await stage.tell({ type: 'seat', acts: false });
    await offering(stage, []);
    await stage.tell({ type: 'seat', acts: true });
    await expect.poll(() => stage.offers()).toContain('retry');
    await stage.tell({ type: 'link', state: 'lost' });
    await offering(stage, []);
    await stage.close();
  });

  test('a command whose form is open leads into it, with what was typed', async () => {
    const stage = await stageOf(browser(), 'failed');
    await give(stage, ['skip']);
    await stage.tab.keyboard.type('the queue is empty');
    await press(stage, 'Alt+ArrowUp');
    await give(stage, ['skip']);
    expect(await focus(stage)).toBe('replay/form/skip');
    expect(await stage.tab.locator('[data-key="replay/form/skip"]').inputValue()).toBe('the queue is empty');
    await stage.close();
  });

  test('a folded step that is settled is opened by the command that takes it back', async () => {
    const stage = await stageOf(browser(), 'ready', tall);
    const row = stage.tab.locator('[data-row="install"]');
    await row.focus();
    await expect.poll(() => stage.offers()).toContain('reopen');
    await give(stage, ['reopen']);
    expect(await focus(stage)).toBe('install/form/reopen');
    await stage.close();
  });

  test('an answer is offered while it is asked for, and gives it', async () => {
    for (const answer of ['met', 'differs']) {
      const stage = await stageOf(browser(), 'judge', tall);
      await expect.poll(() => stage.offers()).toContain(answer);
      // For a moment after a step has opened no press answers.
      await expect
        .poll(async () => (await give(stage, [answer])).flatMap(({ asked }) => asked.map(shortly)), {
          interval: 1000,
        })
        .toEqual(['judge']);
      await stage.close();
    }
  });

  test('every command that is offered now and then is among the cases', () => {
    const tried = new Set<string>(
      offerCases.flatMap(({ does, alsoOffered = [] }) => [...Object.keys(does), ...alsoOffered]),
    );
    const elsewhere = ['send', 'live', 'treat', 'rehearseAgain', 'leaveRehearsal'];
    expect(offeredCommands.filter(command => !tried.has(command) && !elsewhere.includes(command))).toEqual(
      [],
    );
  });
});
