import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { stateFolderOf } from '../../adapters/audit/stateFolders.ts';
import { savedRequest } from '../../protocol/reviewPage.ts';
import { namedRun } from '../named.ts';
import { offer, wayTo } from '../notice.ts';
import { Moments } from './moments.ts';
import { RequestPanel, type RequestedPlace } from './requestPanel.ts';
import type { ReviewServices } from './reviewed.ts';
import { wordsOf, yoursFirst } from './runItem.ts';
import { runTitle } from './runTitle.ts';
import { stateFolders } from './stateFolders.ts';
import { waitingIn, withWaiting, type ListedRun } from './waitingRuns.ts';

const mark = 'handrail-request:';

/** Milliseconds after which a request that was pasted is of no use to anybody. */
const outdated = 7 * 86_400_000;

/** Shows a request for approval: of the run that is named, or of one that is chosen, or from a text. */
export async function answerARequest(
  services: ReviewServices,
  storage: vscode.Uri,
  argument: unknown,
): Promise<void> {
  const named = namedRun(argument)?.fsPath;
  const place = named === undefined ? await inFrontOrChosen(services, storage) : ofRun(named);
  if (place === undefined) return;
  new RequestPanel(services, place);
}

/** Shows what a panel showed before the window was loaded anew; whose word counts is found anew, and not taken from the page. */
export function restoreRequest(
  services: ReviewServices,
  storage: vscode.Uri,
  { panel, state }: { readonly panel: vscode.WebviewPanel; readonly state: unknown },
): void {
  const kept = savedRequest.safeParse(state);
  if (!kept.success || !existsSync(kept.data.folder)) {
    panel.dispose();
    return;
  }
  const { folder, pasted } = kept.data;
  new RequestPanel(services, pasted ? ofText(folder, requestsIn(storage)) : ofRun(folder), panel);
}

function ofRun(folder: string): RequestedPlace {
  return { folder, state: stateFolderOf(folder), pasted: false };
}

/** Requests that were pasted lie together in VS Code's own storage. */
const requestsIn = (storage: vscode.Uri): string => join(storage.fsPath, 'requests');

function ofText(folder: string, requests: string): RequestedPlace {
  return { folder, state: trustedState(requests), pasted: true };
}

interface Choice extends vscode.QuickPickItem {
  readonly folder?: string;
  readonly paste?: true;
}

/** A run in front is meant where it waits for the very person who looks at it; its operator may want to paste another's request. */
async function inFrontOrChosen(
  services: ReviewServices,
  storage: vscode.Uri,
): Promise<RequestedPlace | undefined> {
  const front = services.inFront.folder?.fsPath;
  const asking = await runsThatAsk(services);
  const wanted = asking.find(({ folder, forYou }) => folder === front && forYou === 'approval');
  return wanted === undefined ? chosen(services, storage, asking) : ofRun(wanted.folder);
}

/** Open runs of this workspace; those that ask whoever sits here come first. */
async function runsThatAsk(services: ReviewServices): Promise<readonly ListedRun[]> {
  const runs = await services.reader.ask('runs', { stateFolders: stateFolders() }).catch(() => []);
  return yoursFirst(
    withWaiting(
      runs.filter(({ asks }) => asks !== undefined),
      await waitingIn(services.reader, runs),
    ),
  );
}

async function chosen(
  services: ReviewServices,
  storage: vscode.Uri,
  asking: readonly ListedRun[],
): Promise<RequestedPlace | undefined> {
  const moments = new Moments(asking);
  const choices: readonly Choice[] = [
    ...asking.map(run => ({
      label: runTitle(run),
      description: wordsOf(run, moments).join(', '),
      detail: run.run,
      folder: run.folder,
    })),
    { label: vscode.l10n.t('Paste a request…'), paste: true },
    { label: vscode.l10n.t('Choose the folder of a run…') },
  ];
  const picked = await vscode.window.showQuickPick<Choice>(choices, {
    placeHolder: vscode.l10n.t('Which request for approval?'),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  if (picked.folder !== undefined) return ofRun(picked.folder);
  return picked.paste === true ? pasted(services, storage) : inFolder();
}

async function inFolder(): Promise<RequestedPlace | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      title: vscode.l10n.t('Choose the folder of a run'),
    })) ?? [];
  return picked === undefined ? undefined : ofRun(picked.fsPath);
}

/** A request that somebody sent; it is kept where nobody else reads, and whom to trust never comes with it. */
async function pasted({ reader }: ReviewServices, storage: vscode.Uri): Promise<RequestedPlace | undefined> {
  const copied = await clipboardInTime();
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Answer an Approval Request'),
    prompt: vscode.l10n.t('The text that the operator sent you; it begins with {0}', mark),
    value: copied.startsWith(mark) ? copied : '',
    ignoreFocusOut: true,
    validateInput: typed =>
      typed === '' || typed.trim().startsWith(mark)
        ? undefined
        : vscode.l10n.t('This is no request: it does not begin with {0}', mark),
  });
  if (text === undefined || text.trim() === '') return undefined;
  const into = requestsIn(storage);
  forgetOld(into);
  const folder = await reader.ask('unpack', { text, into });
  if (folder === undefined) {
    const again = wayTo(vscode.l10n.t('Answer an Approval Request'), 'handrail.answerRequest');
    void offer(vscode.l10n.t('This text holds no whole request. Copy it once more.'), [again], 'warning');
    return undefined;
  }
  return ofText(folder, into);
}

/** What was copied, where it can be read at once: a browser may ask first, or refuse. */
async function clipboardInTime(): Promise<string> {
  const late = new Promise<string>(resolve => setTimeout(() => resolve(''), 500));
  const text = await Promise.race([Promise.resolve(vscode.env.clipboard.readText()).catch(() => ''), late]);
  return text.trim();
}

/** The lists of this workspace; where there are none, git's own settings are asked in a folder of ours. */
function trustedState(fallback: string): string {
  const all = stateFolders();
  return (
    all.find(state => existsSync(join(state, 'trust'))) ?? all.find(state => existsSync(state)) ?? fallback
  );
}

function forgetOld(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > outdated) rmSync(path, { recursive: true, force: true });
  }
}
