import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/lint/finding.ts';
import type { Configuration } from './question.ts';
import type { Runbooks } from './runbooks.ts';
import type { Walks } from './walks.ts';
import { inWords, rangeIn, type DocumentQueries } from './documentQueries.ts';

/** Milliseconds without a key before a text is looked at. */
const pause = 300;

/** How often a text is looked at for somebody who waits, when it changes meanwhile. */
const mostTries = 5;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

interface Found {
  readonly version: number;
  readonly findings: readonly Finding[];
}

interface Sources {
  readonly queries: DocumentQueries;
  readonly runbooks: Runbooks;
  readonly walks: Walks;
}

/** What the linter finds in the runbooks that are open, and what is wrong with a team's configuration, in the Problems panel; it stands still where the runbook is being walked. */
export class Problems implements vscode.Disposable {
  readonly #queries: DocumentQueries;
  readonly #runbooks: Runbooks;
  readonly #walks: Walks;
  readonly #pages: vscode.Uri;
  readonly #shown = vscode.languages.createDiagnosticCollection('handrail');
  readonly #found = new Map<string, Found>();
  /** Documents that changed, or came, while they were walked. */
  readonly #held = new Set<vscode.TextDocument>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** `pages` holds one Markdown page for each rule. */
  constructor({ queries, runbooks, walks }: Sources, pages: vscode.Uri) {
    this.#queries = queries;
    this.#runbooks = runbooks;
    this.#walks = walks;
    this.#pages = pages;
    const config = vscode.workspace.createFileSystemWatcher('**/.handrail/config.yaml');
    const again = (): void => this.#lookAtAll();
    const anew = (changed: vscode.Uri): void => {
      this.#shown.delete(changed);
      again();
    };
    this.#subscriptions = [
      config,
      config.onDidChange(anew),
      config.onDidCreate(anew),
      config.onDidDelete(anew),
      runbooks.onDidChange(again),
      walks.onDidChange(() => this.#goOn()),
      vscode.workspace.onDidOpenTextDocument(document => this.#lookSoon(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#lookSoon(document, pause)),
      vscode.workspace.onDidCloseTextDocument(document => {
        this.#held.delete(document);
        this.#drop(document.uri.toString());
        // What is wrong with it counts for the runbooks that are still open.
        if (isConfiguration(document)) again();
      }),
    ];
    again();
  }

  /** The findings of this very text; none while it is still looked at. */
  of(document: vscode.TextDocument): readonly Finding[] {
    const found = this.#found.get(document.uri.toString());
    return found?.version === document.version ? found.findings : [];
  }

  /** The findings of this very text, which is looked at first where it has just changed: somebody waits for them. */
  async now(document: vscode.TextDocument): Promise<readonly Finding[]> {
    // A text that changes while it is looked at, as by the stops of a snippet, is looked at again; typing ends some time.
    for (let tries = 0; tries < mostTries && !this.#isSeen(document); tries += 1) await this.#show(document);
    return this.of(document);
  }

  /** Whether there is nothing new to find: the text was looked at, or is left in peace. */
  #isSeen(document: vscode.TextDocument): boolean {
    const { version } = this.#found.get(document.uri.toString()) ?? {};
    return version === document.version || this.#walks.holds(document) || !this.#runbooks.has(document);
  }

  /** Looks at the text now, whatever it was before: somebody asks. Undefined if it changed meanwhile. */
  async check(document: vscode.TextDocument): Promise<readonly Finding[] | undefined> {
    this.#runbooks.add(document.uri);
    await this.#show(document);
    const found = this.#found.get(document.uri.toString());
    return found?.version === document.version ? found.findings : undefined;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#shown.dispose();
  }

  #lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#lookSoon(document, 0);
  }

  #lookSoon(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'markdown' && !isConfiguration(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#look(document);
      }, delay),
    );
  }

  #goOn(): void {
    for (const document of this.#held) if (!this.#walks.holds(document)) this.#lookSoon(document, 0);
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    this.#held.delete(document);
    if (document.isClosed) return;
    if (isConfiguration(document)) {
      this.#showConfiguration(
        await this.#queries.askOfAny(document, { kind: 'configuration', with: undefined }),
      );
      return;
    }
    if (this.#walks.holds(document)) {
      this.#held.add(document);
      return;
    }
    const key = document.uri.toString();
    if (!this.#runbooks.has(document)) {
      this.#drop(key);
      return;
    }
    await this.#show(document);
  }

  async #show(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const findings = await this.#queries.ask(document, { kind: 'findings', with: undefined });
    if (findings === undefined) return;
    this.#found.set(document.uri.toString(), { version, findings });
    this.#shown.set(
      document.uri,
      findings.map(finding => this.diagnosticOf(document, finding)),
    );
    this.#showConfiguration(await this.#queries.ask(document, { kind: 'configuration', with: undefined }));
  }

  // Rules that a team switched off come back while its configuration cannot be read: that has to be said.
  #showConfiguration(configuration: Configuration | undefined): void {
    if (configuration === undefined) return;
    const { path, problems } = configuration;
    const shown = problems.map(problem => {
      const { line, column } = problem;
      const made = new vscode.Diagnostic(
        new vscode.Range(line - 1, column - 1, line, 0),
        vscode.l10n.t(
          '{0} Until this is mended, every rule applies as if nothing were configured.',
          inWords(problem),
        ),
      );
      made.source = 'Handrail';
      return made;
    });
    this.#shown.set(vscode.Uri.file(path), shown);
  }

  /** A finding as VS Code shows it. */
  diagnosticOf(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
    const made = new vscode.Diagnostic(
      rangeIn(document, finding.range),
      inWords(finding),
      severities[finding.severity],
    );
    made.source = 'Handrail';
    made.code = { value: finding.code, target: vscode.Uri.joinPath(this.#pages, `${finding.code}.md`) };
    return made;
  }

  #drop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#found.delete(key);
    this.#shown.delete(vscode.Uri.parse(key));
  }
}

/** A team's configuration, whose problems are shown where it is written too: no runbook need be open. */
function isConfiguration({ uri }: vscode.TextDocument): boolean {
  return uri.path.endsWith('/.handrail/config.yaml');
}
