import { expect, test } from 'vitest';
import type { FromReview } from '../../../src/protocol/review.ts';
import type { Reviewer } from '../../../src/protocol/reviewPage.ts';
import { inBrowser } from '../inBrowser.ts';
import type { ReviewName } from './runs.ts';
import { show, texts, type Stage } from './stage.ts';

// A person's own word on a run: what can be said of which run, and that nothing is said for them.

inBrowser('a review of one’s own in Chromium', browser => {
  const bob: Reviewer = { who: 'bob@corp', own: false };

  async function stageOf(name: ReviewName, reviewer: Reviewer = bob): Promise<Stage> {
    const stage = await show(browser(), { name });
    await stage.tell({ type: 'reviewer', reviewer });
    return stage;
  }

  const signed = ({ sent }: Stage): readonly unknown[] =>
    sent.flatMap(one => (one.type === 'act' && one.action.action === 'countersign' ? [one.action] : []));
  const button = ({ tab }: Stage) => tab.locator('[data-key="sign"]');

  test('nothing is chosen beforehand, the button names who signs, and says what is missing', async () => {
    const stage = await stageOf('good');
    const { tab } = stage;
    expect(await tab.locator('[name="decision"]:checked').count()).toBe(0);
    expect(await texts(stage, '[data-key="sign"]')).toEqual(['Countersign as bob@corp']);
    expect((await texts(stage, '#mine-says'))[0]).toMatch(
      /^Choose what you make of the run\. .* that you verified and read it, not that you saw it happen\.$/,
    );
    const focused = (): Promise<string | null> =>
      tab.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id ?? null);
    await button(stage).click({ force: true });
    expect([signed(stage), await focused()]).toEqual([[], 'decision']);
    await tab.getByLabel('Accept with findings').check();
    expect((await texts(stage, '#mine-says'))[0]).toMatch(/^Say what you found\./);
    await button(stage).click({ force: true });
    expect([signed(stage), await focused()]).toEqual([[], 'mine-text']);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('findings about entries and about the run are sent once, and it says what became of them', async () => {
    const stage = await stageOf('good');
    const { tab } = stage;
    await tab.locator('[data-row]', { hasText: 'Failed' }).click();
    await tab.locator('[data-about]').click();
    const about = tab.getByLabel(/^About entry \d+: Failed 3\.2/);
    expect(await about.evaluate(element => element === document.activeElement)).toBe(true);
    await about.fill('it compares too few orders');
    await tab.getByLabel('Findings', { exact: true }).fill('2.2 is skipped every time');
    await tab.getByLabel('Accept', { exact: false }).first().check();
    expect((await texts(stage, '#mine-says'))[0]).toMatch(/^Accept says that nothing was found/);
    await tab.getByLabel('Accept with findings').check();
    await button(stage).click({ force: true });
    await button(stage).click({ force: true });
    expect(signed(stage)).toEqual([
      {
        action: 'countersign',
        decision: 'findings',
        findings: [
          { text: '2.2 is skipped every time' },
          { text: 'it compares too few orders', entry: expect.any(Number) as number },
        ],
      },
    ]);
    expect(await tab.locator('[data-signing="asked"]').count()).toBe(1);
    await stage.tell({ type: 'signed', state: 'not-signed' });
    expect((await texts(stage, '[data-signing]'))[0]).toMatch(/^Nothing was signed/);
    expect(await about.inputValue()).toBe('it compares too few orders');
    await stage.tell({ type: 'signed', state: 'signed' });
    expect(await texts(stage, '[data-signing]')).toEqual(['Signed. Your review stands behind the run.']);
    expect(await tab.getByLabel('Findings', { exact: true }).inputValue()).toBe('');
    await stage.close();
  });

  interface Case {
    readonly name: ReviewName;
    readonly reviewer?: Reviewer;
    /** Decisions that can be chosen; none where there is no form. */
    readonly open: readonly string[];
    readonly panel: boolean;
  }

  test.each<Case>([
    { name: 'good', open: ['accepted', 'findings', 'rejected'], panel: true },
    { name: 'open', open: ['rejected'], panel: true },
    { name: 'tampered', open: [], panel: false },
    { name: 'unreadable', open: [], panel: false },
    { name: 'good', reviewer: { who: 'elif@ops-7', own: true }, open: [], panel: true },
  ])('of the run “$name”, by $reviewer.who: $open', async ({ name, reviewer, open, panel }) => {
    const stage = await stageOf(name, reviewer);
    const { tab } = stage;
    expect(await tab.locator('[data-mine]').count()).toBe(panel ? 1 : 0);
    const enabled = tab.locator('[name="decision"]:enabled');
    expect(await enabled.evaluateAll(all => all.map(one => (one as HTMLInputElement).value))).toEqual(open);
    expect(await tab.locator('[data-own]').count()).toBe(reviewer?.own === true ? 1 : 0);
    await stage.close();
  });

  test('the letters of the timeline are letters where something is written', async () => {
    const stage = await stageOf('good');
    const field = stage.tab.getByLabel('Findings', { exact: true });
    await field.focus();
    await stage.tab.keyboard.type('jk/');
    expect(await field.inputValue()).toBe('jk/');
    const types: readonly FromReview['type'][] = stage.sent.map(({ type }) => type);
    expect(types).not.toContain('search');
    await stage.close();
  });
});
