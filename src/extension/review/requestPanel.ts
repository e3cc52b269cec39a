import * as vscode from 'vscode';
import { fromReview, type ReviewAction } from '../../protocol/review.ts';
import { answerStates, type AnswerState, type AskedViews } from '../../protocol/asked.ts';
import type { ToReview } from '../../protocol/reviewPage.ts';
import { assetRoots } from '../webviewPage.ts';
import { openReview } from './open.ts';
import { requestType } from './requestType.ts';
import { reviewHtml, reviewSettings } from './page.ts';
import type { ReviewServices } from './reviewed.ts';
import { runbookToday } from './today.ts';
import { unreadText } from './unread.ts';
import { watchFolder } from './watchFolder.ts';

/** Where a request stands, and whose word counts there. */
export interface RequestedPlace {
  readonly folder: string;
  /** The state folder whose lists of signers and roster count. */
  readonly state: string;
  /** It came as a text: its answer goes back as one. */
  readonly pasted: boolean;
}

function newPanel(): vscode.WebviewPanel {
  const title = vscode.l10n.t('Approval Request');
  return vscode.window.createWebviewPanel(requestType, title, vscode.ViewColumn.Active);
}

/** What a run asks of somebody, in an editor of its own: shown from the bytes that are signed, and answered by their own key. */
export class RequestPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ReviewServices;
  readonly #place: RequestedPlace;
  readonly #disposables: vscode.Disposable[] = [];
  #runbook = '';
  #closed = false;

  /** `panel` is one that VS Code brought back after a reload. */
  constructor(services: ReviewServices, place: RequestedPlace, panel = newPanel()) {
    this.#services = services;
    this.#place = place;
    const { extensionUri } = services;
    this.#panel = panel;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: assetRoots(extensionUri) };
    this.#panel.onDidDispose(() => this.#close());
    this.#disposables.push(
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)),
      // Answers of others come into the folder, and the operator may take the request back.
      watchFolder(place.folder, () => void this.#read()),
    );
    const { folder, pasted } = place;
    services.inFront.add(panel, folder);
    webview.html = reviewHtml(
      webview,
      extensionUri,
      reviewSettings({ mode: 'request', request: { folder, pasted } }),
    );
  }

  async #receive(raw: unknown): Promise<void> {
    const read = fromReview.safeParse(raw);
    if (!read.success) return;
    if (read.data.type === 'ready') await this.#read();
    if (read.data.type === 'act') await this.#act(read.data.action);
  }

  async #read(): Promise<void> {
    const { folder, state, pasted } = this.#place;
    try {
      const found = await this.#services.reader.ask('asked', { folder, state });
      const asked: AskedViews = { ...found, pasted };
      this.#runbook = asked.open[0]?.runbook ?? '';
      this.#post({ type: 'asked', asked });
    } catch (error) {
      this.#post({ type: 'failed', why: unreadText(vscode.l10n, error) });
    }
  }

  async #act(action: ReviewAction): Promise<void> {
    const { folder } = this.#place;
    switch (action.action) {
      case 'answer':
        this.#post({ type: 'answered', nonce: action.nonce, state: await this.#answer(action) });
        await this.#read();
        return;
      case 'copyAnswer': {
        const token = await this.#services.reader.ask('token', { folder, nonce: action.nonce });
        if (token !== undefined) await vscode.env.clipboard.writeText(`${token}\n`);
        return;
      }
      case 'readRun':
        await openReview(vscode.Uri.file(folder));
        return;
      case 'openRunbook':
        await this.#openRunbook(action.line);
        return;
      default:
    }
  }

  async #answer(wish: Extract<ReviewAction, { action: 'answer' }>): Promise<AnswerState> {
    // Signing asks git of the folder which key to use.
    if (!vscode.workspace.isTrusted) return 'not-trusted-folder';
    const [{ answerRequest }, { keyPrompts }] = await Promise.all([
      import('../../adapters/review/approver.ts'),
      import('../keys/keyPrompts.ts'),
    ]);
    const state = await answerRequest(this.#place, wish, {
      environment: process.env,
      // A review and an answer are signed in one namespace; the person is told which of them it is.
      asker: { ask: (question, signal) => keyPrompts.ask({ ...question, why: 'answer' }, signal) },
      vscode: vscode.version,
      version: this.#services.version,
    }).catch((error: unknown) => {
      console.error('Handrail:', error);
      return 'failed' as const;
    });
    return answerStates.includes(state) ? state : 'failed';
  }

  /** Today's file: the log need not have brought the text along. */
  async #openRunbook(line = 1): Promise<void> {
    const file = runbookToday(vscode.Uri.file(this.#place.folder), this.#runbook);
    if (file === undefined) return;
    const position = new vscode.Position(line - 1, 0);
    await vscode.window.showTextDocument(file, {
      viewColumn: vscode.ViewColumn.Beside,
      selection: new vscode.Range(position, position),
    });
  }

  #post(message: ToReview): void {
    if (!this.#closed) void this.#panel.webview.postMessage(message);
  }

  #close(): void {
    this.#closed = true;
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
