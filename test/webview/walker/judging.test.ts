import { expect, test } from 'vitest';
import type { RunView } from '../../../src/core/run/view/view.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { elsewhereAt, pageElsewhere } from '../fixtures/running.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { press } from './walkerStage.ts';

// One key judges what a command came to: in the session's own shell, and in one that a command has opened.

inBrowser('judging by one key', browser => {
  interface Case {
    readonly name: string;
    readonly at: 'judge' | RunView;
    readonly focus?: string;
    readonly keys: readonly string[];
    readonly asks: readonly Request[];
  }

  const judged = (decision: 'met' | 'differs'): Request => ({ type: 'judge', step: 'replay', decision });
  const there = (decision: 'met' | 'differs'): Request => ({
    type: 'shell.judge',
    step: 'replay',
    statement: 1,
    decision,
  });
  const { revision } = views.ready;

  const asked = async (stage: Stage): Promise<readonly Request[]> =>
    (await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request] : []));

  async function check({ at, focus = '#card-replay', keys, asks }: Case): Promise<void> {
    const stage = await open(browser(), { height: 1200 });
    await (at === 'judge' ? stage.show(page, views.judge) : stage.show(pageElsewhere, at));
    // What is out of view is brought into view first.
    await press(stage, 'n');
    await stage.tab.locator(focus).focus();
    await press(stage, ...keys);
    expect(await asked(stage)).toEqual(asks);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  }

  test.each<Case>([
    { name: 'yes', at: 'judge', keys: ['Alt+Enter'], asks: [judged('met')] },
    { name: 'no', at: 'judge', keys: ['Alt+Delete'], asks: [judged('differs')] },
    { name: 'a second press', at: 'judge', keys: ['Alt+Enter', 'Alt+Enter'], asks: [judged('met')] },
    { name: 'yes, elsewhere', at: elsewhereAt('judge'), keys: ['Alt+Enter'], asks: [there('met')] },
    { name: 'no, elsewhere', at: elsewhereAt('judge'), keys: ['Alt+Delete'], asks: [there('differs')] },
    {
      name: 'from the empty line of input of the other shell',
      at: elsewhereAt('judge'),
      focus: '[data-terminal]',
      keys: ['Alt+Enter'],
      asks: [there('met')],
    },
    {
      name: 'what is typed there is text',
      at: elsewhereAt('judge'),
      focus: '[data-terminal]',
      keys: ['l', 's', 'Alt+Enter', 'Alt+Delete'],
      asks: [],
    },
    { name: 'what is not sent yet', at: elsewhereAt('send'), keys: ['Alt+Enter', 'Alt+Delete'], asks: [] },
    {
      name: 'the main key sends',
      at: elsewhereAt('send'),
      keys: ['Control+Enter'],
      asks: [{ type: 'shell.send', step: 'replay', statement: 1, revision }],
    },
    {
      name: 'the main key sends from the line of input',
      at: elsewhereAt('send'),
      focus: '[data-terminal]',
      keys: ['Control+Enter'],
      asks: [{ type: 'shell.send', step: 'replay', statement: 1, revision }],
    },
    { name: 'the main key answers nothing', at: elsewhereAt('judge'), keys: ['Control+Enter'], asks: [] },
  ])('$name', check);

  test('what cannot be seen is brought into view, and answered by the next press', async () => {
    const stage = await open(browser(), { height: 500 });
    await stage.hold();
    await stage.show(page, views.judge);
    await stage.tab.evaluate('window.scrollTo(0, 0)');
    await press(stage, 'Alt+Enter');
    expect(await asked(stage)).toEqual([]);
    await stage.pass(900);
    await press(stage, 'Alt+Enter');
    expect(await asked(stage)).toEqual([judged('met')]);
    await stage.close();
  });

  test('VS Code sends the chord as a command, also where none waits', async () => {
    const stage = await open(browser(), { settings: { chords: 'host' } });
    await stage.show(pageElsewhere, elsewhereAt('judge'));
    await press(stage, 'n', 'Alt+Enter');
    expect(await asked(stage)).toEqual([]);
    await stage.tell({ type: 'command', command: 'differs' });
    expect(await asked(stage)).toEqual([there('differs')]);
    await stage.show(page, views.ready);
    await stage.tell({ type: 'command', command: 'met' });
    expect((await stage.sent()).at(-1)).toEqual({
      type: 'host',
      action: { action: 'explain', command: 'met' },
    });
    await stage.close();
  });
});
