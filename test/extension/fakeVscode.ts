// As much of `vscode` as the commands and lists of the extension ask of it: what was said and shown is kept to be looked at.
import type { Uri } from 'vscode';

export interface Said {
  readonly sentence: string;
  readonly ways: readonly string[];
}

class FakeUri {
  readonly scheme: string;
  readonly path: string;

  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  get fsPath(): string {
    return this.path;
  }

  static joinPath({ scheme, path }: FakeUri, ...parts: readonly string[]): FakeUri {
    return new FakeUri(scheme, [path, ...parts].join('/'));
  }

  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }

  static parse(written: string): FakeUri {
    const [scheme = '', ...path] = written.split(':');
    return new FakeUri(scheme, path.join(':'));
  }

  static from({ scheme, path }: { readonly scheme: string; readonly path: string }): FakeUri {
    return new FakeUri(scheme, path);
  }

  toString(): string {
    return `${this.scheme}:${this.path}`;
  }
}

export class FakeEvent<T> {
  readonly #heard = new Set<(told: T) => unknown>();
  readonly event = (hear: (told: T) => unknown): { dispose(): void } => {
    this.#heard.add(hear);
    return { dispose: () => void this.#heard.delete(hear) };
  };

  fire(told: T): void {
    for (const hear of this.#heard) hear(told);
  }

  dispose(): void {
    this.#heard.clear();
  }
}

class FakeTab {
  readonly uri = undefined;
  readonly viewType: string | undefined;

  constructor(viewType?: string) {
    this.viewType = viewType;
  }
}

class FakeRange {
  readonly start;
  readonly end;

  constructor(...[line, character, endLine, endCharacter]: readonly [number, number, number, number]) {
    this.start = { line, character };
    this.end = { line: endLine, character: endCharacter };
  }
}

class FakeNamed {
  readonly id;

  constructor(id: string) {
    this.id = id;
  }
}

class FakeDecoration {
  readonly badge;
  readonly tooltip;

  constructor(badge: string, tooltip: string) {
    this.badge = badge;
    this.tooltip = tooltip;
  }
}

class FakeDiagnostic {
  readonly range;
  readonly message;

  constructor(range: FakeRange, message: string) {
    this.range = range;
    this.message = message;
  }
}

/** What happened since `forget`, and what is answered meanwhile. */
export const seen = {
  said: [] as Said[],
  /** Commands that were asked for, and dialogs by `open` and `save`. */
  done: [] as string[],
  /** The button that is pressed in every message; none where it is closed. */
  pressed: undefined as string | undefined,
  openDocument: (uri: unknown): Promise<unknown> => Promise.resolve({ uri }),
  /** What the Problems panel shows, by file. */
  problems: new Map<string, readonly FakeDiagnostic[]>(),
  view: { visible: true, message: '', dispose: (): void => undefined },
};

export function forget(): void {
  seen.said.splice(0);
  seen.done.splice(0);
  seen.pressed = undefined;
}

export const opened = new FakeEvent<unknown>();
export const changed = new FakeEvent<unknown>();
export const closed = new FakeEvent<unknown>();

const show = (sentence: string, ...ways: readonly string[]): Promise<string | undefined> => {
  seen.said.push({ sentence, ways });
  return Promise.resolve(ways.find(way => way === seen.pressed));
};

const never = (): { dispose(): void } => ({ dispose: () => undefined });

const did =
  (name: string) =>
  (...given: readonly unknown[]): Promise<undefined> => {
    seen.done.push([name, ...given.filter(one => typeof one === 'string')].join(' '));
    return Promise.resolve(undefined);
  };

export const fake = {
  Uri: FakeUri,
  EventEmitter: FakeEvent,
  ThemeColor: FakeNamed,
  FileDecoration: FakeDecoration,
  Range: FakeRange,
  Diagnostic: FakeDiagnostic,
  DiagnosticSeverity: {},
  languages: {
    createDiagnosticCollection: () => ({
      set: (file: FakeUri, found: readonly FakeDiagnostic[]) => seen.problems.set(file.path, found),
      delete: (file: FakeUri) => seen.problems.delete(file.path),
      dispose: () => undefined,
    }),
  },
  ViewColumn: { Active: -1, Beside: -2 },
  // No tab is open, unless a test opens one.
  TabInputText: FakeTab,
  TabInputCustom: FakeTab,
  env: { language: 'en' },
  l10n: {
    t: (message: string, ...values: readonly unknown[]) =>
      message.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
  },
  commands: { executeCommand: did('command') },
  window: {
    showInformationMessage: show,
    showWarningMessage: show,
    showErrorMessage: show,
    showOpenDialog: did('open'),
    showTextDocument: did('show'),
    showQuickPick: did('pick'),
    tabGroups: { activeTabGroup: {} as { activeTab?: { readonly input: unknown } } },
    activeTextEditor: undefined as unknown,
    createTreeView: () => seen.view,
  },
  workspace: {
    fs: { readDirectory: () => Promise.resolve([['00-log.jsonl', 1]]) },
    workspaceFolders: undefined as readonly unknown[] | undefined,
    textDocuments: [],
    save: did('save'),
    openTextDocument: (uri: unknown) => seen.openDocument(uri),
    getConfiguration: () => ({ get: (_name: string, usual: unknown) => usual }),
    createFileSystemWatcher: () => ({
      onDidChange: never,
      onDidCreate: never,
      onDidDelete: never,
      dispose: () => undefined,
    }),
    onDidChangeConfiguration: never,
    onDidChangeWorkspaceFolders: never,
    onDidOpenTextDocument: opened.event,
    onDidChangeTextDocument: changed.event,
    onDidCloseTextDocument: closed.event,
  },
};

export const uri = (path: string, scheme = 'file'): Uri => new FakeUri(scheme, path) as unknown as Uri;

/** Every promise that was under way has come to its end. */
export const still = (): Promise<void> => new Promise(done => setTimeout(done, 0));
