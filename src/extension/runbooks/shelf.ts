import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ShelfEntry } from '../../adapters/review/shelf.ts';
import type { Reader } from '../review/reader.ts';
import { stateFolders } from '../review/stateFolders.ts';

/** A runbook in the list. */
export interface Book extends ShelfEntry {
  readonly uri: vscode.Uri;
}

/** The runbooks of one folder. */
export interface BookFolder {
  /** As it is told from the workspace folder, which comes first where there are several; `.` for its own. */
  readonly name: string;
  readonly books: readonly Book[];
}

/** What was found in the open folders. */
export interface Found {
  /** By name. */
  readonly folders: readonly BookFolder[];
  /** Markdown that is no runbook, or has nothing to do in it. */
  readonly others: readonly vscode.Uri[];
}

/** Files that are looked into for words that make a runbook of them; a folder with more has them in the setting. */
const mostOthers = 2000;

/** Dependencies bring their own Markdown, which nobody here walks. */
const elsewhere = '**/{node_modules,.git,.handrail}/**';

/** Where the runbooks of the open folders are looked for, and what is found. */
export class Shelf {
  readonly #reader: Reader;
  readonly #opened: () => readonly vscode.Uri[];

  /** `opened`: files that were opened as a checklist before, in any folder. */
  constructor(reader: Reader, opened: () => readonly vscode.Uri[]) {
    this.#reader = reader;
    this.#opened = opened;
  }

  /** Looks again. Rejects with `ReadingFailed`. */
  async find(): Promise<Found> {
    const named = new Set(this.#openedHere());
    for (const folder of vscode.workspace.workspaceFolders ?? [])
      for (const path of await filesOf(folder)) named.add(path);
    const all = await vscode.workspace.findFiles('**/*.{md,markdown}', elsewhere, mostOthers);
    const others = all.map(({ fsPath }) => fsPath).filter(path => !named.has(path));
    const asked = { named: [...named], others, stateFolders: stateFolders() };
    const entries = await this.#reader.ask('shelf', asked);
    const books = entries.map(entry => ({ ...entry, uri: vscode.Uri.file(entry.path) }));
    const found = new Set(entries.map(({ path }) => path));
    return { folders: grouped(books), others: all.filter(({ fsPath }) => !found.has(fsPath)) };
  }

  #openedHere(): readonly string[] {
    return this.#opened()
      .filter(uri => uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined)
      .map(({ fsPath }) => fsPath);
  }
}

async function filesOf(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const globs = vscode.workspace.getConfiguration('handrail', folder.uri).get<string[]>('runbooks.files', []);
  const found = await Promise.all(
    globs.map(glob =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), elsewhere, mostOthers),
    ),
  );
  return found.flat().map(({ fsPath }) => fsPath);
}

// As VS Code lists files: the second before the tenth.
const byName = new Intl.Collator(vscode.env.language, { numeric: true });

function grouped(books: readonly Book[]): readonly BookFolder[] {
  const groups = new Map<string, Book[]>();
  for (const book of books) {
    // Told from the file, since VS Code tells a workspace folder itself as a whole path.
    const name = dirname(vscode.workspace.asRelativePath(book.uri));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [book]);
    else group.push(book);
  }
  return [...groups]
    .map(([name, inside]): BookFolder => ({
      name,
      books: inside.sort((one, other) => byName.compare(one.path, other.path)),
    }))
    .sort((one, other) => byName.compare(one.name, other.name));
}
