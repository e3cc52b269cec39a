import { expect, test } from 'vitest';
import { keymap, shortly, type KeyUse } from '../fixtures/keymap.ts';
import type { Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// Each key does what the table of keys says, and `?` shows that very table.

inBrowser('the table of keys', browser => {
  async function use(stage: Stage, { from, press: keys = [], command }: KeyUse): Promise<void> {
    if (from !== undefined) await stage.tab.locator(from).focus();
    await press(stage, ...keys);
    if (command !== undefined) await stage.tell({ type: 'command', command });
  }

  const rowsOn = (stage: Stage): Promise<readonly (readonly string[])[]> =>
    stage.tab
      .locator('dialog tr')
      .evaluateAll(rows =>
        rows.map(row => [...row.children].map(cell => cell.textContent.replace(/\s+/gu, ' ').trim())),
      );

  test.each(
    keymap.flatMap(({ uses, ...row }) => uses.map(one => ({ ...row, one, name: JSON.stringify(one) }))),
  )('$keys: $does: $name', async ({ one }) => {
    const stage = await stageOf(browser(), one.view);
    await use(stage, one);
    expect((await stage.sent()).map(shortly)).toEqual(one.asks === undefined ? [] : [one.asks]);
    if (one.focus !== undefined) expect(await focus(stage)).toBe(one.focus);
    if (one.dialog !== undefined)
      expect(await stage.tab.getByRole('dialog', { name: one.dialog }).isVisible()).toBe(true);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('? shows all of them, and without single keys those that are left', async () => {
    const stage = await stageOf(browser(), 'ready');
    await press(stage, '?');
    expect(await rowsOn(stage)).toEqual(keymap.map(({ keys, does }) => [keys, does]));
    await stage.close();
    const off = await stageOf(browser(), 'ready', { settings: { singleKeys: false } });
    await off.tell({ type: 'command', command: 'keys' });
    expect(await rowsOn(off)).toEqual(
      keymap.filter(({ single }) => single !== true).map(({ keys, does }) => [keys, does]),
    );
    await off.close();
  });

  test('switched off, no single key does anything', async () => {
    const stage = await stageOf(browser(), 'failed', { settings: { singleKeys: false } });
    const keys = keymap.filter(({ single }) => single === true).flatMap(({ keys: all }) => all.split(' '));
    for (const key of keys.filter(one => one !== 'Shift')) {
      await press(stage, key.toLowerCase(), ...(key === '/' || key === '?' ? [] : [`Shift+${key}`]));
    }
    expect(await stage.sent()).toEqual([]);
    expect(await focus(stage)).toBe('title');
    expect(await stage.tab.getByRole('dialog').count()).toBe(0);
    await stage.close();
  });

  test('/ means itself wherever a layout has it: with Shift on some', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', shiftKey: true, bubbles: true })),
    );
    expect((await stage.sent()).map(shortly)).toEqual(['chooseStep']);
    await stage.close();
  });

  test('a step that was found opens from the first look too', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.tell({ type: 'reveal', step: 'readings' });
    expect(await focus(stage)).toBe('card/readings');
    await stage.close();
  });
});
