import * as vscode from 'vscode';
import type { HostAction } from '../../protocol/webview.ts';
import { say } from '../notice.ts';
import type { OutputDocuments } from '../outputDocuments.ts';
import { attachFile } from './attachFile.ts';
import { columnBeside } from './columnBeside.ts';
import { actOnPage, isPageAction } from './pageActions.ts';
import { openText, showChange } from './runbookChange.ts';
import { openTerminal } from './terminal.ts';
import { openReview } from '../review/open.ts';
import type { Reader } from '../review/reader.ts';
import { runLog, verdictOf } from '../verification.ts';
import { manageTrust } from './manageTrust.ts';
import type { Walker } from './walker.ts';
import type { Act } from './walkers.ts';

/** The actions of VS Code that the walker's page can request. */
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
  if (action.action === 'openMarkdown') return openText(outputs, walker, action);
  if (isPageAction(action)) return actOnPage(action, walker);
  switch (action.action) {
    case 'attachFile':
      return attachFile(walker, action.step);
    case 'openOutput':
      return openOutput(outputs, walker, action);
    case 'openTerminal':
      openTerminal(walker);
      return Promise.resolve();
    case 'showChange':
      return showChange(outputs, walker);
    case 'again':
      walker.again();
      return Promise.resolve();
    case 'openReview':
      // Where the badge stands too: a window on another machine has no file manager to show the folder in.
      return openReviewOf(walker);
    case 'saveReport':
      return vscode.commands.executeCommand('handrail.saveReport', runLog(walker));
    case 'verify':
      return verify(reader, walker);
    case 'copyRequest':
      return copyRequest(walker, action.step);
    case 'showEnvironment':
      return vscode.commands.executeCommand('handrail.showEnvironment');
    case 'manageTrust':
      return manageTrust(walker);
    case 'rehearse':
      return vscode.commands.executeCommand('handrail.rehearse', walker.runbook);
    // A run is no rehearsal, so its page asks for neither.
    case 'rehearseAgain':
    case 'leaveRehearsal':
      return Promise.resolve();
  }
}

async function copyRequest(walker: Walker, step: string): Promise<void> {
  const text = await walker.ask({ type: 'approval.copy', step });
  if (text === undefined) {
    say(vscode.l10n.t('The request could not be copied.'), 'warning');
    return;
  }
  await vscode.env.clipboard.writeText(`${text}\n`);
}

async function openOutput(
  outputs: OutputDocuments,
  walker: Walker,
  { step, attemptId }: Extract<HostAction, { action: 'openOutput' }>,
): Promise<void> {
  const text = await walker.ask({ type: 'output.read', attemptId });
  if (text === undefined) {
    say(vscode.l10n.t('The output could not be read.'), 'warning');
    return;
  }
  const number = walker.page?.phases
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => (block.type === 'card' && block.card.id === step ? [block.card.number] : []))[0];
  const title = number === undefined ? vscode.l10n.t('output') : vscode.l10n.t('{0} output', number);
  await outputs.show({ key: attemptId, title, text }, columnBeside(walker));
}

async function openReviewOf(walker: Walker): Promise<void> {
  const log = runLog(walker);
  if (log !== undefined) await openReview(log);
}

async function verify(reader: Reader, walker: Walker): Promise<void> {
  const log = runLog(walker);
  if (log === undefined) return;
  walker.post({ type: 'verdict', ...(await verdictOf(reader, log)) });
}
