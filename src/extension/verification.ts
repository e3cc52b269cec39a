import * as vscode from 'vscode';
import type { Verdict } from '../core/audit/verdict.ts';
import type { VerdictResult } from '../protocol/host.ts';
import { findingText } from './finding.ts';
import { offer } from './notice.ts';
import { openReview } from './review/open.ts';
import { ReadingFailed, type Reader } from './review/reader.ts';
import { unreadText } from './review/unread.ts';
import type { Walker } from './walker/walker.ts';

export interface ShownVerdict {
  readonly result: VerdictResult;
  /** Sentences: what is wrong first and why, or what is proven. */
  readonly message: string;
}

/** The run folder that a file belongs to, or that a folder is. */
export function logFolderOf(uri: vscode.Uri): vscode.Uri | undefined {
  const match = /^(.*\/\.handrail\/runs\/\d{4}\/[^/]+)(?:\/.*)?$/.exec(uri.path);
  return match?.[1] === undefined ? undefined : uri.with({ path: match[1] });
}

/** The folder of a walker's run; undefined before its first action. */
export function runLog(walker: Walker): vscode.Uri | undefined {
  const folder = walker.view?.recording.folder;
  return folder === undefined ? undefined : vscode.Uri.file(folder);
}

/** What verification says of a run, offline; it is done on a thread of its own, so that a long log holds up nothing else. */
export async function verdictOf(reader: Reader, folder: vscode.Uri): Promise<ShownVerdict> {
  try {
    const verdict = await reader.ask('verify', { folder: folder.fsPath });
    return { result: resultOf(verdict), message: sentences(verdict) };
  } catch (error) {
    if (!(error instanceof ReadingFailed)) throw error;
    const message = vscode.l10n.t('The log could not be read. {0}', unreadText(vscode.l10n, error));
    return { result: 'unreadable', message };
  }
}

/** Says what verification found, and offers the log. */
export async function verifyLog(reader: Reader, folder: vscode.Uri): Promise<void> {
  const verdict = await verdictOf(reader, folder);
  const ways = [
    { label: vscode.l10n.t('Review'), go: () => openReview(folder) },
    { label: vscode.l10n.t('Show the log'), go: () => showLog(folder) },
  ];
  const weight = verdict.result === 'verified' ? 'information' : 'warning';
  await offer(`${verdictTitle(verdict, 'plain')}. ${verdict.message}`, ways, weight);
}

async function showLog(folder: vscode.Uri): Promise<void> {
  const [log] = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '*.jsonl'), null, 1);
  if (log !== undefined) await vscode.window.showTextDocument(log);
}

/** The badge's words. */
export function verdictTitle({ result }: ShownVerdict, icons: 'icons' | 'plain' = 'icons'): string {
  const [icon, words] = badge(result);
  return icons === 'icons' ? `$(${icon}) ${words}` : words;
}

function badge(result: VerdictResult): readonly [icon: string, words: string] {
  switch (result) {
    case 'verified':
      return ['verified-filled', vscode.l10n.t('Verified')];
    case 'open':
      return ['unverified', vscode.l10n.t('Verified, end open')];
    case 'untrusted':
      return ['unverified', vscode.l10n.t('Signed by a key this repository does not trust')];
    case 'broken':
      return ['error', vscode.l10n.t('Does not verify')];
    case 'unreadable':
      return ['circle-slash', vscode.l10n.t('This version cannot verify it')];
  }
}

function resultOf({ exit }: Verdict): VerdictResult {
  switch (exit) {
    case 0:
      return 'verified';
    case 1:
      return 'broken';
    case 2:
      return 'open';
    case 3:
      return 'untrusted';
    case 4:
    case 5:
      return 'unreadable';
  }
}

function sentences(verdict: Verdict): string {
  const { worst, entries, objects } = verdict;
  return worst === undefined
    ? vscode.l10n.t('{0} entries and {1} stored files are as they were signed.', entries, objects)
    : findingText(vscode.l10n, worst);
}
