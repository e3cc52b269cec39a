import { expect, test } from 'vitest';

import type { Page, RunView } from '../../../src/core/run/view/view.ts';
import type { RecordField } from '../../../src/core/runbook/runbook.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { page } from '../fixtures/page.ts';
import { card, template } from '../fixtures/parts.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press } from './walkerStage.ts';

// Templates and records as forms, by keys alone.

interface Case {
  readonly does: string;
  readonly view: ViewName;
  /** A template in the place of the view's own. */
  readonly text?: string;
  /** Keys; what begins with `=` is typed. */
  readonly by: readonly string[];
  readonly asks?: readonly Request[];
  /** The text that was copied. */
  readonly copies?: string;
  readonly focus?: string;
  readonly says?: string;
  /** What stands beside the values that were read. */
  readonly beyond?: readonly string[];
}

const fill = (...values: readonly (readonly [name: string, value: string])[]): Request => ({
  type: 'record.fill',
  step: 'readings',
  values: values.map(([name, value]) => ({ name, value })),
});

const copied = (...values: readonly (readonly [name: string, value: string])[]): Request => ({
  type: 'step.copied',
  step: 'notice',
  values: values.map(([name, value]) => ({ name, value })),
});

const signOff = 'Engineer: [Name]\nReviewer: [Name]\nLead: [Name]';

const cases: readonly Case[] = [
  {
    does: 'Ctrl+Enter begins a record in its first field',
    view: 'record',
    by: ['n', 'Escape', 'Control+Enter'],
    focus: 'readings/record/Error rate',
  },
  {
    does: 'Enter leads from a field to the next, and from the last it saves',
    view: 'record',
    by: ['n', '=0.2', 'Enter', '=80', 'Enter', '=0', 'Enter'],
    asks: [fill(['Error rate', '0.2'], ['P95 latency', '80'], ['Failed smoke tests', '0'])],
    focus: 'card/readings',
  },
  {
    does: 'a number outside of its limit is said to be, once its field is left',
    view: 'record',
    by: ['n', '=1.4', 'Enter', '=140 ms', 'Enter', '=3'],
    beyond: ['Outside the limit: below 1%', 'Outside the limit: below 100 ms'],
    says: 'Outside the limit: below 100 ms',
  },
  {
    does: 'a number that is still typed is not judged',
    view: 'record',
    by: ['n', '=140'],
    beyond: [],
  },
  {
    does: 'a number that is typed anew is not judged as the one before',
    view: 'record',
    by: ['n', '=1.4', 'Tab', 'Shift+Tab', '=0.'],
    beyond: [],
  },
  {
    does: 'a number within its limit is left alone, and so is what is no number',
    view: 'record',
    by: ['n', '=0.9 %', 'Enter', '=about the same', 'Enter', '=3'],
    beyond: [],
  },
  {
    does: 'Ctrl+Enter saves what is filled in, from the field that has the focus',
    view: 'record',
    by: ['n', '=0.2', 'Control+Enter'],
    asks: [fill(['Error rate', '0.2'])],
    focus: 'card/readings',
  },
  {
    does: 'Ctrl+Enter on a step that is filled in saves it',
    view: 'record',
    by: ['n', '=0.2', 'Enter', '=80', 'Enter', '=0', 'Escape', 'Control+Enter'],
    asks: [fill(['Error rate', '0.2'], ['P95 latency', '80'], ['Failed smoke tests', '0'])],
  },
  {
    does: 'an empty record is not saved, and says why',
    view: 'record',
    by: ['n', 'Control+Enter'],
    focus: 'readings/record/Error rate',
    says: 'Nothing is filled in yet.',
  },
  {
    does: 'Ctrl+Enter on its button saves as the button does',
    view: 'record',
    by: ['n', '=0.2', 'Tab', 'Tab', 'Tab', 'Control+Enter'],
    asks: [fill(['Error rate', '0.2'])],
  },
  {
    does: 'three names of a form are three blanks, with a name each',
    view: 'template',
    text: signOff,
    by: ['n', '=Ana', 'Enter', '=Bora', 'Enter', '=Cem', 'Enter'],
    asks: [copied(['Engineer · Name', 'Ana'], ['Reviewer · Name', 'Bora'], ['Lead · Name', 'Cem'])],
    copies: 'Engineer: Ana\nReviewer: Bora\nLead: Cem',
    focus: 'card/notice',
  },
  {
    does: 'a template that is not filled in yet leads to its next blank',
    view: 'template',
    text: signOff,
    by: ['n', '=Ana', 'Control+Enter'],
    focus: 'notice/blank/Reviewer · Name',
    says: '2 blanks left',
  },
  {
    does: 'a value of the run stays one, and a name said twice is typed once',
    view: 'template',
    text: 'Released <version>: <version>, by <team> of <team>',
    by: ['n', '=payments', 'Enter'],
    asks: [copied(['team', 'payments'])],
    copies: 'Released 1.8.0: 1.8.0, by payments of payments',
  },
];

