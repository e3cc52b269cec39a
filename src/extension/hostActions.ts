import * as vscode from 'vscode';
import { decodeAddress } from '../core/runbook/address.ts';
import type { HostAction } from '../protocol/webview.ts';
import type { OutputDocuments } from './outputDocuments.ts';
import { attachFile } from './attachFile.ts';
import { saveText } from './saveText.ts';
import { showChange } from './runbookChange.ts';
import type { Reader } from './review/reader.ts';
import { chooseStep } from './stepPicker.ts';
import { runLog, verdictOf } from './verification.ts';
import type { Walker } from './walker.ts';
import type { Act } from './walkers.ts';

/** Schemes of links that leave the editor, each asked for by a click. */
const outside = new Set(['http', 'https', 'mailto']);

/** What the walker's page asks of VS Code. */
export function hostActions(outputs: OutputDocuments, reader: Reader): Act {
  return async (action, walker) => {
    await done({ outputs, reader }, action, walker);
  };
}

interface Means {
  readonly outputs: OutputDocuments;
  readonly reader: Reader;
}

function done({ outputs, reader }: Means, action: HostAction, walker: Walker): Thenable<unknown> {
  switch (action.action) {
    case 'openMarkdown':
      return openMarkdown(walker.runbook, action);
    case 'chooseStep':
      return chooseStep(walker);
    case 'copy':
      return vscode.env.clipboard.writeText(action.text);
    case 'attachFile':
      return attachFile(walker, action.step);
    case 'saveText':
      return saveText(walker, action.step);
    case 'openOutput':
      return openOutput(outputs, walker, action);
    case 'openLink':
    case 'openRunbook':
      return openLink(walker.runbook, action);
    case 'openTerminal':
      return vscode.commands.executeCommand('workbench.action.terminal.focus');
    case 'showChange':
      return showChange(outputs, walker);
    case 'openLog':
      return openLog(walker);
    case 'verify':
      return verify(reader, walker);
    case 'copyRequest':
      return copyRequest(walker, action.step);
    case 'showEnvironment':
      return vscode.commands.executeCommand('handrail.showEnvironment');
    case 'manageTrust':
      return vscode.commands.executeCommand('workbench.trust.manage');
  }
}

async function copyRequest(walker: Walker, step: string): Promise<void> {
  const text = await walker.ask({ type: 'approval.copy', step });
  if (text === undefined) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The request could not be copied.'));
    return;
  }
  await vscode.env.clipboard.writeText(`${text}\n`);
}

/** Where the text is in view already, it stays there. */
async function openMarkdown(
  runbook: vscode.Uri,
  { line, place }: Extract<HostAction, { action: 'openMarkdown' }>,
): Promise<void> {
  const position = new vscode.Position((line ?? 1) - 1, 0);
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === runbook.toString(),
  );
  const free = place === 'instead' ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(runbook, {
    viewColumn: shown?.viewColumn ?? free,
    ...(line === undefined ? {} : { selection: new vscode.Range(position, position) }),
  });
}

async function openOutput(
  outputs: OutputDocuments,
  walker: Walker,
  { step, attemptId }: Extract<HostAction, { action: 'openOutput' }>,
): Promise<void> {
  const text = await walker.ask({ type: 'output.read', attemptId });
  if (text === undefined) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The output could not be read.'));
    return;
  }
  const number = walker.page?.phases
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => (block.type === 'card' && block.card.id === step ? [block.card.number] : []))[0];
  await outputs.show(attemptId, number === undefined ? 'output' : `${number} output`, text);
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
    await vscode.commands.executeCommand('handrail.openAsChecklist', target);
    return;
  }
  await vscode.commands.executeCommand(
    'vscode.open',
    fragment === undefined ? target : target.with({ fragment }),
  );
}

/** In an editor, where the badge stands: a window on another machine has no file manager to show the folder in. */
async function openLog(walker: Walker): Promise<void> {
  const log = runLog(walker);
  const entries = log === undefined ? [] : await vscode.workspace.fs.readDirectory(log);
  const newest = entries
    .map(([name]) => name)
    .filter(name => name.endsWith('.jsonl'))
    .sort()
    .at(-1);
  if (log === undefined || newest === undefined) return;
  // As its review, which is the editor of logs.
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(log, newest));
}

async function verify(reader: Reader, walker: Walker): Promise<void> {
  const log = runLog(walker);
  if (log === undefined) return;
  walker.post({ type: 'verdict', ...(await verdictOf(reader, log)) });
}
