import { expect, test } from 'vitest';

import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { gatesAhead } from '../gallery/telling.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { stageOf } from './walkerStage.ts';

inBrowser('the first look', browser => {
  const focused = 'document.activeElement?.id || document.activeElement?.dataset.key || ""';

  test('with something left, Start leads to it and asks for nothing', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.tab.getByRole('button', { name: 'Start run' }).click();
    await stage.drawn();
    expect(await stage.tab.evaluate(focused)).toBe('preflight/value/SAMPLE_DATE');
    expect(await stage.sent()).toEqual([]);
    await stage.close();
  });

  test('a value is set where it is asked for', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.tab.getByLabel('SAMPLE_DATE', { exact: true }).fill('2026-11-20');
    await stage.tab.keyboard.press('Enter');
    const [asked] = await stage.sent();
    expect(asked).toMatchObject({ request: { type: 'input.set', name: 'SAMPLE_DATE', value: '2026-11-20' } });
    await stage.close();
  });

  test.each([
    ['2026-11-20', 'Review was due: 2026-11-20'],
    ['January 2026', 'Review was due: January 2026'],
    ['2026-11-21', 'Review due: 2026-11-21'],
    ['December 2026', 'Review due: December 2026'],
    ['every spring', 'Review due: every spring'],
  ])('a review that is overdue is said, however its date is written: %s', async (reviewBy, said) => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.tell({ type: 'page', page: { ...page, about: { reviewBy } } });
    expect(await stage.tab.locator('[data-preflight]').innerText()).toContain(said);
    await stage.close();
  });

  test('what is asked for is told in other words than its name, or not at all', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    const told = async (prompt: string): Promise<boolean> => {
      const inputs = page.inputs.map(input => (input.name === 'SAMPLE_DATE' ? { ...input, prompt } : input));
      await stage.tell({ type: 'page', page: { ...page, inputs } });
      return (await stage.tab.locator('[data-preflight]').innerText()).includes(prompt);
    };
    expect(await told('sample date')).toBe(false);
    expect(await told('the day whose orders are replayed')).toBe(true);
    await stage.close();
  });

  test('a value that is set can be changed, and the focus is in its field', async () => {
    const stage = await stageOf(browser(), 'firstReady');
    await stage.tab.getByRole('button', { name: 'Change SAMPLE_DATE' }).click();
    await stage.drawn();
    expect(await stage.tab.evaluate(focused)).toBe('preflight/value/SAMPLE_DATE');
    await stage.tab.getByLabel('SAMPLE_DATE', { exact: true }).fill('2026-11-22');
    await stage.tab.keyboard.press('Enter');
    const [asked] = await stage.sent();
    expect(asked).toMatchObject({ request: { type: 'input.set', name: 'SAMPLE_DATE', value: '2026-11-22' } });
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test.each(['Start run', 'Ctrl+Enter'])(
    'with nothing left, %s opens the walk at its first step and records nothing',
    async by => {
      const stage = await stageOf(browser(), 'firstReady');
      expect(await stage.tab.locator('[data-preflight]').innerText()).not.toContain('What is left');
      // The main key is dead for a moment after the page has come.
      if (by === 'Start run') await stage.tab.getByRole('button', { name: by }).click();
      else await stage.tab.keyboard.press('Control+Enter');
      await expect.poll(() => stage.tab.locator('.hr-phase').count()).toBeGreaterThan(0);
      await stage.drawn();
      expect(await stage.tab.evaluate('document.activeElement.closest("[data-card]")?.dataset.card')).toBe(
        'ready',
      );
      expect(await stage.sent()).toEqual([]);
      await stage.close();
    },
  );

  test.each([
    [
      'en',
      [
        'The branch is release/1.8. This runbook needs release/*.',
        'The kube context is prod-eu1. The policy in .handrail/config.yaml needs stage-* or kind.',
        'No AWS profile is set. The policy in .handrail/config.yaml needs ops.',
      ],
    ],
    [
      'tr',
      [
        'Şu anki dal: release/1.8. Bu runbook şunu ister: release/*.',
        'Şu anki kube bağlamı: prod-eu1. .handrail/config.yaml içindeki politika şunu ister: stage-* veya kind.',
        'Seçili AWS profili yok. .handrail/config.yaml içindeki politika şunu ister: ops.',
      ],
    ],
  ])(
    'what is asked of the place stands beside what is, and Start leads there (%s)',
    async (locale, texts) => {
      const stage = await stageOf(browser(), 'firstElsewhere', { settings: { locale } });
      const notes = await stage.tab.locator('[data-asked]').allInnerTexts();
      expect(notes.map(text => text.replace(/\s+/gu, ' ').trim())).toEqual(texts);
      await stage.tab.locator('[data-start]').click();
      await stage.drawn();
      expect(await stage.tab.evaluate(focused)).toBe('where-h');
      expect(await stage.sent()).toEqual([]);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    },
  );

  test('who has to agree before commands run is said, apart from what people see to; and nothing runs to be rehearsed', async () => {
    const stage = await stageOf(browser(), 'firstReady');
    await stage.view(gatesAhead);
    const section = stage.tab.locator('#approvals');
    expect((await section.locator('h2').innerText()).replaceAll(/\s+/gu, ' ')).toBe(
      'Approvals 2 hold commands back',
    );
    expect((await section.locator('[data-gates-ahead] li').allInnerTexts()).map(text => text.trim())).toEqual(
      [
        'Before anything runs: one person with the role cto.',
        'Before 3.1 and 2.2: 2 people with the role release-approver.',
      ],
    );
    // The other one is what a gate holds.
    expect(await section.locator('ul').last().locator('li').count()).toBe(1);
    await stage.tab.getByRole('button', { name: 'Rehearse, run nothing' }).click();
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'rehearse' } }]);
    await stage.close();
  });

  test.each([
    ['of no step of the page', ['gone'], 'Asked of one person with the role cto.'],
    [
      'of a step without a number',
      ['back'],
      'Before Send all traffic back to blue: one person with the role cto.',
    ],
  ])('what an approval holds back, %s, is not the whole run', async (_what, steps, text) => {
    const stage = await open(browser());
    const unnumbered = {
      ...page,
      phases: page.phases.map(phase => ({
        ...phase,
        blocks: phase.blocks.map(block =>
          block.type === 'card' ? { ...block, card: { ...block.card, number: '' } } : block,
        ),
      })),
    };
    const gates = [{ role: 'cto', quorum: 1, steps, text: 'CTO' }];
    await stage.show(unnumbered, { ...gatesAhead, preflight: { tools: [], gates } });
    expect((await stage.tab.locator('[data-gates-ahead] li').innerText()).trim()).toBe(text);
    await stage.close();
  });

  test('the runbook can be read with something left, and looking again asks for a look', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.tab.getByRole('button', { name: 'Look again' }).click();
    expect(await stage.sent()).toMatchObject([{ request: { type: 'look' } }]);
    await stage.tab.getByRole('button', { name: 'Read the runbook' }).click();
    await expect.poll(() => stage.tab.locator('.hr-phase').count()).toBeGreaterThan(0);
    await stage.close();
  });

  test('once something was recorded the first look is over', async () => {
    const stage = await stageOf(browser(), 'firstOpen');
    await stage.view(views.ready);
    expect(await stage.tab.locator('[data-preflight]').count()).toBe(0);
    await stage.close();
  });

  test('whoever reads along is told so and can press nothing', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tell({ type: 'seat', acts: false });
    expect(await stage.tab.locator('[data-banner="reading"]').innerText()).toContain('another window');
    await stage.tab.getByRole('button', { name: /^Run 2\.2/ }).click({ force: true });
    expect(await stage.sent()).toEqual([]);
    await stage.tell({ type: 'seat', acts: true });
    expect(await stage.tab.locator('[data-banner="reading"]').count()).toBe(0);
    await stage.tab.getByRole('button', { name: /^Run 2\.2/ }).click();
    expect(await stage.sent()).toHaveLength(1);
    await stage.close();
  });

  test('a criterion that holds leads into its branch and is the reason', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.locator('[data-criterion]').first().click();
    await stage.tab.getByRole('button', { name: 'Take branch R', exact: true }).click();
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'branch.enter', section: 'rollback', reason: 'any replayed order differs' } },
    ]);
    await stage.close();
  });
});
