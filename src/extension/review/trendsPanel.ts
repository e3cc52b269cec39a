import { basename, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { fromReview } from '../../protocol/review.ts';
import type { ToReview } from '../../protocol/reviewPage.ts';
import { markdownInQuestion } from '../named.ts';
import { sayNoMarkdown } from '../notice.ts';
import { assetRoots } from '../webviewPage.ts';
import { openReview } from './open.ts';
import { reviewHtml, reviewSettings } from './page.ts';
import type { Reader } from './reader.ts';
import { homeOf } from './stateFolders.ts';
import { unreadText } from './unread.ts';

/** Whose runs are told of. */
interface Told {
  readonly stateFolder: string;
  /** Absolute. */
  readonly path: string;
  readonly title: string;
}

const panels = new Map<string, vscode.WebviewPanel>();

/** Shows what the runs of a runbook show together: of a run or a runbook in a list, else of the file in front. */
export function showTrends(argument: unknown, extensionUri: vscode.Uri, reader: Reader): void {
  const told = toldOf(argument);
  if (told === undefined) {
    sayNoMarkdown();
    return;
  }
  const known = panels.get(told.path);
  if (known !== undefined) {
    known.reveal();
    return;
  }
  const panel = vscode.window.createWebviewPanel(
    'handrail.trends',
    vscode.l10n.t('{0} (trends)', told.title),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: assetRoots(extensionUri) },
  );
  panels.set(told.path, panel);
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'walker.svg');
  panel.onDidDispose(() => panels.delete(told.path));
  follow(panel, told, reader);
  panel.webview.html = reviewHtml(panel.webview, extensionUri, reviewSettings({ mode: 'trends' }));
}

/** A page that was covered is made anew, and reads the runs anew with it. */
function follow(panel: vscode.WebviewPanel, { stateFolder, path }: Told, reader: Reader): void {
  const post = (message: ToReview): void => void panel.webview.postMessage(message);
  panel.webview.onDidReceiveMessage(async (raw: unknown) => {
    const read = fromReview.safeParse(raw);
    if (!read.success) return;
    const message = read.data;
    if (message.type === 'act' && message.action.action === 'openRun')
      await openReview(vscode.Uri.file(message.action.folder));
    if (message.type !== 'ready') return;
    await reader.ask('trend', { stateFolder, path }).then(
      told => post(told === undefined ? { type: 'trends' } : { type: 'trends', told }),
      (error: unknown) => post({ type: 'failed', why: unreadText(vscode.l10n, error) }),
    );
  });
}

function toldOf(argument: unknown): Told | undefined {
  const run = runOf(argument);
  if (run !== undefined) return run;
  const file = markdownInQuestion(argument);
  if (file?.scheme !== 'file') return undefined;
  return { stateFolder: homeOf(file).stateFolder, path: file.fsPath, title: basename(file.fsPath) };
}

/** A run of the list; its runbook may have been moved since, and is told of all the same. */
function runOf(argument: unknown): Told | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('folder' in argument) || !('runbook' in argument)) return undefined;
  const { folder, runbook } = argument;
  if (typeof folder !== 'string' || typeof runbook !== 'string' || runbook === '') return undefined;
  const stateFolder = join(folder, '../../..');
  const path = isAbsolute(runbook) ? runbook : join(stateFolder, '..', runbook);
  return { stateFolder, path, title: basename(runbook) };
}
