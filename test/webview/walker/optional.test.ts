import { expect, test } from 'vitest';

import type { Block, Page } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// Commands that their author calls optional are not led to, so they say themselves that they may be left.

interface Case {
  readonly name: string;
  /** The card that is marked. */
  readonly id: string;
  readonly view: 'tasks' | 'failed';
  readonly says: boolean;
}

const cases: readonly Case[] = [
  { name: 'commands', id: 'values', view: 'tasks', says: true },
  { name: 'a script that is only copied', id: 'script', view: 'tasks', says: true },
  { name: 'commands that have begun hold the run up, and', id: 'replay', view: 'failed', says: false },
];

function marked(id: string): Page {
  const mark = (block: Block): Block =>
    block.type === 'card' && block.card.id === id
      ? { ...block, card: { ...block.card, optional: true } }
      : block;
  return { ...page, phases: page.phases.map(phase => ({ ...phase, blocks: phase.blocks.map(mark) })) };
}

inBrowser('what is optional', browser => {
  test.each(cases)('$name: says so on its row and where it is open: $says', async ({ id, view, says }) => {
    const stage = await open(browser());
    await stage.show(marked(id), views[view]);
    const step = stage.tab.locator(`[data-card="${id}"]`);
    if (says) {
      expect(await step.innerText()).toMatch(/Optional$/);
      await step.locator('.hr-row__btn').click();
      await stage.drawn();
    }
    // It is open, so what it says is in sight.
    expect(await step.locator('.hr-actions, .hr-decide').count()).toBeGreaterThan(0);
    const told = (await step.innerText()).includes('Optional. It does not block the run.');
    expect(told).toBe(says);
    await stage.close();
  });
});
