import * as vscode from 'vscode';
import { decodeAddress } from '../../core/runbook/markdown/address.ts';
import type { ExplainedCommand } from '../../protocol/commands.ts';
import type { HostAction } from '../../protocol/webview.ts';
import { offer, say } from '../notice.ts';
import { columnBeside } from './columnBeside.ts';
import { asBefore } from './placeChosen.ts';
import { saveText } from './saveText.ts';
import { goToWaiting, type ShownRunbook } from './shownRunbook.ts';
import { chooseStep } from './stepPicker.ts';

/** What such a page asks of VS Code whether or not there is a run behind it. */
type PageAction = Extract<HostAction, { readonly action: (typeof pageActions)[number] }>;

const pageActions = [
  'openMarkdown',
  'explain',
  'chooseStep',
  'copy',
  'saveText',
  'openLink',
  'openRunbook',
] as const;

export function isPageAction(action: HostAction): action is PageAction {
  return pageActions.some(name => name === action.action);
}

/** Schemes of links that leave the editor, each asked for by a click. */
const outside = new Set(['http', 'https', 'mailto']);

export function actOnPage(action: PageAction, shown: ShownRunbook): Thenable<unknown> {
  switch (action.action) {
    case 'openMarkdown':
      return openMarkdown(shown, action);
    case 'explain':
      sayNothingThere(action.command, shown);
      return Promise.resolve();
    case 'chooseStep':
      return chooseStep(shown);
    case 'copy':
      return copy(action.text);
    case 'saveText':
      return saveText(shown, action.step);
    case 'openLink':
    case 'openRunbook':
      return openLink(shown.runbook, action);
  }
}

/** A clipboard shows nothing, so this says that it holds the text now. */
async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Copied.')}`, 4000);
}

/** Why a command did nothing, and where to go instead where that needs more than a line. */
function sayNothingThere(command: ExplainedCommand, shown: ShownRunbook): void {
  const alone = standsBehind(command, shown) ? undefined : nothingThere(command);
  if (alone !== undefined) say(alone);
  else if (command === 'copy') {
    const go = (): Promise<void> => chooseStep(shown);
    const sentence = vscode.l10n.t('No command stands here. Go to a step with commands first.');
    void offer(sentence, [{ label: vscode.l10n.t('Go to Step…'), go }]);
  } else {
    // Offered in the palette only while it can be done; a key of one's own reaches it at any time.
    const sentence =
      command === 'handOver'
        ? vscode.l10n.t(
            'This run cannot be handed over now: it has not begun, is closed, or is offered already.',
          )
        : vscode.l10n.t('This cannot be done now. The step that the run waits for says what can be.');
    void offer(sentence, [{ label: vscode.l10n.t('Go to step'), go: () => goToWaiting(shown) }]);
  }
}

/** Phases and values are not in view before the text of the runbook is. */
function standsBehind(command: ExplainedCommand, { page, view }: ShownRunbook): boolean {
  switch (command) {
    case 'phases':
    case 'nextPhase':
    case 'previousPhase':
      return (page?.phases.length ?? 0) > 1;
    case 'values':
      return (view?.values.length ?? 0) > 0;
    default:
      return false;
  }
}

/** What fits a line. */
function nothingThere(command: ExplainedCommand): string | undefined {
  switch (command) {
    case 'stop':
      return vscode.l10n.t('No command is running.');
    case 'met':
    case 'differs':
      return vscode.l10n.t('No command waits for your judgement here.');
    case 'output':
    case 'openOutput':
      return vscode.l10n.t('This step has no output.');
    case 'values':
      return vscode.l10n.t('This runbook asks for no values.');
    case 'firstError':
      return vscode.l10n.t('No line of this output names an error.');
    case 'phases':
    case 'nextPhase':
    case 'previousPhase':
      return vscode.l10n.t('This runbook has no phases.');
    case 'branches':
      return vscode.l10n.t('This runbook names no branch.');
    case 'path':
      return vscode.l10n.t('No branch was taken. You are on the path.');
    default:
      return undefined;
  }
}

/** Where the text is in view already, it stays there. */
async function openMarkdown(
  page: ShownRunbook,
  { line, place }: Extract<HostAction, { action: 'openMarkdown' }>,
): Promise<void> {
  const { runbook } = page;
  const position = new vscode.Position((line ?? 1) - 1, 0);
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === runbook.toString(),
  );
  const free = place === 'instead' ? vscode.ViewColumn.Active : columnBeside(page);
  await vscode.window.showTextDocument(runbook, {
    viewColumn: shown?.viewColumn ?? free,
    ...(line === undefined ? {} : { selection: new vscode.Range(position, position) }),
  });
}

async function openLink(
  runbook: vscode.Uri,
  { action, href }: Extract<HostAction, { action: 'openLink' | 'openRunbook' }>,
): Promise<void> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (outside.has(scheme)) await vscode.env.openExternal(vscode.Uri.parse(href));
    return;
  }
  const [path = '', fragment] = href.split('#');
  if (path === '') return;
  const target = vscode.Uri.joinPath(runbook, '..', decodeAddress(path));
  if (action === 'openRunbook') {
    await vscode.commands.executeCommand('handrail.openAsChecklist', asBefore(target));
    return;
  }
  await vscode.commands.executeCommand(
    'vscode.open',
    fragment === undefined ? target : target.with({ fragment }),
  );
}
