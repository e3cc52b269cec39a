import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunGlance } from '../../adapters/review/otherRuns.ts';
import type { ReviewView } from '../../core/review/view.ts';
import type { Walkers } from '../walkers.ts';
import { liveRun } from './liveRun.ts';
import { ownNames } from './ownNames.ts';
import type { Reader } from './reader.ts';
import { groupsOf, runItem, type Group } from './runItem.ts';
import { stateFolders } from './stateFolders.ts';

type Result = ReviewView['badge']['result'];
type Node = Group | RunGlance;

/** Milliseconds after the last change before runs are listed anew: a run that is walked writes all the time. */
const settle = 1500;

/** Runs whose verdict is looked for, newest first. */
const mostVerified = 100;

/** The runs of the open folders. Verdicts are looked for one by one while the list is seen, and kept until a file changes. */
export class RunsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #reader: Reader;
  readonly #walkers: Walkers;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly #verdicts = new Map<string, { readonly stamp: string; readonly result: Result }>();
  #groups: readonly Group[] = [];
  #open: readonly RunGlance[] = [];
  /** The very objects that the tree was given, by folder: of any other it knows nothing, however alike. */
  #shown: ReadonlyMap<string, RunGlance> = new Map();
  /** What is shown of the runs that are open in this window, by folder. */
  #live = new Map<string, string>();
  /** Folders of the runs that are walked in this window. */
  #begun: ReadonlySet<string> = new Set();
  #filter = '';
  #own: Promise<ReadonlySet<string>> | undefined;
  #verifying = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(reader: Reader, walkers: Walkers) {
    this.#reader = reader;
    this.#walkers = walkers;
    this.#view = vscode.window.createTreeView<Node>('handrail.runs', { treeDataProvider: this });
    const watcher = vscode.workspace.createFileSystemWatcher('**/.handrail/runs/**/*.jsonl');
    const soon = (): void => this.#soon();
    this.#disposables = [
      this.#view,
      this.#changed,
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      this.#view.onDidChangeVisibility(() => void this.#verify()),
      walkers.onDidChange(() => this.#follow()),
    ];
    // Whoever is waited for has to learn it without opening the list.
    if (stateFolders().some(folder => existsSync(join(folder, 'runs'))))
      this.#timer = setTimeout(() => void this.#list().then(() => this.#count()), settle);
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  /** Draws all anew once nothing more comes: a row that was drawn while something was found out of it may have missed that. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), settle);
  }

  /** Shows only runs that hold a text in their runbook's name, their operator or their result; an empty text shows all. */
  async askFilter(): Promise<void> {
    const text = await vscode.window.showInputBox({
      prompt: vscode.l10n.t(
        'Show only runs with this in their runbook, operator or result. Empty shows all.',
      ),
      value: this.#filter,
    });
    if (text === undefined) return;
    this.#filter = text.trim();
    this.#view.message = this.#filter === '' ? '' : vscode.l10n.t('Only runs with “{0}”', this.#filter);
    this.refresh();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return 'runs' in node ? [...node.runs] : [];
    await this.#list();
    this.#shown = new Map(
      this.#groups.flatMap(({ runs }) => runs.map((run): [string, RunGlance] => [run.folder, run])),
    );
    void this.#count();
    // Before that, an empty list only means that nobody has looked yet.
    void vscode.commands.executeCommand('setContext', 'handrail.runsListed', true);
    void this.#verify();
    return [...this.#groups];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (!('runs' in node))
      return runItem(node, { verdict: this.#known(node), live: liveRun(this.#walkers, node.folder) });
    const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `group/${node.id}`;
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #list(): Promise<void> {
    const runs = await this.#reader.ask('runs', { stateFolders: stateFolders() }).catch(() => []);
    this.#open = runs.filter(({ result }) => result === 'open');
    this.#groups = groupsOf(
      runs.filter(run => this.#isWanted(run)),
      run => this.#known(run),
    );
  }

  /** The number of runs that wait for whoever sits here: begun by them, not closed, and not busy. */
  async #count(): Promise<void> {
    const own = await (this.#own ??= ownNames());
    const waiting = this.#open.filter(
      ({ folder, operator }) => own.has(operator) && liveRun(this.#walkers, folder)?.waits !== false,
    ).length;
    this.#view.badge =
      waiting === 0
        ? undefined
        : { value: waiting, tooltip: vscode.l10n.t('Runs that wait for you: {0}', waiting) };
  }

  /** Draws the runs anew that do something else than before; a view comes with every line of output. */
  #follow(): void {
    const live = new Map(
      this.#open.map(({ folder }) => [folder, liveRun(this.#walkers, folder)?.words ?? '']),
    );
    const changed = this.#open.filter(({ folder }) => live.get(folder) !== this.#live.get(folder));
    this.#live = live;
    // A run of this window that is not listed yet is listed once it has begun.
    const begun = this.#walkers.all.flatMap(({ view }) => view?.recording.folder ?? []);
    if (begun.some(folder => !this.#begun.has(folder))) this.#soon();
    this.#begun = new Set(begun);
    if (changed.length === 0) return;
    this.#soon();
    for (const { folder } of changed) this.#changed.fire(this.#shown.get(folder));
    void this.#count();
  }

  #isWanted({ runbook, operator, result, run }: RunGlance): boolean {
    const text = [runbook, operator, result, run].join('\n').toLowerCase();
    return text.includes(this.#filter.toLowerCase());
  }

  /** What was found of a run, if its files are still those that were looked at. */
  #known(run: RunGlance): Result | undefined {
    const known = this.#verdicts.get(run.folder);
    return known?.stamp === stampOf(run.folder) ? known.result : undefined;
  }

  /** One after the other, so that a long list never keeps an opened review waiting for long. */
  async #verify(): Promise<void> {
    if (this.#verifying || !this.#view.visible) return;
    this.#verifying = true;
    try {
      await this.#verifyNext();
    } finally {
      this.#verifying = false;
    }
  }

  async #verifyNext(): Promise<void> {
    const closed = this.#groups.flatMap(({ id, runs }) => (id === 'open' ? [] : runs)).slice(0, mostVerified);
    for (const run of closed) {
      if (!this.#view.visible || this.#known(run) !== undefined) continue;
      const stamp = stampOf(run.folder);
      const result = await this.#reader.ask('verdict', { folder: run.folder }).catch(() => undefined);
      if (result === undefined) continue;
      this.#verdicts.set(run.folder, { stamp, result });
      this.#soon();
      this.#changed.fire(result === 'verified' ? this.#shown.get(run.folder) : undefined);
    }
  }
}

/** Tells whether a run's files are the same as before; what they hold is read for the verdict only. */
function stampOf(folder: string): string {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .map(name => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}
