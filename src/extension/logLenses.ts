import * as vscode from 'vscode';
import type { Reader } from './review/reader.ts';
import { logFolderOf, verdictOf, verdictTitle } from './verification.ts';

/** The badge above a log's text: what verification says of its run, checked anew whenever the text is shown. */
export class LogLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #reader: Reader;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/.handrail/runs/**');
  readonly #subscriptions = [
    this.#watcher.onDidChange(() => this.#changed.fire()),
    this.#watcher.onDidCreate(() => this.#changed.fire()),
    this.#watcher.onDidDelete(() => this.#changed.fire()),
  ];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const folder = logFolderOf(document.uri);
    if (folder === undefined) return [];
    const verdict = await verdictOf(this.#reader, folder);
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title:
          verdict.result === 'verified'
            ? verdictTitle(verdict)
            : `${verdictTitle(verdict)}: ${verdict.message}`,
        tooltip: verdict.message,
        command: 'handrail.verifyLog',
        arguments: [document.uri],
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#watcher.dispose();
    this.#changed.dispose();
  }
}
