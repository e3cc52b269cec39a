import * as vscode from 'vscode';
import { privateState } from '../adapters/audit/stateFolders.ts';
import { AttentionCalls } from './attention.ts';
import { analystOf, registerAuthoring } from './authoring/authoring.ts';
import { hostActions } from './walker/hostActions.ts';
import { registerCommands } from './commands.ts';
import { LogLenses } from './logLenses.ts';
import { Offers } from './walker/offers.ts';
import { PlaceChosen } from './walker/placeChosen.ts';
import { OutputDocuments, outputScheme } from './outputDocuments.ts';
import { Runbooks } from './authoring/runbooks.ts';
import { Reader } from './review/reader.ts';
import { registerReview } from './review/review.ts';
import { registerRunbooks } from './runbooks/register.ts';
import { Shelf } from './runbooks/shelf.ts';
import { Gutter } from './progress/gutter.ts';
import { registerPaces } from './progress/register.ts';
import { ProgressLenses } from './progress/progressLenses.ts';
import { WalkedDocuments } from './progress/walked.ts';
import { Rehearsals } from './rehearsal/rehearsals.ts';
import { RunbookLenses } from './runbookLenses.ts';
import { RunsInFront } from './runsInFront.ts';
import type { RunnerHome } from './walker/runnerLink.ts';
import { sweepKept } from './walker/keptMark.ts';
import { StalePanels } from './walker/stalePanels.ts';
import { StatusBar } from './statusBar.ts';
import { walkerType } from './walker/walkerType.ts';
import { Walkers } from './walker/walkers.ts';

/** The composition root: everything of the extension is made here, and ends with the context's subscriptions. */
export function activate(context: vscode.ExtensionContext): void {
  const outputs = new OutputDocuments();
  const reader = new Reader(vscode.Uri.joinPath(context.extensionUri, 'dist', 'review.cjs').fsPath);
  const walkers = new Walkers(context, () => homeOf(context), hostActions(outputs, reader));
  void sweepKept(context, stateFolders => reader.ask('runs', { stateFolders }));
  const inFront = new RunsInFront(walkers);
  const analyst = analystOf(context);
  const rehearsals = new Rehearsals(context.extensionUri, analyst);
  const runbooks = new Runbooks(context.workspaceState, walkers);
  const walked = new WalkedDocuments(walkers);
  context.subscriptions.push(
    outputs,
    walkers,
    analyst,
    rehearsals,
    runbooks,
    reader,
    walked,
    new Gutter(walked, vscode.Uri.joinPath(context.extensionUri, 'media')),
    new Offers(walkers, rehearsals),
    new StatusBar(walkers),
    new AttentionCalls(walkers),
    new StalePanels(context.workspaceState, walkers),
    vscode.window.registerWebviewPanelSerializer(walkerType, walkers),
    vscode.workspace.registerTextDocumentContentProvider(outputScheme, outputs),
    ...registerLenses(reader, walked),
    ...registerCommands({
      walkers,
      rehearsals,
      outputs,
      reader,
      inFront,
      place: new PlaceChosen(context.globalState),
    }),
    ...registerAuthoring(context, { analyst, walkers, runbooks }),
    ...registerReview(context, { reader, walkers, inFront }),
    ...registerPaces({ reader, runbooks, walkers }),
    ...registerRunbooks(new Shelf(reader, () => runbooks.opened)),
  );
}

function registerLenses(reader: Reader, walked: WalkedDocuments): vscode.ExtensionContext['subscriptions'] {
  const ofText = [new RunbookLenses(), new ProgressLenses(walked)];
  const ofLogs = new LogLenses(reader);
  const { languages } = vscode;
  return [
    ...ofText,
    ofLogs,
    ...ofText.map(lenses => languages.registerCodeLensProvider({ language: 'markdown' }, lenses)),
    languages.registerCodeLensProvider({ pattern: '**/.handrail/runs/**/*.jsonl' }, ofLogs),
  ];
}

function homeOf(context: vscode.ExtensionContext): RunnerHome {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const hours = vscode.workspace.getConfiguration('handrail').get<number>('keepAliveHours', 8);
  return {
    dist: vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath,
    privateFolder: privateState(process.env),
    keepAliveMs: Math.round(hours * 3_600_000),
    vscode: vscode.version,
    version,
  };
}
