import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';

import type { PageInput } from '../../../src/core/run/view/view.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What stands in the field of a value before anybody has typed, and what is asked for by Set.

interface Case {
  readonly does: string;
  readonly input?: Partial<PageInput>;
  /** What the field holds at first. */
  readonly holds: string;
  /** What stands below the field. */
  readonly help?: string;
  readonly type?: string;
  readonly choose?: string;
  readonly keep?: true;
  readonly asks?: Omit<Extract<Request, { type: 'input.set' }>, 'type' | 'name'>;
}

const stages = ['test', 'live'];

const cases: readonly Case[] = [
  { does: 'an empty field gives nothing', holds: '' },
  { does: 'what is typed is given', holds: '', type: '2026-11', asks: { value: '2026-11' } },
  {
    does: 'an example is help, and nothing that is given',
    input: { example: '2026-11-20' },
    holds: '',
    help: 'Needed to run 2.2. Like 2026-11-20.',
  },
  {
    does: "an example that the runbook's own words give is not given twice",
    input: { prompt: 'the day, for example 2026-11-20', example: '2026-11-20' },
    holds: '',
    help: 'Needed to run 2.2. the day, for example 2026-11-20',
  },
  {
    does: 'the usual value stands there, and is given by a press',
    input: { default: 'main' },
    holds: 'main',
    asks: { value: 'main' },
  },
  {
    does: 'the usual value can be changed',
    input: { default: 'main' },
    holds: 'main',
    type: 'hotfix',
    asks: { value: 'hotfix' },
  },
  { does: 'of several choices none is taken that nobody chose', input: { choices: stages }, holds: '' },
  {
    does: 'a choice is taken',
    input: { choices: stages },
    holds: '',
    choose: 'live',
    asks: { value: 'live' },
  },
  {
    does: 'the usual choice stands there',
    input: { choices: stages, default: 'live' },
    holds: 'live',
    asks: { value: 'live' },
  },
  {
    does: 'a secret is kept nowhere unless somebody says so',
    input: { secret: true },
    holds: '',
    type: 'hunter2-secret',
    asks: { value: 'hunter2-secret' },
  },
  {
    does: 'a secret is kept where somebody says so',
    input: { secret: true },
    holds: '',
    type: 'hunter2-secret',
    keep: true,
    asks: { value: 'hunter2-secret', keep: true },
  },
];

