import * as vscode from 'vscode';
import { namedRun } from './named.ts';
import { resourceInFront } from './resourceInFront.ts';
import { runScheme } from './review/runScheme.ts';
import { runLog } from './verification.ts';
import type { Walker } from './walker/walker.ts';
import type { Walkers } from './walker/walkers.ts';

/** Tracks the run in front, so that commands about a run need not ask which one. */
export class RunsInFront {
  readonly #walkers: Walkers;
  /** Pages of runs that have no file, such as that of an output. */
  readonly #pages = new Map<vscode.WebviewPanel, vscode.Uri>();

  constructor(walkers: Walkers) {
    this.#walkers = walkers;
  }

  /** A page that shows a run of a folder, until it is closed. */
  add(panel: vscode.WebviewPanel, folder: string): void {
    this.#pages.set(panel, vscode.Uri.file(folder));
    panel.onDidDispose(() => this.#pages.delete(panel));
  }

  /** The folder of the run in front; undefined if something else is, or a checklist that has not begun. */
  get folder(): vscode.Uri | undefined {
    const page = [...this.#pages].find(([panel]) => panel.active)?.[1];
    const walker = this.#walker;
    return page ?? (walker === undefined ? ofFile(resourceInFront()) : runLog(walker));
  }

  /** The runbook of the checklist in front, begun or not. */
  get runbook(): vscode.Uri | undefined {
    return this.#walker?.runbook;
  }

  get #walker(): Walker | undefined {
    return this.#walkers.all.find(({ panel }) => panel.active);
  }
}

/** Of a file of a log, or of a text that was read from one. */
function ofFile(file: vscode.Uri | undefined): vscode.Uri | undefined {
  return file?.scheme === runScheme ? ofText(file) : namedRun(file);
}

function ofText({ query }: vscode.Uri): vscode.Uri | undefined {
  try {
    return namedRun(JSON.parse(query));
  } catch {
    // Anybody can open an editor with an address of their own making.
    return undefined;
  }
}
