import { expect, test } from 'vitest';
import type { Met } from '../../../src/core/run/context.ts';
import type { Request } from '../../../src/protocol/request.ts';
import type { FromWalker, HostAction } from '../../../src/protocol/webview.ts';
import { now } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { running } from '../fixtures/running.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, stageOf } from './walkerStage.ts';

// The worst moments: what a person reads, word by word, and what can be done.

interface Moment {
  readonly view: ViewName;
  /** Where it is said. */
  readonly where: string;
  readonly says: string;
  /** What can be pressed there, with what it asks for. */
  readonly presses?: Readonly<Record<string, Request | HostAction | 'nothing'>>;
  /** What must not be offered. */
  readonly never?: readonly string[];
}

const revision = 40;
const step = 'replay';

const moments: readonly Moment[] = [
  {
    view: 'hangs',
    where: '[data-hang]',
    says: 'No output for 6 min. Still running. Process 48121 is alive. The step stops by itself at 10:00.',
    presses: {
      'Stop Ctrl .': { type: 'run.stop', step },
      'Wait 10 min more': { type: 'run.extend', step, ms: 600_000 },
    },
  },
  {
    view: 'ranOn',
    where: '[data-banner="resumed"] p',
    says: '2.2 kept running while VS Code was away, 4 min. Nothing was lost. The shell of this run lived on: directory, variables and functions are as they were.',
  },
  {
    view: 'unknown',
    where: '.hr-result',
    says: 'Outcome unknown. The end of this command was not seen. Started 03:25. 44 lines of output were saved. It may have finished, failed, or stopped half way.',
  },
  {
    view: 'elsewhere',
    where: '.hr-result',
    says: 'You are in staging-eu1. This step needs prod-eu1. Nothing was run.',
    presses: {
      'Check again': { type: 'context.check' },
      'Copy the switch command': { action: 'copy', text: 'kubectl config use-context prod-eu1' },
    },
    never: ['Run 2.2', 'Run anyway'],
  },
  {
    view: 'heldElsewhere',
    where: '.hr-result',
    says: 'You are in staging-eu1. This step needs prod-eu1. Its next command is held.',
  },
  {
    view: 'moved',
    where: '[data-banner="context-changed"]',
    says: 'Kube context changed to staging-eu1 while 2.2 runs. Its next command is held.',
  },
  {
    view: 'changed',
    where: '[data-banner="runbook-changed"] p',
    says: 'orders-blue-green.md was changed: 2 lines, all in steps you have not reached. This run goes on with the text it started with.',
    presses: { 'Show the change': { action: 'showChange' }, 'Use the new text…': 'nothing' },
  },
  {
    view: 'gone',
    where: '[data-banner="runbook-gone"]',
    says: 'orders-blue-green.md is no longer there. It was renamed, moved or deleted. This run goes on with the text it started with. Show the text of this run',
    presses: { 'Show the text of this run': { action: 'openMarkdown' } },
    never: ['Show the change', 'Use the new text…'],
  },
  {
    view: 'notFound',
    where: '.hr-result',
    says: 'wscat was not found (exit code 127). This command did not start. Command 2 of 3. 1 more command has not run. Nothing more happens until you choose.',
    presses: {
      'Show PATH The environment of this run’s shell, in an editor.': { action: 'showEnvironment' },
      'Retry Run command 2 again, unchanged.': { type: 'run.step', step, revision },
    },
  },
  {
    view: 'masked',
    where: '[data-masked]',
    says: '2 places in this output are secrets and are masked, here and in the log. The other system may still have logged them.',
  },
  {
    view: 'gateRefused',
    where: '[data-gate]',
    says: 'jonas@corp refused 3.1 at 03:24: wait for the replay. 3.1 stays locked. Change what they name, then ask again; anybody with the role dba may answer then.',
    presses: { 'Ask again': { type: 'approval.ask', step: 'switch' } },
    never: ['Run 3.1'],
  },
  {
    view: 'flood',
    where: '.hr-out__foot',
    says: '524 MB so far. Shown: the last 40 lines. All of it is on disk. Open full output',
    presses: { 'Open full output': { action: 'openOutput', step, attemptId: 'a2' } },
  },
  {
    view: 'withoutRoom',
    where: '[data-banner="not-recording"] p',
    says: 'Not recording. The disk is full. Nothing can be run until the log can be written. 2.2 is still running.',
    presses: { 'Try again': { type: 'log.retry' } },
    never: ['Continue anyway'],
  },
];

function contentOf(message: FromWalker): readonly (Request | HostAction)[] {
  if (message.type === 'ready' || message.type === 'offers') return [];
  return message.type === 'request' ? [message.request] : [message.action];
}

/** What is copied to get where a step may run, by what is asked; undefined where there is not one place to go. */
const ways: readonly (readonly [asked: Pick<Met, 'name' | 'allowed'>, command: string | undefined])[] = [
  [{ name: 'kube', allowed: ['prod-eu1'] }, 'kubectl config use-context prod-eu1'],
  [{ name: 'namespace', allowed: ['shop'] }, 'kubectl config set-context --current --namespace shop'],
  [{ name: 'branch', allowed: ['release/1.8'] }, 'git switch release/1.8'],
  [{ name: 'gcp', allowed: ['shop-prod-1'] }, 'gcloud config set project shop-prod-1'],
  [{ name: 'branch', allowed: ['--orphan'] }, undefined],
  [{ name: 'branch', allowed: ['release/*'] }, undefined],
  [{ name: 'branch', allowed: ['main', 'trunk'] }, undefined],
  [{ name: 'branch', allowed: ['a;b'] }, undefined],
  [{ name: 'host', allowed: ['ops-1'] }, undefined],
  [{ name: 'user', allowed: ['deploy'] }, undefined],
];

