import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ReviewView } from '../../core/review/view.ts';
import { Newest } from '../newest.ts';
import type { Walkers } from '../walker/walkers.ts';
import { folderStamp } from './folderStamp.ts';
import { liveRun } from './liveRun.ts';
import { Moments } from './moments.ts';
import { ownNames } from './ownNames.ts';
import type { Reader } from './reader.ts';
import { askFilter, isWanted } from './runFilter.ts';
import { groupItem, groupsOf, moreItem, rowsOf, runItem, type Group, type More } from './runItem.ts';
import { marks } from './runMark.ts';
import { stateFolders } from './stateFolders.ts';
import { unreadText } from './unread.ts';
import type { WaitingCalls } from './waitingCalls.ts';
import { WaitingRuns, withWaiting, type ListedRun } from './waitingRuns.ts';

type Result = ReviewView['badge']['result'];
type Node = Group | ListedRun | More;

/** Milliseconds after the last change before runs are listed anew: a run that is walked writes all the time. */
const settle = 1500;

/** Runs whose verdict is looked for, newest first. */
const mostVerified = 100;

/** Runs of a group that are shown at first, and that are added whenever older ones are asked for. */
const atOnce = 200;

/** The runs of the open folders. Verdicts are looked for one by one while the list is seen, and kept until a file changes. */
export class RunsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #reader: Reader;
  readonly #walkers: Walkers;
  readonly #waiting: WaitingRuns;
  readonly #calls: WaitingCalls;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly #verdicts = new Map<string, { readonly stamp: string; readonly result: Result }>();
  #groups: readonly Group[] = [];
  /** By group, how many of its runs are shown. */
  readonly #most = new Map<Group['id'], number>();
  #open: readonly ListedRun[] = [];
  #moments = new Moments([]);
  /** The very objects that the tree was given, by folder: of any other it knows nothing, however alike. */
  #shown: ReadonlyMap<string, ListedRun> = new Map();
  /** What is shown of the runs that are open in this window, by folder. */
  #live = new Map<string, string>();
  /** Folders of the runs that are walked in this window. */
  #begun: ReadonlySet<string> = new Set();
  #filter = '';
  /** Why runs could not be listed the last time. */
  #unread = '';
  readonly #looks = new Newest();
  #own: Promise<ReadonlySet<string>> | undefined;
  #verifying = false;
  /** Listed already, for the next time that VS Code asks. */
  #isListed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    reader: Reader,
    { walkers, calls }: { readonly walkers: Walkers; readonly calls: WaitingCalls },
  ) {
    this.#reader = reader;
    this.#walkers = walkers;
    this.#waiting = new WaitingRuns(reader);
    this.#calls = calls;
    this.#view = vscode.window.createTreeView<Node>('handrail.runs', { treeDataProvider: this });
    // Folders, too: of one that comes with all that is in it, as a pull brings it, the files themselves may not be told.
    const watcher = vscode.workspace.createFileSystemWatcher('{**/.handrail/runs,**/.handrail/runs/**}');
    const soon = (): void => this.#soon();
    this.#disposables = [
      this.#view,
      this.#changed,
      vscode.window.registerFileDecorationProvider(marks),
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#soon();
      }),
      this.#view.onDidChangeVisibility(() => void this.#verify()),
      walkers.onDidChange(() => this.#follow()),
    ];
    // Whoever is waited for has to learn it without opening the list.
    if (stateFolders().some(folder => existsSync(join(folder, 'runs')))) this.#soon();
  }

  refresh(): void {
    this.#isListed = false;
    if (this.#view.visible) void this.#lookAgain();
    else this.#changed.fire(undefined);
  }

  /** VS Code forgets its rows while it asks for new ones, and a menu over one of them would act on what is in front instead. */
  async #lookAgain(): Promise<void> {
    await this.#list();
    // A list that went out of sight meanwhile is asked for later, and is another by then.
    this.#isListed = this.#view.visible;
    this.#changed.fire(undefined);
  }

  /** Draws all anew once nothing more comes: a row that was drawn while something was found out of it may have missed that. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#anew(), settle);
  }

  /** A list that nobody sees is not asked for its rows, and still has to say that somebody is waited for. */
  #anew(): void {
    if (this.#view.visible) this.refresh();
    else void this.#list().then(() => this.#count());
  }

  /** Shows only runs that are described by all words of a text, while it is typed; an empty text shows all. */
  async askFilter(): Promise<void> {
    await this.#bringUp();
    await askFilter(this.#filter, filter => this.#show(filter));
  }

  /** Shows all runs again. */
  async clearFilter(): Promise<void> {
    await this.#bringUp();
    this.#show('');
  }

  /** Looks for runs once more. */
  async lookAgain(): Promise<void> {
    await this.#bringUp();
    this.refresh();
  }

  /** Shows more of groups that are not shown as a whole. */
  async showOlder(groups: readonly Group['id'][]): Promise<void> {
    for (const group of groups) this.#most.set(group, (this.#most.get(group) ?? atOnce) + 5 * atOnce);
    await this.lookAgain();
  }

  /** From the palette a list is asked for that may stand behind another one: what changes in it unseen did nothing, to whoever asked. */
  async #bringUp(): Promise<void> {
    if (!this.#view.visible) await vscode.commands.executeCommand('handrail.runs.focus');
  }

  #show(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#say();
    void vscode.commands.executeCommand('setContext', 'handrail.runsFiltered', filter !== '');
    this.refresh();
  }

  /** Why the list is not all that there is. */
  #say(): void {
    const only = this.#filter === '' ? '' : vscode.l10n.t('Only runs with “{0}”', this.#filter);
    this.#view.message = [this.#unread, only].filter(part => part !== '').join(' ');
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return 'runs' in node ? [...this.#rowsOf(node)] : [];
    if (!this.#isListed) await this.#list();
    this.#isListed = false;
    const rows = this.#groups.flatMap(group => this.#rowsOf(group));
    this.#shown = new Map(rows.flatMap(row => ('more' in row ? [] : [[row.folder, row]])));
    void this.#count();
    // Before that, an empty list only means that nobody has looked yet.
    void vscode.commands.executeCommand('setContext', 'handrail.runsListed', this.#unread === '');
    void this.#verify();
    return [...this.#groups];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ('runs' in node) return groupItem(node);
    if ('more' in node) return moreItem(node);
    const live = liveRun(this.#walkers, node.folder);
    return runItem(node, { verdict: this.#known(node), live, moment: this.#moments.of(node) });
  }

  #rowsOf(group: Group): readonly (ListedRun | More)[] {
    return rowsOf(group, this.#most.get(group.id) ?? atOnce);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #list(): Promise<void> {
    const isNewest = this.#looks.begin();
    let unread = '';
    const rows = await this.#reader.ask('runs', { stateFolders: stateFolders() }).catch((error: unknown) => {
      unread = unreadText(vscode.l10n, error);
      return undefined;
    });
    if (!isNewest()) return;
    this.#unread = unread;
    this.#say();
    // What was listed before is better than a list that says there is nothing.
    if (rows === undefined) return;
    const listed = withWaiting(rows, this.#waiting.all);
    this.#open = listed.filter(({ result }) => result === 'open');
    this.#moments = new Moments(listed);
    this.#groups = groupsOf(listed.filter(isWanted(this.#filter, this.#moments)), run => this.#known(run));
    void this.#look();
  }

  /** Whether a run waits for whoever sits here takes longer to say than that it is there. */
  async #look(): Promise<void> {
    const runs = this.#open;
    if (!(await this.#waiting.look(runs))) return;
    this.#calls.tell(this.#waiting.all, runs);
    this.#anew();
  }

  /** The number of runs that wait for whoever sits here: wanted of them, or begun by them, not closed, not busy and not handed over. */
  async #count(): Promise<void> {
    const own = await (this.#own ??= ownNames());
    const waiting = this.#open.filter(
      ({ folder, operator, offeredTo, forYou }) =>
        forYou !== undefined ||
        (own.has(operator) && offeredTo === undefined && liveRun(this.#walkers, folder)?.waits !== false),
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
    for (const run of changed) this.#redraw(run);
    void this.#count();
  }

  /** A run that is not shown has no row to draw; without one, all would be drawn anew. */
  #redraw({ folder }: ListedRun): void {
    const row = this.#shown.get(folder);
    if (row !== undefined) this.#changed.fire(row);
  }

  /** What was found of a run, if its files are still those that were looked at. */
  #known(run: ListedRun): Result | undefined {
    const known = this.#verdicts.get(run.folder);
    // Nothing is asked of the disk for a run that nobody has verified yet.
    return known !== undefined && known.stamp === folderStamp(run.folder) ? known.result : undefined;
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
      const stamp = folderStamp(run.folder);
      const result = await this.#reader.ask('verdict', { folder: run.folder }).catch(() => undefined);
      if (result === undefined) continue;
      this.#verdicts.set(run.folder, { stamp, result });
      this.#soon();
      if (result === 'verified') this.#redraw(run);
    }
  }
}
