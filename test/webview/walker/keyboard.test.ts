import { expect, test } from 'vitest';
import { page } from '../fixtures/page.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, readyAt, stageOf } from './walkerStage.ts';

// The keys of the map.

inBrowser('the keyboard', browser => {
  interface KeyCase {
    readonly view: ViewName;
    readonly keys: readonly string[];
    readonly focus: string;
  }

  async function checkKeys({ view, keys, focus: expected }: KeyCase): Promise<void> {
    const stage = await stageOf(browser(), view);
    await press(stage, ...keys);
    expect(await focus(stage)).toBe(expected);
    expect((await stage.sent()).filter(one => one.type === 'request')).toEqual([]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  }

  test.each<KeyCase>([
    { view: 'ready', keys: [], focus: 'title' },
    { view: 'ready', keys: ['n'], focus: 'card/replay' },
    { view: 'ready', keys: ['N'], focus: 'card/replay' },
    { view: 'values', keys: ['n'], focus: 'replay/value/SAMPLE_DATE' },
    { view: 'guarded', keys: ['n'], focus: 'switch/name' },
    { view: 'failed', keys: ['n'], focus: 'replay' },
    { view: 'judge', keys: ['n'], focus: 'replay' },
    { view: 'unknown', keys: ['n'], focus: 'replay' },
    { view: 'tasks', keys: ['n'], focus: 'reviewed/tick' },
    { view: 'settled', keys: ['n'], focus: 'end' },
    { view: 'ready', keys: ['n', 'j'], focus: 'row/readings' },
    { view: 'ready', keys: ['n', 'j', 'k'], focus: 'card/replay' },
    { view: 'ready', keys: ['n', 'k'], focus: 'row/install' },
    { view: 'ready', keys: ['n', 'ArrowDown', 'ArrowDown'], focus: 'row/switch' },
    { view: 'ready', keys: ['n', 'Alt+ArrowUp'], focus: 'row/install' },
    { view: 'ready', keys: ['n', 'j', 'Enter'], focus: 'card/readings' },
    { view: 'ready', keys: ['n', 'j', 'ArrowRight', 'ArrowLeft'], focus: 'row/readings' },
    { view: 'ready', keys: ['Shift+J'], focus: 'phase/before' },
    { view: 'ready', keys: ['Shift+J', 'Shift+J', 'Shift+K'], focus: 'phase/before' },
    { view: 'ready', keys: ['v'], focus: 'values' },
    { view: 'ready', keys: ['b'], focus: 'phase/rollback' },
    { view: 'ready', keys: ['b', 'b'], focus: 'If the error rate rises' },
    { view: 'ready', keys: ['p'], focus: '2 Prove green 1/3 12:00 so far, planned 8 to 12 min' },
    { view: 'failed', keys: ['n', 'o'], focus: 'replay/out/a2' },
    { view: 'failed', keys: ['n', 'o', 'Escape'], focus: 'card/replay' },
    { view: 'failed', keys: ['Control+Enter', 'Control+Enter'], focus: 'replay/choice/Retry' },
    { view: 'guarded', keys: ['Control+Enter', 'Control+Enter'], focus: 'switch/name' },
    { view: 'values', keys: ['n', 'Escape'], focus: 'card/replay' },
    { view: 'values', keys: ['n', 'Alt+ArrowDown'], focus: 'row/readings' },
  ])('$view: $keys leads to $focus and asks for nothing', checkKeys);

  test('no single key, with or without Shift, runs or records anything, in any state', async () => {
    // The page listens to keys itself, so that they need not come from a keyboard: that is a hundred times as fast.
    const pressAll = (keys: readonly string[]): void => {
      for (const key of keys.flatMap(one => [one, one.toUpperCase()])) {
        const shiftKey = key !== key.toLowerCase() || key === '?';
        const focused = document.activeElement ?? document.body;
        focused.dispatchEvent(
          new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
        );
      }
    };
    const keys = 'abcdefghijklmnopqrstuvwxyz0123456789?/.,;[]'.split('');
    const stage = await open(browser());
    await stage.hold();
    for (const [name, view] of Object.entries(views)) {
      // A dialog that the last keys have opened closes.
      await press(stage, 'Escape');
      await stage.show(page, view);
      await press(stage, 'n', 'Escape');
      // Else nothing would be done because the view has just changed.
      await stage.pass(1000);
      await stage.tab.evaluate(pressAll, keys);
      await stage.drawn();
      expect({ name, asked: (await stage.sent()).filter(one => one.type === 'request') }).toEqual({
        name,
        asked: [],
      });
    }
    await stage.close();
  });

  test('letters typed into a field are text, and Escape keeps them', async () => {
    const stage = await stageOf(browser(), 'values');
    await press(stage, 'n');
    await stage.tab.keyboard.type('jnkc?');
    expect(await focus(stage)).toBe('replay/value/SAMPLE_DATE');
    await press(stage, 'Escape', 'n');
    expect(await stage.tab.getByRole('textbox', { name: 'SAMPLE_DATE' }).inputValue()).toBe('jnkc?');
    await stage.close();
  });

  test('letters can be switched off; chords stay', async () => {
    const stage = await stageOf(browser(), 'ready', { settings: { singleKeys: false } });
    await press(stage, 'n', 'j', '?');
    expect(await focus(stage)).toBe('title');
    await press(stage, 'Alt+ArrowDown');
    expect(await focus(stage)).not.toBe('title');
    await stage.close();
  });

  test('chords belong to VS Code where it sends them as commands', async () => {
    const stage = await stageOf(browser(), 'ready', { settings: { chords: 'host' } });
    await press(stage, 'n', 'Control+Enter');
    expect(await stage.sent()).toEqual([]);
    await stage.tell({ type: 'command', command: 'main' });
    expect((await stage.sent()).length).toBe(1);
    await stage.close();
  });

  test('the main key first brings the step into view, then runs it; held down, it runs once', async () => {
    const stage = await stageOf(browser(), 'ready', { height: 500 });
    await press(stage, 'Control+Enter');
    expect(await stage.sent()).toEqual([]);
    await press(stage, 'Control+Enter', 'Control+Enter');
    expect((await stage.sent()).length).toBe(1);
    await stage.close();
  });

  test('the main key runs no step from inside another one; it comes to the step first', async () => {
    const stage = await stageOf(browser(), 'ready');
    await press(stage, 'n', 'k', 'Control+Enter');
    expect(await stage.sent()).toEqual([]);
    expect(await focus(stage)).toBe('card/replay');
    await press(stage, 'Control+Enter');
    expect((await stage.sent()).length).toBe(1);
    await stage.close();
  });

  test('the main key acts on the step that has the focus where that one has something to do', async () => {
    const stage = await stageOf(browser(), 'ready');
    await press(stage, 'n', 'j', 'j', 'j', 'Enter');
    const held = (await focus(stage)).replace('card/', '');
    await press(stage, 'Control+Enter', 'Control+Enter');
    const asked = (await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request] : []));
    expect(asked.filter(one => 'step' in one && one.step !== held)).toEqual([]);
    expect(asked.length).toBe(1);
    await stage.close();
  });

  test('after the open step has changed the main key is dead for a moment', async () => {
    const stage = await stageOf(browser(), 'ready');
    await press(stage, 'n');
    await stage.hold();
    await stage.view(readyAt('desk'));
    await press(stage, 'n', 'Control+Enter', 'Control+Enter');
    expect(await stage.sent()).toEqual([]);
    await stage.pass(900);
    await press(stage, 'Control+Enter');
    expect((await stage.sent()).length).toBe(1);
    await stage.close();
  });

  test('the main key in a form sends the form', async () => {
    const stage = await stageOf(browser(), 'guarded');
    await press(stage, 'n');
    await stage.tab.keyboard.type('orders');
    await press(stage, 'Control+Enter');
    const [sent] = await stage.sent();
    expect(sent?.type === 'request' ? sent.request.type : undefined).toBe('run.step');
    await stage.close();
  });

  test('? shows all keys, Escape goes back to where one was', async () => {
    const stage = await stageOf(browser(), 'ready');
    await press(stage, 'n', '?');
    expect(await stage.tab.getByRole('dialog', { name: 'All keys' }).isVisible()).toBe(true);
    await press(stage, 'Escape');
    expect(await stage.tab.getByRole('dialog').count()).toBe(0);
    expect(await focus(stage)).toBe('card/replay');
    await press(stage, '?');
    expect(await stage.tab.getByRole('dialog', { name: 'All keys' }).isVisible()).toBe(true);
    await stage.close();
  });
});