inBrowser('the worst moments', browser => {
  test.each(ways)('the way to %j is %s', async ({ name, allowed }, command) => {
    const stage = await open(browser());
    const { replay } = views.elsewhere.steps;
    if (replay === undefined) throw new Error('the fixture has no replay');
    const blocked = {
      kind: 'context',
      message: '',
      asked: { name, allowed, here: 'there', met: false },
    } as const;
    await stage.show(page, {
      ...views.elsewhere,
      steps: { ...views.elsewhere.steps, replay: { ...replay, blocked } },
    });
    const copy = stage.tab.getByRole('button', { name: 'Copy the switch command' });
    if (command === undefined) expect(await copy.count()).toBe(0);
    else await copy.first().click();
    const sent = (await stage.sent()).flatMap(contentOf);
    expect(sent).toEqual(command === undefined ? [] : [{ action: 'copy', text: command }]);
    await stage.close();
  });

  test.each(moments)('$view: $says', async ({ view, where, says, presses = {}, never = [] }) => {
    const stage = await stageOf(browser(), view);
    const text = await stage.tab.locator(where).filter({ visible: true }).first().innerText();
    expect(text.replace(/\s+/gu, ' ').trim()).toBe(says);
    for (const name of Object.keys(presses)) {
      await stage.tab.getByRole('button', { name, exact: true }).first().click();
      await stage.drawn();
    }
    expect((await stage.sent()).flatMap(contentOf)).toEqual(
      Object.values(presses).filter(one => one !== 'nothing'),
    );
    for (const name of never) expect(await stage.tab.getByRole('button', { name }).count()).toBe(0);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('a silence becomes a box of its own by the clock alone, and output takes it away', async () => {
    const stage = await stageOf(browser(), 'hangs');
    const box = stage.tab.locator('[data-hang]');
    expect(await box.isVisible()).toBe(true);
    const output = { lines: 13, bytes: 720, masked: 0, tail: ['order 8812 agrees'] };
    await stage.tell({ type: 'output', step, attemptId: 'a2', output });
    await expect.poll(() => box.isVisible()).toBe(false);
    await stage.close();
  });

  test('a line of input is shown below a command that still runs after a moment, and nothing moves for it', async () => {
    const stage = await open(browser());
    await stage.show(page, running({ startedAt: now - 300 }));
    const line = stage.tab.locator('[data-terminal]');
    const stop = stage.tab.locator('[data-stop]');
    expect(await line.isVisible()).toBe(false);
    expect(await stage.offers()).not.toContain('type');
    await stage.tab.locator('#card-replay').focus();
    const before = await stop.boundingBox();
    await stage.setTime(now + 2000);
    await expect.poll(() => line.isVisible()).toBe(true);
    expect(await stop.boundingBox()).toEqual(before);
    expect(await focus(stage)).toBe('card/replay');
    await expect.poll(() => stage.offers()).toContain('type');
    await stage.close();
  });

  test('one that asks has its line at once, and keeps it', async () => {
    const stage = await open(browser());
    await stage.show(page, running({ startedAt: now - 300 }));
    const line = stage.tab.locator('[data-terminal]');
    const printed = (tail: readonly string[], bytes: number) =>
      stage.tell({ type: 'output', step, attemptId: 'a2', output: { lines: 13, bytes, masked: 0, tail } });
    await printed(['Password for orders: '], 720);
    expect(await line.isVisible()).toBe(true);
    await printed(['Password for orders: ', 'order 8812 agrees'], 740);
    expect(await line.isVisible()).toBe(true);
    await stage.close();
  });

  test('why no checklist can be opened is said where it would stand', async () => {
    const stage = await open(browser(), { settings: { locale: 'tr' } });
    await stage.tell({ type: 'link', state: 'connecting' });
    expect(await stage.tab.getByRole('alert').filter({ hasText: 'a.md' }).count()).toBe(0);
    await stage.tell({ type: 'link', state: 'lost', reason: 'a.md dosyası yok.' });
    expect(await stage.tab.locator('.hr-opening').innerText()).toBe(
      'Kontrol listesi açılamıyor. a.md dosyası yok.',
    );
    // What is tried again says nothing again: neither the words nor their node change.
    await stage.tab.evaluate(() => {
      new MutationObserver(() => (document.body.dataset['heard'] = 'again')).observe(
        document.querySelector('.hr-opening')?.parentElement ?? document.body,
        { childList: true, subtree: true, characterData: true },
      );
    });
    const heard = () => stage.tab.evaluate(() => document.body.dataset['heard'] ?? 'once');
    await stage.tell({ type: 'link', state: 'connecting' });
    await stage.tell({ type: 'link', state: 'lost', reason: 'a.md dosyası yok.' });
    expect(await heard()).toBe('once');
    await stage.tell({ type: 'link', state: 'connecting' });
    expect(await stage.tab.getByRole('alert').filter({ hasText: 'a.md' }).count()).toBe(1);
    await stage.tell({ type: 'link', state: 'lost', reason: 'b.md dosyası yok.' });
    expect(await heard()).toBe('again');
    await stage.close();
  });
});
