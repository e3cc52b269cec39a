import * as vscode from 'vscode';
import { registerTable } from '../commandTable.ts';
import type { RunsInFront } from '../runsInFront.ts';
import { logFolderOf } from '../verification.ts';
import type { Walkers } from '../walker/walkers.ts';
import { commandTable } from './commands.ts';
import { reviewType } from './open.ts';
import type { Reader } from './reader.ts';
import type { ReviewServices } from './reviewed.ts';
import { requestType } from './requestType.ts';
import { runScheme } from './runScheme.ts';
import { RunsView } from './runsView.ts';
import { WaitingCalls } from './waitingCalls.ts';

type Disposables = vscode.ExtensionContext['subscriptions'];

/** Reviews of runs, as the editor of their logs, and the list of runs. Nothing of a run is verified before one of them is looked at. */
export function registerReview(
  { extensionUri, extension, globalStorageUri, workspaceState }: vscode.ExtensionContext,
  {
    reader,
    walkers,
    inFront,
  }: { readonly reader: Reader; readonly walkers: Walkers; readonly inFront: RunsInFront },
): Disposables {
  const { version } = extension.packageJSON as { readonly version: string };
  const runs = new RunsView(reader, { walkers, calls: new WaitingCalls(workspaceState, walkers) });
  const services = { extensionUri, reader, inFront, version };
  return [
    runs,
    vscode.window.registerCustomEditorProvider(reviewType, editorFor(services), {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true },
    }),
    vscode.window.registerWebviewPanelSerializer(requestType, {
      deserializeWebviewPanel: async (panel, state) => {
        const { restoreRequest } = await import('./answering.ts');
        restoreRequest(services, globalStorageUri, { panel, state });
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider(runScheme, {
      provideTextDocumentContent: async uri => {
        const { RunTexts } = await import('./runTexts.ts');
        return new RunTexts(reader).provideTextDocumentContent(uri);
      },
    }),
    ...registerTable(
      commandTable({ reader, runs, inFront, extensionUri, answer: answering(services, globalStorageUri) }),
    ),
  ];
}

/** Loaded with the first request that somebody answers. */
function answering(services: ReviewServices, storage: vscode.Uri): (argument: unknown) => Promise<void> {
  return async argument => (await import('./answering.ts')).answerARequest(services, storage, argument);
}

function editorFor(services: ReviewServices): vscode.CustomReadonlyEditorProvider {
  return {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => {
      const folder = uri.scheme === 'file' ? logFolderOf(uri) : undefined;
      // What git shows of another commit is no folder: there is nothing to verify, only text.
      if (folder === undefined) {
        await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
        panel.dispose();
        return;
      }
      const { ReviewPanel } = await import('./reviewPanel.ts');
      new ReviewPanel(panel, { folder, file: uri }, services);
    },
  };
}
