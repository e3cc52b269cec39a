import * as vscode from 'vscode';
import { unreadText } from '../review/unread.ts';
import { bookFolderItem, bookItem } from './bookItem.ts';
import type { Book, BookFolder, Found, Shelf } from './shelf.ts';

type Node = BookFolder | Book;

/** Milliseconds after the last change of a file before runbooks are looked for anew: a checkout changes many at once. */
const settle = 1000;

/** The runbooks of the open folders, by folder. Nothing is looked for, and nothing watched, before the list is seen. */
export class RunbooksView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #shelf: Shelf;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: { dispose(): unknown }[] = [];
  #isWatching = false;
  #isDisposed = false;
  #timer: NodeJS.Timeout | undefined;
  /** Found already, for the next time that VS Code asks. */
  #found: Found | undefined;
  #looks = 0;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    this.#view = vscode.window.createTreeView<Node>('handrail.runbooks', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables.push(this.#view, this.#changed);
  }

  refresh(): void {
    this.#found = undefined;
    if (this.#view.visible) void this.#lookAgain();
    else this.#changed.fire(undefined);
  }

  /** VS Code forgets its rows while it asks for new ones, and a menu over one of them would act on what is in front instead. */
  async #lookAgain(): Promise<void> {
    const look = ++this.#looks;
    const found = await this.#find();
    // What was asked for later is newer, whenever it comes.
    if (look !== this.#looks || this.#isDisposed) return;
    // A list that went out of sight meanwhile is asked for later, and is another by then.
    if (this.#view.visible) this.#found = found;
    this.#changed.fire(undefined);
  }

  async #find(): Promise<Found> {
    try {
      const found = await this.#shelf.find();
      this.#view.message = '';
      return found;
    } catch (error) {
      this.#view.message = unreadText(vscode.l10n, error);
      return { folders: [], others: [] };
    }
  }

  /** Looks for runbooks once more, where whoever asked can see it. */
  async lookAgain(): Promise<void> {
    if (!this.#view.visible) await vscode.commands.executeCommand('handrail.runbooks.focus');
    this.refresh();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return 'books' in node ? [...node.books] : [];
    this.#watch();
    const { folders } = this.#found ?? (await this.#find());
    this.#found = undefined;
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