inBrowser('the field of a value', browser => {
  async function check({ input = {}, holds, help, type, choose, keep, asks }: Case): Promise<void> {
    const name = 'SAMPLE_DATE';
    const stage = await open(browser());
    const own: PageInput = {
      name,
      text: `$${name}`,
      prompt: name,
      secret: false,
      line: 54,
      steps: ['replay'],
    };
    const inputs = page.inputs.map(one => (one.name === name ? { ...own, ...input } : one));
    await stage.show({ ...page, inputs }, views.values);
    const { tab } = stage;
    const form = tab.locator('[data-card="replay"] form.hr-field', { hasText: name });
    const field = form.locator('.hr-input');
    expect(await field.inputValue()).toBe(holds);
    const below = (await form.locator('p').first().innerText()).replaceAll(/\s+/gu, ' ').trim();
    if (help !== undefined) expect(below).toBe(help);
    if (type !== undefined) await field.fill(type);
    if (choose !== undefined) await field.selectOption(choose);
    if (keep === true) await form.getByRole('checkbox', { name: /secret storage/u }).click();
    expect(await stage.violations()).toEqual([]);
    await form.getByRole('button', { name: 'Set' }).click();
    const requests = (await stage.sent()).flatMap(one => (one.type === 'request' ? [one.request] : []));
    expect(requests).toEqual(asks === undefined ? [] : [{ type: 'input.set', name, ...asks }]);
    await stage.close();
  }

  test.each(cases)('$does', check);

  interface Refusal {
    readonly place: 'replay' | 'values' | 'preflight';
    readonly secret?: true;
  }

  /** What was refused is said below its own field, which keeps what was typed and gets the focus; what is taken is forgotten. */
  async function checkRefusal(one: Refusal): Promise<void> {
    const stage = await openAt(one);
    const { tab } = stage;
    const { place } = one;
    const { name, field } = placed(stage, one);
    await field.fill('wrong');
    await field.press('Enter');
    const asked = await idsOf(stage);
    const because = { kind: 'value', name, wrong: { kind: 'pattern', wanted: 'CHG-.*' } } as const;
    const reply = { ok: false, code: 'bad-request', message: '', because } as const;
    await stage.tell({ type: 'reply', to: asked[0] ?? 0, reply });
    await stage.drawn();
    expect(await field.inputValue()).toBe('wrong');
    expect(await tab.evaluate('document.activeElement.dataset.key')).toBe(`${place}/value/${name}`);
    expect(await tab.locator('.hr-refused').allInnerTexts()).toEqual([`${name} must match CHG-.*.`]);
    expect(await tab.locator('form.hr-field', { has: field }).locator('.hr-refused').count()).toBe(1);
    await field.fill('CHG-1');
    await field.press('Enter');
    const later = await idsOf(stage);
    await stage.tell({ type: 'reply', to: later.at(-1) ?? 0, reply: { ok: true } });
    await stage.drawn();
    expect(await tab.locator('.hr-refused').count()).toBe(0);
    if (place !== 'values') expect(await field.inputValue()).toBe('');
    else expect(await field.count()).toBe(0);
    await stage.close();
  }

  const everywhere: readonly Refusal[] = [
    { place: 'replay' },
    { place: 'values' },
    { place: 'preflight' },
    { place: 'replay', secret: true },
  ];

  test.each(everywhere)('a value that is refused, $place, stands there to be mended', checkRefusal);

  const placed = (stage: Stage, { place, secret }: Refusal): { name: string; field: Locator } => {
    const name = secret === true ? 'REPLAY_TOKEN' : 'SAMPLE_DATE';
    return { name, field: stage.tab.locator(`[data-key="${place}/value/${name}"]`) };
  };

  async function openAt(one: Refusal): Promise<Stage> {
    const stage = await open(browser());
    await stage.show(page, one.place === 'preflight' ? views.firstOpen : views.values);
    if (one.place === 'values')
      await stage.tab
        .locator('.hr-vals')
        .getByRole('button', { name: `Fill in ${placed(stage, one).name}` })
        .click();
    return stage;
  }

  const idsOf = async (stage: Stage): Promise<readonly number[]> =>
    (await stage.sent()).flatMap(one => (one.type === 'request' ? [one.id] : []));

  /** A press that is repeated gives one value; what is corrected while the answer is on its way stands there, and is given by the next press. */
  async function checkCorrected(one: Refusal): Promise<void> {
    const stage = await openAt(one);
    const { name, field } = placed(stage, one);
    await field.fill('2026-11');
    await field.press('Enter');
    await field.press('Enter');
    const [first = 0, ...more] = await idsOf(stage);
    expect(more).toEqual([]);
    await field.fill('2026-12');
    await stage.tell({ type: 'reply', to: first, reply: { ok: true } });
    expect(await field.inputValue()).toBe('2026-12');
    await field.press('Enter');
    const requests = (await stage.sent()).flatMap(each => (each.type === 'request' ? [each.request] : []));
    expect(requests).toEqual([
      { type: 'input.set', name, value: '2026-11' },
      { type: 'input.set', name, value: '2026-12' },
    ]);
    const [, second = 0] = await idsOf(stage);
    await stage.tell({ type: 'reply', to: second, reply: { ok: true } });
    if (one.place === 'values') expect(await field.count()).toBe(0);
    else expect(await field.inputValue()).toBe('');
    await stage.close();
  }

  test.each(everywhere)(
    'a value that is corrected while it is on its way, $place, is not forgotten',
    checkCorrected,
  );

  test.each([
    ['en', (name: string) => `Keep ${name} in VS Code’s secret storage until the run is closed`],
    [
      'tr',
      (name: string) =>
        `${name} değeri, çalıştırma kapanana kadar VS Code’un gizli değer deposunda saklansın`,
    ],
  ])('of two secrets each box says which one it keeps (%s)', async (locale, says) => {
    const stage = await open(browser(), { settings: { locale } });
    const inputs = page.inputs.map(one => (one.name === 'SAMPLE_DATE' ? { ...one, secret: true } : one));
    await stage.show({ ...page, inputs }, views.values);
    const form = stage.tab.locator('#card-replay');
    for (const name of ['SAMPLE_DATE', 'REPLAY_TOKEN'])
      expect(await form.getByRole('checkbox', { name: says(name), exact: true }).count()).toBe(1);
    await stage.close();
  });
});
