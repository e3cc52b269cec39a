import * as vscode from 'vscode';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import type { ReviewAction } from '../../protocol/review.ts';
import { signingStates, type SigningState } from '../../protocol/reviewPage.ts';
import { openReview } from './open.ts';
import { KeyQuestions } from '../keys/keyPrompts.ts';
import { OutputPanel } from './outputPanel.ts';
import type { Streams } from './question.ts';
import type { Reader } from './reader.ts';
import type { Reviewed } from './reviewed.ts';
import { Moments } from './moments.ts';
import { wordsBesideTime } from './runItem.ts';
import { outputUri, runbookUri } from './runTexts.ts';
import { runbookToday } from './today.ts';

/** Does what a review's page asks of VS Code. */
export async function act(review: Reviewed, action: ReviewAction): Promise<void> {
  const folder = review.folder.fsPath;
  const { reader } = review.services;
  switch (action.action) {
    case 'openRunbook':
      await openRunbook(review, action.line);
      return;
    case 'diffRunbook':
      await diffRunbook(review);
      return;
    case 'openOutput':
      new OutputPanel(review.services, { ...action, folder });
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(action.text);
      return;
    case 'openText':
      await vscode.commands.executeCommand('vscode.openWith', review.file, 'default');
      return;
    case 'chooseRun':
      await chooseRun(review);
      return;
    case 'openRun':
      await openReview(vscode.Uri.file(action.folder));
      return;
    case 'compareOutputs':
      await compareOutputs(folder, action);
      return;
    case 'countersign':
      await sign(review, action);
      return;
    // What the page of a request asks.
    case 'answer':
    case 'copyAnswer':
    case 'readRun':
      return;
    case 'verifyGit':
      review.post({ type: 'git', copy: await reader.ask('git', { folder }) });
      return;
  }
}

/** What each end of signing is called on the page. */
const states: ReadonlySet<string> = new Set(signingStates);
const isState = (state: string): state is SigningState => states.has(state);

async function sign(
  review: Reviewed,
  { decision, findings, reason }: Extract<ReviewAction, { action: 'countersign' }>,
): Promise<void> {
  // Signing asks git of the folder which key to use.
  if (!vscode.workspace.isTrusted) {
    review.post({ type: 'signed', state: 'not-trusted-folder' });
    return;
  }
  const { reader, version } = review.services;
  const wish = {
    decision,
    findings: findings.map(({ text, entry }) => (entry === undefined ? { text } : { text, entry })),
    ...(reason === undefined ? {} : { reason }),
  };
  const asked = { folder: review.folder.fsPath, wish, vscode: vscode.version, version };
  const state = await signed(reader, asked);
  review.post({ type: 'signed', state: isState(state) ? state : 'failed' });
}

/** How signing ended; what the key asks meanwhile is asked here. */
function signed(reader: Reader, asked: Streams['sign']['with']): Promise<string> {
  const questions = new KeyQuestions();
  let state = 'failed';
  return new Promise(resolve => {
    reader.begin('sign', asked, {
      part: (part, reply) => {
        if ('signing' in part) ({ state } = part.signing);
        else void questions.take(part, (id, typed) => reply({ id, typed }));
      },
      done: () => {
        questions.end();
        resolve(state);
      },
    });
  });
}

/** `line` is 1-based. */
async function openRunbook({ folder, view }: Reviewed, line: number | undefined): Promise<void> {
  const position = new vscode.Position((line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(runbookUri(folder.fsPath, view?.path ?? ''), {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    ...(line === undefined ? {} : { selection: new vscode.Range(position, position) }),
  });
}

async function diffRunbook({ folder, view }: Reviewed): Promise<void> {
  const path = view?.path ?? '';
  const now = runbookToday(folder, path);
  if (now === undefined) return;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  await vscode.commands.executeCommand(
    'vscode.diff',
    runbookUri(folder.fsPath, path),
    now,
    vscode.l10n.t('{0}: as it was, and today', name),
  );
}

interface Choice extends vscode.QuickPickItem {
  readonly run: RunRow;
}

/** Chooses another run of the same runbook to compare with. */
async function chooseRun(review: Reviewed): Promise<void> {
  const folder = review.folder.fsPath;
  const { reader } = review.services;
  const runs = await reader.ask('siblings', { folder });
  // All are of one runbook, so a time is all that such a row is called by.
  const moments = new Moments(runs, () => '');
  const picked = await vscode.window.showQuickPick(
    runs.map((run): Choice => ({
      label: moments.of(run),
      description: wordsBesideTime(run).join(', '),
      run,
    })),
    { placeHolder: vscode.l10n.t('Compare with…'), matchOnDescription: true },
  );
  if (picked === undefined) return;
  const comparison = await reader.ask('compare', { folder, other: picked.run.folder });
  review.post({ type: 'compared', comparison });
}

async function compareOutputs(
  folder: string,
  { title, attempt, other }: Extract<ReviewAction, { action: 'compareOutputs' }>,
): Promise<void> {
  await vscode.commands.executeCommand(
    'vscode.diff',
    outputUri(other.folder, other.attempt, title),
    outputUri(folder, attempt, title),
    vscode.l10n.t('{0}: that run, and this one', title),
  );
}
