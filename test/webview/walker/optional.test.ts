import { expect, test } from 'vitest';

import type { Block, Page } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// Commands that their author calls optional are not led to, so they say themselves that they may be left.

/** The page with its first step of commands marked so. */
function marked(): { readonly optional: Page; readonly id: string } {
  let id = '';
  const mark = (block: Block): Block => {
    if (block.type !== 'card' || block.card.kind !== 'commands' || id !== '') return block;
    id = block.card.id;
    return { ...block, card: { ...block.card, optional: true } };
  };
  const phases = page.phases.map(phase => ({ ...phase, blocks: phase.blocks.map(mark) }));
  return { optional: { ...page, phases }, id };
}

inBrowser('optional commands', browser => {
  test('say so on their row, and where they are open', async () => {
    const { optional, id } = marked();
    const stage = await open(browser());
    await stage.show(optional, views.tasks);
    const step = stage.tab.locator(`[data-card="${id}"]`);
    expect(await step.innerText()).toMatch(/Optional$/);
    await step.locator('.hr-row__btn').click();
    await stage.drawn();
    expect(await step.innerText()).toContain('Optional. It does not block the run.');
    await stage.close();
  });
});
