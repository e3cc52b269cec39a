import { expect, test } from 'vitest';

import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

inBrowser('what a value is for', browser => {
  test('a value says where the text needs it, in the words of the text', async () => {
    const stage = await open(browser());
    await stage.show(page, views.firstOpen);
    const field = stage.tab.locator('form.hr-field', { hasText: 'SAMPLE_DATE' });
    expect(await field.locator('.hr-use code').innerText()).toBe('./tools/load-sample "$SAMPLE_DATE"');
    await field.getByRole('button', { name: 'First used in line 54.' }).click();
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'openMarkdown', line: 54 } }]);
    await stage.close();
  });

  test('it says so by the line, and not by another name that holds its own', async () => {
    const stage = await open(browser());
    const phases = page.phases.map(phase => ({
      ...phase,
      blocks: phase.blocks.map(block =>
        block.type === 'card' && block.card.id === 'replay' && block.card.commands?.[0] !== undefined
          ? {
              ...block,
              card: {
                ...block.card,
                commands: [
                  { ...block.card.commands[0], text: 'VALID=1', line: 53 },
                  { ...block.card.commands[0], text: 'true\ncurl "x/$ID"', line: 54 },
                ],
              },
            }
          : block,
      ),
    }));
    const inputs = page.inputs.slice(0, 1).map(input => ({ ...input, name: 'ID', text: '$ID', line: 55 }));
    const values = views.firstOpen.values.slice(0, 1).map(value => ({ ...value, name: 'ID' }));
    await stage.show({ ...page, phases, inputs }, { ...views.firstOpen, values });
    expect(await stage.tab.locator('.hr-use code').allInnerTexts()).toEqual(['curl "x/$ID"']);
    await stage.close();
  });
});
