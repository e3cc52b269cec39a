import * as vscode from 'vscode';
import { fromReview } from '../../protocol/review.ts';
import type { ToReview } from '../../protocol/reviewPage.ts';
import { assetRoots } from '../webviewPage.ts';
import { reviewHtml, reviewSettings } from './page.ts';
import type { Reader } from './reader.ts';
import type { ReviewServices } from './reviewed.ts';

/** What is shown, and where to begin. */
export interface WantedOutput {
  readonly folder: string;
  readonly attempt: string;
  readonly title: string;
  /** From 0. */
  readonly row?: number | undefined;
}

/** One output of any length in an editor of its own; only what is looked at is ever in its page. */
export class OutputPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #reader: Reader;
  readonly #output: WantedOutput;
  #counting: () => void = () => undefined;
  #searching: () => void = () => undefined;
  #closed = false;

  constructor({ extensionUri, reader, inFront }: ReviewServices, output: WantedOutput) {
    this.#reader = reader;
    this.#output = output;
    this.#panel = vscode.window.createWebviewPanel(
      'handrail.output',
      output.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: assetRoots(extensionUri) },
    );
    inFront.add(this.#panel, output.folder);
    const { title, row } = output;
    const settings = reviewSettings({ mode: 'output', title, ...(row === undefined ? {} : { row }) });
    this.#panel.webview.onDidReceiveMessage((message: unknown) => void this.#receive(message));
    this.#panel.onDidDispose(() => this.#close());
    this.#panel.webview.html = reviewHtml(this.#panel.webview, extensionUri, settings);
  }

  async #receive(raw: unknown): Promise<void> {
    const read = fromReview.safeParse(raw);
    if (!read.success) return;
    const { folder, attempt } = this.#output;
    const message = read.data;
    if (message.type === 'ready') this.#count();
    if (message.type === 'find') this.#find(message.text);
    if (message.type !== 'lines') return;
    const { id, from, count } = message;
    const rows = await this.#reader.ask('lines', { folder, attempt, from, count }).catch(() => []);
    this.#post({ type: 'lines', id, rows });
  }

  #count(): void {
    this.#counting();
    const { folder, attempt } = this.#output;
    this.#counting = this.#reader.begin(
      'size',
      { folder, attempt },
      { part: size => this.#post({ type: 'output', ...size }), done: () => undefined },
    );
  }

  #find(text: string): void {
    this.#searching();
    if (text === '') return;
    const { folder, attempt } = this.#output;
    let total = 0;
    this.#searching = this.#reader.begin(
      'find',
      { folder, attempt, text },
      {
        part: part => {
          total = part.total;
          this.#post({ type: 'places', text, ...part, done: false });
        },
        done: () => this.#post({ type: 'places', text, rows: [], total, done: true }),
      },
    );
  }

  #post(message: ToReview): void {
    if (!this.#closed) void this.#panel.webview.postMessage(message);
  }

  #close(): void {
    this.#closed = true;
    this.#counting();
    this.#searching();
  }
}
