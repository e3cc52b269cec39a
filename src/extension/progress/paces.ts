import * as vscode from 'vscode';
import type { TextPace } from '../../adapters/review/paceReader.ts';
import type { Reader } from '../review/reader.ts';
import { homeOf } from '../review/stateFolders.ts';

/** Milliseconds after the last change of a log before what is usual may be another. */
const settle = 2000;

/** The usual times in runbooks, from the reading worker; absent if they cannot be computed. */
export class Paces implements vscode.Disposable {
  readonly #reader: Reader;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #known = new WeakMap<
    vscode.TextDocument,
    { readonly key: string; readonly pace: Promise<TextPace | undefined> }
  >();
  #watcher: vscode.FileSystemWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #epoch = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Of a document as it is now. */
  of(document: vscode.TextDocument): Promise<TextPace | undefined> {
    const key = `${document.version} ${this.#epoch}`;
    const known = this.#known.get(document);
    if (known?.key === key) return known.pace;
    const pace = this.in(document.uri, document.getText());
    this.#known.set(document, { key, pace });
    return pace;
  }

  /** Of any text of a runbook: a run may go on with another than its file holds now. */
  async in(runbook: vscode.Uri, text: string): Promise<TextPace | undefined> {
    if (runbook.scheme !== 'file') return undefined;
    this.#watch();
    const asked = {
      stateFolders: [homeOf(runbook).stateFolder],
      path: runbook.fsPath,
      text,
      epoch: this.#epoch,
    };
    return await this.#reader.ask('pace', asked).catch(() => undefined);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  /** Only once somebody asks: most windows show no runbook. */
  #watch(): void {
    if (this.#watcher !== undefined) return;
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#epoch += 1;
        this.#changed.fire();
      }, settle);
    };
    this.#watcher = vscode.workspace.createFileSystemWatcher('**/.handrail/runs/**/*.jsonl');
    this.#watcher.onDidChange(soon);
    this.#watcher.onDidCreate(soon);
    this.#watcher.onDidDelete(soon);
  }
}
