import * as vscode from 'vscode';
import { saysRunbook } from '../../core/runbook/selfDeclared.ts';
import type { Walkers } from '../walker/walkers.ts';
import type { Source } from './analyst.ts';

const openedKey = 'handrail.openedAsChecklist';
const mostRemembered = 200;

/** Which Markdown files are runbooks, so that a README is left in peace. */
export class Runbooks implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly isOne: boolean }>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** What counts as a runbook may have changed. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];
  #opened: ReadonlySet<string>;
  #epoch = 0;

  constructor(memory: vscode.Memento, walkers: Walkers) {
    this.#memory = memory;
    this.#opened = new Set(memory.get<readonly string[]>(openedKey, []));
    this.#subscriptions = [
      walkers.onDidChange(() => this.#remember(walkers.all.map(({ runbook }) => runbook.toString()))),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.runbooks')) this.#renew();
      }),
    ];
  }

  /** Every file that was opened as a checklist before, or named a runbook by hand. */
  get opened(): readonly vscode.Uri[] {
    return [...this.#opened].map(uri => vscode.Uri.parse(uri));
  }

  /** From now on the file is a runbook, because somebody treats it as one. */
  add(uri: vscode.Uri): void {
    this.#remember([uri.toString()]);
  }

  /** A runbook is named so by the setting, says so itself, or was opened as a checklist before. */
  has(document: vscode.TextDocument): boolean {
    if (document.languageId !== 'markdown') return false;
    const version = document.version + this.#epoch;
    const known = this.#known.get(document);
    if (known?.version === version) return known.isOne;
    const isOne =
      this.#opened.has(document.uri.toString()) || isNamed(document) || saysRunbook(document.getText());
    this.#known.set(document, { version, isOne });
    return isOne;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #remember(runbooks: readonly string[]): void {
    if (runbooks.every(runbook => this.#opened.has(runbook))) return;
    this.#opened = new Set([...this.#opened, ...runbooks].slice(-mostRemembered));
    void this.#memory.update(openedKey, [...this.#opened]);
    this.#renew();
  }

  #renew(): void {
    // Larger than any number of edits, so that no version is ever met twice.
    this.#epoch += 0x1_0000_0000;
    this.#changed.fire();
  }
}

function isNamed(document: vscode.TextDocument): boolean {
  const globs = vscode.workspace
    .getConfiguration('handrail', document.uri)
    .get<string[]>('runbooks.files', []);
  return globs.some(pattern => vscode.languages.match({ pattern }, document) > 0);
}

/** A document as the worker is asked about it. */
export function sourceOf(document: vscode.TextDocument): Source {
  return {
    key: document.uri.toString(),
    path: document.uri.scheme === 'file' ? document.uri.fsPath : '',
    get version() {
      return document.version;
    },
    text: () => document.getText(),
  };
}
