// Whatever a person can do in a run has a command of its own in the palette, and what the palette shows is not nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { offeredCommands, walkerCommands, type WalkerCommand } from '../../src/protocol/commands.ts';
import type { RequestType } from '../../src/protocol/request.ts';
import type { HostAction } from '../../src/protocol/webview.ts';
import { holds, type Facts } from './when.ts';

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
  };
};

/** A command of the page, one of the window by its whole id, or why there is none. */
type Way = WalkerCommand | `handrail.${string}` | `workbench.${string}` | { readonly none: string };

const requests: Readonly<Record<RequestType, Way>> = {
  'run.step': 'main',
  'run.next': 'runNext',
  'run.from': 'runOn',
  'log.retry': 'retryLog',
  'context.check': 'checkContext',
  'run.stop': 'stop',
  'run.force': 'force',
  'run.extend': 'extend',
  'wait.start': 'wait',
  'wait.end': 'wait',
  'terminal.type': 'type',
  'shell.send': 'send',
  'shell.judge': 'met',
  'shell.told': {
    none: 'Only the command line asks this; the page offers to mark the step as done by hand.',
  },
  'input.set': 'values',
  'check.set': 'main',
  note: 'note',
  attach: 'attach',
  'record.fill': 'main',
  'step.treat': 'treat',
  'approval.ask': 'main',
  'approval.withdraw': 'approval',
  'approval.copy': 'approval',
  'approval.paste': 'approval',
  'approval.look': 'approval',
  'approval.break': 'approval',
  'handover.offer': 'handOver',
  'handover.accept': 'handrail.takeOver',
  'handover.withdraw': 'withdrawOffer',
  'step.hand': 'hand',
  'step.copied': 'main',
  'step.skip': 'skip',
  'step.reopen': 'reopen',
  judge: 'differs',
  settle: 'finished',
  'edit.propose': 'edit',
  'edit.confirm': 'edit',
  'edit.retry': 'edit',
  'branch.enter': 'rollBack',
  'runbook.adopt': 'useNewText',
  'runbook.read': 'showChange',
  'environment.read': 'handrail.showEnvironment',
  close: 'close',
  'job.stop': 'jobs',
  'job.force': 'jobs',
  'seal.sign': 'handrail.signClosedRun',
  look: 'look',
  'live.signIn': 'live',
  'output.read': 'openOutput',
};

const actions: Readonly<Record<HostAction['action'], Way>> = {
  openMarkdown: 'markdown',
  explain: { none: 'It is what a command answers that cannot be done.' },
  chooseStep: 'handrail.chooseStep',
  copy: 'copy',
  attachFile: 'attach',
  saveText: 'save',
  openOutput: 'openOutput',
  openLink: { none: 'A link stands in the text, and is followed by Enter.' },
  openRunbook: { none: 'A link stands in the text, and is followed by Enter.' },
  openTerminal: 'handrail.openTerminal',
  showChange: 'showChange',
  openReview: 'openReview',
  saveReport: 'saveReport',
  again: 'newRun',
  verify: 'verify',
  copyRequest: 'approval',
  manageTrust: 'workbench.trust.manage',
  showEnvironment: 'handrail.showEnvironment',
  rehearseAgain: 'rehearseAgain',
  leaveRehearsal: 'leaveRehearsal',
  rehearse: 'handrail.rehearse',
};

const idOf = (way: Exclude<Way, { readonly none: string }>): string =>
  /^(?:handrail|workbench)\./.test(way) ? way : `handrail.walker.${way}`;

const declared = new Set(contributes.commands.map(({ command }) => command));
const whenOf = (id: string): string =>
  contributes.menus.commandPalette.find(({ command }) => command === id)?.when ?? '';

test.each(Object.entries({ ...requests, ...actions }))(
  '%s has a command that the palette can show',
  (_, way) => {
    if (typeof way === 'object') {
      expect(way.none).toMatch(/\.$/);
      return;
    }
    const id = idOf(way);
    // VS Code's own commands are its own to keep.
    if (!id.startsWith('workbench.')) expect(declared).toContain(id);
    expect(whenOf(id)).not.toBe('false');
  },
);

const pages = ['handrail.walker', 'handrail.rehearsal'];

test.each(walkerCommands)(
  '%s is shown where a page is in front that offers it, and nowhere else',
  command => {
    const when = whenOf(`handrail.walker.${command}`);
    const offers = offeredCommands.some(one => one === command);
    const all: Facts = Object.fromEntries(offeredCommands.map(one => [`handrail.offers.${one}`, true]));
    const none: Facts = Object.fromEntries(offeredCommands.map(one => [`handrail.offers.${one}`, false]));
    expect(holds(when, { ...all, activeWebviewPanelId: '' })).toBe(false);
    expect(pages.filter(page => holds(when, { ...all, activeWebviewPanelId: page }) === true)).toContain(
      pages[0],
    );
    const idle = pages.filter(page => holds(when, { ...none, activeWebviewPanelId: page }) !== false);
    expect(idle).toEqual(
      offers ? [] : pages.filter(page => holds(when, { ...all, activeWebviewPanelId: page }) === true),
    );
    // Its own offer alone is what shows it.
    const others = { ...all, [`handrail.offers.${command}`]: false, activeWebviewPanelId: 'handrail.walker' };
    if (offers) expect(holds(when, others)).toBe(false);
  },
);