inBrowser('what is filled in by keys', browser => {
  async function check({ view, text, by, asks = [], copies, focus: key, says, beyond }: Case): Promise<void> {
    const stage = await open(browser());
    const own = text === undefined ? undefined : card('notice', '3.3', ownTemplate(text));
    const phases = page.phases.map(phase => ({
      ...phase,
      blocks: phase.blocks.map(block =>
        own !== undefined && block.type === 'card' && block.card.id === 'notice'
          ? { ...block, card: own }
          : block,
      ),
    }));
    await stage.show({ ...page, phases }, views[view]);
    for (const one of by)
      if (one.startsWith('=')) await stage.tab.keyboard.type(one.slice(1));
      else await press(stage, one);
    const sent = await stage.sent();
    expect(sent.flatMap(one => (one.type === 'request' ? [one.request] : []))).toEqual(asks);
    const texts = sent.flatMap(one => (one.type === 'host' && 'text' in one.action ? [one.action.text] : []));
    expect(texts).toEqual(copies === undefined ? [] : [copies]);
    if (key !== undefined) expect(await focus(stage)).toBe(key);
    if (beyond !== undefined) {
      await stage.drawn();
      expect(await stage.tab.locator('.hr-beyond[data-state]').allInnerTexts()).toEqual(beyond);
    }
    if (says !== undefined) expect(await stage.tab.locator('#say').textContent()).toContain(says);
    await stage.close();
  }

  function ownTemplate(text: string): Parameters<typeof card>[2] {
    const placeholders = [...text.matchAll(/\[[^\]]+\]|<[^>]+>/gu)].map(([hole]) => hole);
    return { kind: 'template', title: 'Sign off', ...template(text, [...new Set(placeholders)]) };
  }

  test.each(cases)('$does', check);

  test('what was saved is said, with what comes next', async () => {
    const stage = await open(browser());
    await stage.show(page, views.record);
    await press(stage, 'n');
    await stage.tab.keyboard.type('0.2');
    await press(stage, 'Control+Enter');
    const { readings } = views.record.steps;
    if (readings === undefined) throw new Error('the fixture has no readings');
    await stage.view({
      ...views.record,
      revision: views.record.revision + 1,
      steps: {
        ...views.record.steps,
        readings: { ...readings, state: 'by-hand', values: { 'Error rate': '0.2' } },
        switch: { state: 'ready', attempt: 1, notes: [], commands: [] },
      },
      now: { kind: 'ready', step: 'switch' },
    });
    expect(await stage.tab.locator('#say').textContent()).toContain('2.3 saved, 1 value. Next, 3.1');
    expect(await focus(stage)).toBe('card/switch');
    await stage.close();
  });

  const withFields = (fields: readonly RecordField[]): Page => ({
    ...page,
    phases: page.phases.map(phase => ({
      ...phase,
      blocks: phase.blocks.map(block =>
        block.type === 'card' && block.card.id === 'readings'
          ? { ...block, card: { ...block.card, fields } }
          : block,
      ),
    })),
  });

  test('a row keeps its height when its number is said to be outside of its limit', async () => {
    const stage = await open(browser());
    const hint = '>= 100';
    await stage.show(
      withFields([
        { name: 'Free disk', line: 60, hint },
        { name: 'Swap', line: 61, hint: '> 80%', threshold: true },
      ]),
      views.record,
    );
    const rows = () =>
      stage.tab
        .locator('.hr-readings tbody tr')
        .evaluateAll(all => all.map(one => one.getBoundingClientRect().height));
    const before = await rows();
    await press(stage, 'n');
    await stage.tab.keyboard.type('12');
    await press(stage, 'Enter');
    // Past a threshold something is done: below it all is well.
    await stage.tab.keyboard.type('35');
    await press(stage, 'Tab');
    await stage.drawn();
    expect(await stage.tab.locator('.hr-beyond[data-state]').allInnerTexts()).toEqual([
      `Outside the limit: ${hint}`,
    ]);
    expect(await rows()).toEqual(before);
    // What was saved is judged, whatever was typed.
    const { readings } = views.record.steps;
    if (readings === undefined) throw new Error('the fixture has no readings');
    const saved = (values: Readonly<Record<string, string>>, by: number): RunView => ({
      ...views.record,
      revision: views.record.revision + by,
      steps: { ...views.record.steps, readings: { ...readings, state: 'by-hand', values } },
    });
    await stage.view(saved({ 'Free disk': '120', Swap: '35' }, 1));
    const beyond = () => stage.tab.locator('.hr-readings tbody .hr-beyond').allInnerTexts();
    expect(await beyond()).toEqual([]);
    await stage.view(saved({ 'Free disk': '12', Swap: '35' }, 2));
    expect(await beyond()).toEqual([`Outside the limit: ${hint}`]);
    await stage.close();
  });

  test('columns of one row keep the units that are theirs alone, and their fields', async () => {
    const stage = await open(browser(), { width: 320 });
    const fields = [
      { name: 'Replay · Requests that were answered within the limit', line: 60, hint: 'rps' },
      { name: 'Replay · Median', line: 60, hint: 'ms' },
      { name: 'Errors · Now', line: 61, hint: '0' },
      { name: 'Errors · Later', line: 61, hint: '0' },
    ];
    await stage.show(withFields(fields), views.record);
    const rows = await stage.tab.locator('.hr-readings tbody tr').allInnerTexts();
    expect(rows.map(one => one.split(/\s*[\n\t]\s*/).filter(part => part !== ''))).toEqual([
      ['Replay', 'Requests that were answered within the limit, rps', 'Median, ms'],
      ['Errors', '0', 'Now', 'Later'],
    ]);
    const wide = await stage.tab
      .locator('.hr-reading input')
      .evaluateAll(all => all.map(one => one.clientWidth / (one.parentElement?.clientWidth ?? 1)));
    expect(Math.min(...wide)).toBeGreaterThan(0.4);
    await stage.close();
  });
});
