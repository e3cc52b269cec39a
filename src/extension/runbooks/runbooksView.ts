import * as vscode from 'vscode';
import { Newest } from '../newest.ts';
import { unreadText } from '../review/unread.ts';
import { bookFolderItem, bookItem } from './bookItem.ts';
import type { Book, BookFolder, Found, Shelf } from './shelf.ts';

type Node = BookFolder | Book;

/** Milliseconds after the last change of a file before runbooks are looked for anew: a checkout changes many at once. */
const settle = 1000;

/** The tree of runbooks by folder. Nothing is searched or watched before it is visible. */
export class RunbooksView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #shelf: Shelf;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: { dispose(): unknown }[] = [];
  #isWatching = false;
  #isDisposed = false;
  #timer: NodeJS.Timeout | undefined;
  /** What the newest look that could be made has found. */
  #found: Found = { folders: [], others: [] };
  /** Found already, for the next time that VS Code asks. */
  #isFound = false;
  readonly #looks = new Newest();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    this.#view = vscode.window.createTreeView<Node>('handrail.runbooks', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables.push(this.#view, this.#changed);
  }

  refresh(): void {
    this.#isFound = false;
    if (this.#view.visible) void this.#lookAgain();
    else this.#changed.fire(undefined);
  }

  /** VS Code forgets its rows while it asks for new ones, and a menu over one of them would act on what is in front instead. */
  async #lookAgain(): Promise<void> {
    if (!(await this.#find())) return;
    // A list that went out of sight meanwhile is asked for later, and is another by then.
    this.#isFound = this.#view.visible;
    this.#changed.fire(undefined);
  }

  /** Answers whether there is anything to show that was not shown: what a newer look has said stands. */
  async #find(): Promise<boolean> {
    const isNewest = this.#looks.begin();
    let found: Found | undefined;
    let unread = '';
    try {
      found = await this.#shelf.find();
    } catch (error) {
      unread = unreadText(vscode.l10n, error);
    }
    if (this.#isDisposed || !isNewest()) return false;
    this.#view.message = unread;
    // What was found before is better than a list that says there is nothing.
    if (found !== undefined) this.#found = found;
    return true;
  }

  /** Looks for runbooks once more, where whoever asked can see it. */
  async lookAgain(): Promise<void> {
    if (!this.#view.visible) await vscode.commands.executeCommand('handrail.runbooks.focus');
    this.refresh();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return 'books' in node ? [...node.books] : [];
    this.#watch();
    if (!this.#isFound) await this.#find();
    this.#isFound = false;
    const { folders } = this.#found;
    // Before that, an empty list only means that nobody has looked yet, or that nobody could.
    const listed = this.#view.message === '';
    void vscode.commands.executeCommand('setContext', 'handrail.runbooksListed', listed);
    const [first] = folders;
    return folders.length === 1 && first !== undefined ? [...first.books] : [...folders];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'books' in node ? bookFolderItem(node) : bookItem(node);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #watch(): void {
    if (this.#isWatching || this.#isDisposed) return;
    this.#isWatching = true;
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), settle);
    };
    for (const pattern of ['**/*.{md,markdown}', '**/.handrail/runs/**/*.jsonl']) {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      this.#disposables.push(
        watcher,
        watcher.onDidChange(soon),
        watcher.onDidCreate(soon),
        watcher.onDidDelete(soon),
      );
    }
    this.#disposables.push(
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.runbooks')) soon();
      }),
    );
  }
}
