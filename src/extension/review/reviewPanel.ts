import * as vscode from 'vscode';
import type { ReviewView } from '../../core/review/view.ts';
import { fromReview, type FromReview } from '../../protocol/review.ts';
import type { ToReview } from '../../protocol/reviewPage.ts';
import { act } from './act.ts';
import { assetRoots } from '../webviewPage.ts';
import { reviewHtml, reviewSettings } from './page.ts';
import type { Reviewed, ReviewServices } from './reviewed.ts';
import { runbookToday, todayOf } from './today.ts';
import { unreadText } from './unread.ts';
import { watchFolder } from './watchFolder.ts';

/** The review of one run: relays between its page and the thread that reads it, and reads anew what has changed. */
export class ReviewPanel implements Reviewed {
  readonly folder: vscode.Uri;
  /** The file that the editor was opened with. */
  readonly file: vscode.Uri;
  readonly services: ReviewServices;
  readonly #panel: vscode.WebviewPanel;
  readonly #disposables: vscode.Disposable[] = [];
  #view: ReviewView | undefined;
  #searching: () => void = () => undefined;
  #closed = false;

  constructor(
    panel: vscode.WebviewPanel,
    place: { folder: vscode.Uri; file: vscode.Uri },
    services: ReviewServices,
  ) {
    this.#panel = panel;
    this.folder = place.folder;
    this.file = place.file;
    this.services = services;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: assetRoots(services.extensionUri) };
    this.#disposables.push(
      panel.onDidDispose(() => this.#close()),
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail'))
          this.post({ type: 'settings', settings: reviewSettings({ mode: 'review' }) });
      }),
      watchFolder(place.folder.fsPath, () => void this.#read(), { recursive: true }),
    );
    webview.html = reviewHtml(webview, services.extensionUri, reviewSettings({ mode: 'review' }));
  }

  get view(): ReviewView | undefined {
    return this.#view;
  }

  post(message: ToReview): void {
    if (!this.#closed) void this.#panel.webview.postMessage(message);
  }

  async #receive(raw: unknown): Promise<void> {
    const message = fromReview.safeParse(raw);
    if (!message.success) return;
    try {
      await this.#answer(message.data);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #answer(message: FromReview): Promise<void> {
    const { reader } = this.services;
    const folder = this.folder.fsPath;
    switch (message.type) {
      case 'ready':
        await this.#read();
        return;
      case 'rows': {
        const { id, filter, from, count } = message;
        this.post({ type: 'rows', id, rows: await reader.ask('rows', { folder, filter, from, count }) });
        return;
      }
      case 'detail': {
        const { event } = message;
        const detail = await reader.ask('detail', { folder, event });
        if (detail !== undefined) this.post({ type: 'detail', event, detail });
        return;
      }
      case 'search':
        this.#search(message.text);
        return;
      case 'compare':
        this.post({
          type: 'compared',
          comparison: await reader.ask('compare', { folder, other: message.folder }),
        });
        return;
      case 'act':
        await act(this, message.action);
        return;
      case 'lines':
      case 'find':
        return;
    }
  }

  /** Reads and verifies; what stands beside the timeline comes after, each as soon as it is known. */
  async #read(): Promise<void> {
    const { reader } = this.services;
    const folder = this.folder.fsPath;
    try {
      this.#view = await reader.ask('open', { folder });
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.post({ type: 'review', view: this.#view });
    const tell = async (message: Promise<ToReview>): Promise<void> => {
      await message.then(
        one => this.post(one),
        () => undefined,
      );
    };
    await Promise.all([
      tell(this.#today(this.#view)),
      tell(reader.ask('siblings', { folder }).then(all => ({ type: 'others', count: all.length }))),
      tell(reader.ask('reviewer', { folder }).then(reviewer => ({ type: 'reviewer', reviewer }))),
      tell(reader.ask('usual', { folder }).then(usual => ({ type: 'usual', usual }))),
    ]);
  }

  async #today({ path }: ReviewView): Promise<ToReview> {
    const was = await this.services.reader.ask('runbook', { folder: this.folder.fsPath });
    return { type: 'today', today: await todayOf(was, runbookToday(this.folder, path)) };
  }

  #search(text: string): void {
    this.#searching();
    if (text === '') return;
    const post = (part: { hits: readonly unknown[]; more: boolean; done: boolean }): void =>
      this.post({ type: 'found', text, ...part } as ToReview);
    this.#searching = this.services.reader.begin(
      'search',
      { folder: this.folder.fsPath, text },
      {
        part: part => post({ ...part, done: false }),
        done: () => post({ hits: [], more: false, done: true }),
      },
    );
  }

  #failed(error: unknown): void {
    this.post({ type: 'failed', why: unreadText(vscode.l10n, error) });
  }

  #close(): void {
    this.#closed = true;
    this.#searching();
    this.services.reader.forget(this.folder.fsPath);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
