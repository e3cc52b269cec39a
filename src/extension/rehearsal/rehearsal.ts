import * as vscode from 'vscode';
import type { Moved } from '../../core/run/rehearsal.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';
import type { WalkerCommand } from '../../protocol/commands.ts';
import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import type { HostAction, Offers } from '../../protocol/webview.ts';
import type { Analyst } from '../authoring/analyst.ts';
import type { Questions } from '../authoring/question.ts';
import { sourceOf } from '../authoring/runbooks.ts';
import { actOnPage, isPageAction } from '../walker/pageActions.ts';
import { ChecklistPage } from '../walker/checklistPage.ts';
import { asBefore } from '../walker/placeChosen.ts';
import { moveOf } from './move.ts';

/** Milliseconds after the last key before the page follows the text. */
const pause = 300;

/** The text may change while it is read; nobody types so fast that it is never read. */
const mostTries = 20;

type Seen = Questions['rehearsal']['answer'];

export interface RehearsalServices {
  readonly extensionUri: vscode.Uri;
  readonly analyst: Analyst;
  /** The page offers something else, or has come to the front or gone. */
  offered(): void;
}

/**
 * A walk through a text as it is in the editor, saved or not. There is no runner behind its page: nothing can be run, nothing is
 * written, and what was done in it is gone with the panel.
 */
export class Rehearsal {
  readonly runbook: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #services: RehearsalServices;
  readonly #shown: ChecklistPage;
  readonly #followed: readonly vscode.Disposable[];
  #moves: readonly Moved[] = [];
  /** The document and the version of it that the page shows. */
  #read: { readonly document: vscode.TextDocument; readonly version: number } | undefined;
  #revision = 0;
  /** The text could not be read the last time. */
  #isLost = false;
  #timer: NodeJS.Timeout | undefined;
  /** One thing after the other: each move is made of what the one before it has come to. */
  #turn: Promise<void> = Promise.resolve();

  constructor(panel: vscode.WebviewPanel, runbook: vscode.Uri, services: RehearsalServices) {
    this.panel = panel;
    this.runbook = runbook;
    this.#services = services;
    this.#shown = new ChecklistPage(panel, runbook, {
      extensionUri: services.extensionUri,
      request: (id, request) => this.#next(() => this.#move(id, request)),
      act: action => this.#act(action),
      offered: () => services.offered(),
      turned: () => services.offered(),
      configured: () => undefined,
      gone: () => this.#dispose(),
    });
    const isOwn = ({ uri }: vscode.TextDocument): boolean => uri.toString() === runbook.toString();
    this.#followed = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isOwn(document)) this.#followSoon();
      }),
      // A text that was gone is there again as it is opened, before anybody writes in it.
      vscode.workspace.onDidOpenTextDocument(document => {
        if (this.#isLost && isOwn(document)) this.#followSoon();
      }),
    ];
    this.#next(() => this.#follow());
  }

  get page(): Page | undefined {
    return this.#shown.page;
  }

  get view(): RunView | undefined {
    return this.#shown.view;
  }

  /** What the page offers to be done now. */
  get offers(): Offers {
    return this.#shown.offers;
  }

  /** A key or a palette command for the page. */
  command(command: WalkerCommand): void {
    this.#shown.command(command);
  }

  /** Opens a step, or a phase by `phase:` and its id, and goes there; once there is something on the page. */
  reveal(place: string): void {
    this.#shown.reveal(place);
  }

  #next(act: () => Promise<void>): void {
    this.#turn = this.#turn.then(act).catch((error: unknown) => this.#lost(error));
  }

  #followSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(() => this.#follow()), pause);
  }

  async #follow(): Promise<void> {
    const seen = await this.#look(this.#moves);
    if (seen !== undefined) this.#show(seen);
  }

  async #move(id: number, request: Request): Promise<void> {
    const move = moveOf(request);
    const moves = move === undefined ? this.#moves : [...this.#moves, { ...move, at: Date.now() }];
    const seen = move === undefined ? undefined : await this.#look(moves);
    if (seen === undefined) {
      this.#reply(id, { ok: false, code: 'not-allowed', message: notHere, because: { kind: 'rehearsal' } });
      return;
    }
    if (seen.refused === undefined) this.#moves = moves;
    this.#show(seen);
    this.#reply(id, seen.refused === undefined ? { ok: true } : { ok: false, ...seen.refused });
  }

  async #look(moves: readonly Moved[]): Promise<Seen | undefined> {
    for (let tries = 0; tries < mostTries && !this.#shown.isGone; tries += 1) {
      const document = await vscode.workspace.openTextDocument(this.runbook);
      const { version } = document;
      const page = this.#read?.document !== document || this.#read.version !== version;
      this.#revision += 1;
      const given = { moves, revision: this.#revision, page };
      const seen = await this.#services.analyst.ask(sourceOf(document), { kind: 'rehearsal', with: given });
      if (seen === undefined) continue;
      this.#read = { document, version };
      return seen;
    }
    return undefined;
  }

  #show({ page, view }: Seen): void {
    this.#isLost = false;
    this.#shown.post({ type: 'link', state: 'open' });
    if (page !== undefined) this.#shown.post({ type: 'page', page });
    this.#shown.post({ type: 'run', view });
  }

  #reply(to: number, reply: Reply): void {
    this.#shown.post({ type: 'reply', to, reply });
  }

  #lost(error: unknown): void {
    console.error('Handrail: the text of a rehearsal could not be opened.', error);
    this.#isLost = true;
    const reason = vscode.l10n.t(
      'The text could not be opened. Once it is open in an editor again, the rehearsal goes on.',
    );
    this.#shown.post({ type: 'link', state: 'lost', reason });
  }

  async #act(action: HostAction): Promise<void> {
    if (isPageAction(action)) {
      await actOnPage(action, this);
      return;
    }
    switch (action.action) {
      case 'rehearseAgain':
        this.#moves = [];
        this.#next(() => this.#follow());
        return;
      case 'leaveRehearsal':
        await vscode.commands.executeCommand('handrail.openAsChecklist', asBefore(this.runbook));
        return;
      default:
        // Everything else is about a run, and there is none.
        return;
    }
  }

  #dispose(): void {
    clearTimeout(this.#timer);
    for (const followed of this.#followed) followed.dispose();
    this.#services.offered();
  }
}

const notHere = 'This is a rehearsal: nothing runs and nothing is recorded.';
