import * as vscode from 'vscode';
import type { ShownVariable } from '../../core/run/environment.ts';
import type { Event, Reply } from '../../protocol/event.ts';
import type { WalkerCommand } from '../../protocol/commands.ts';
import type { ToWalker } from '../../protocol/host.ts';
import type { Request } from '../../protocol/request.ts';
import type { TerminalWish } from '../../protocol/terminalWish.ts';
import type { HostAction, Offers } from '../../protocol/webview.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';
import type { Pace } from '../../core/trends/pace.ts';
import { KeyQuestions } from '../keys/keyPrompts.ts';
import { ChecklistPage } from './checklistPage.ts';
import { liveWish } from './liveWish.ts';
import type { Screen } from './screen.ts';
import { notBegunText } from './notBegun.ts';
import { RunnerFailed, type RunnerLink } from './runnerLink.ts';

/** Milliseconds between a lost runner and the next try to reach one. */
const again = 500;

/** Milliseconds between two tries that failed. */
const later = 5000;

export interface WalkerServices {
  readonly extensionUri: vscode.Uri;
  /** Reaches the runner of this walker's runbook. */
  reach(listener: { event(event: Event): void; lost(): void }): Promise<RunnerLink>;
  act(action: HostAction, walker: Walker): Promise<void>;
  /** The view has changed, or the walker has come to the front or gone. */
  changed(): void;
  /** The page offers something else. */
  offered(): void;
}

/** What the host itself asks for, and no page. */
type Looking = Extract<
  Request,
  { readonly type: 'approval.copy' | 'output.read' | 'runbook.read' | 'environment.read' | 'seal.sign' }
>;

/** One runbook's walker: relays between its page and its runner, and keeps nothing but the runner's last messages. */
export class Walker {
  readonly runbook: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #services: WalkerServices;
  readonly #shown: ChecklistPage;
  readonly #trusted: vscode.Disposable;
  readonly #questions = new KeyQuestions();
  #link: RunnerLink | undefined;
  /** Why the last try to reach a runner failed. */
  #why: { readonly reason?: string } = {};
  #seat: Extract<Event, { type: 'seat' }> | undefined;
  #screen: Screen | undefined;
  /** A new run was asked for, and the runner of the closed one is leaving. */
  #beginsAnew = false;

  constructor(panel: vscode.WebviewPanel, runbook: vscode.Uri, services: WalkerServices) {
    this.panel = panel;
    this.runbook = runbook;
    this.#services = services;
    this.#shown = new ChecklistPage(panel, runbook, {
      extensionUri: services.extensionUri,
      request: (id, request) => this.#relay(id, request),
      act: action => services.act(action, this),
      offered: () => services.offered(),
      turned: () => {
        this.#wish();
        services.changed();
      },
      configured: () => this.#wish(),
      gone: () => this.#dispose(),
    });
    this.#trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#link?.trust());
    void this.#connect();
  }

  get view(): RunView | undefined {
    return this.#shown.view;
  }

  get page(): Page | undefined {
    return this.#shown.page;
  }

  /** What the page offers to be done now. */
  get offers(): Offers {
    return this.#shown.offers;
  }

  /** Whether this window acts; one that reads along types nothing. */
  get acts(): boolean {
    return this.#seat?.acts !== false;
  }

  /** The terminal that is told from now on what the runner says. */
  set screen(screen: Screen | undefined) {
    this.#screen = screen;
  }

  terminal(wish: TerminalWish): void {
    this.#link?.terminal(wish);
  }

  /** A key or a palette command for the page. */
  command(command: WalkerCommand): void {
    this.#shown.command(command);
  }

  /** What is usual in the text that is walked; the page that comes after this one is told too. */
  takePace(pace: Pace): void {
    this.#shown.post({ type: 'pace', pace });
  }

  /** A new run of the same runbook, once the runner of the closed one has gone. */
  again(): void {
    if (this.view?.closed === undefined) return;
    this.#beginsAnew = true;
    this.#link?.again();
  }

  /** Opens a step, or a phase by `phase:` and its id, and goes there; once there is something on the page. */
  reveal(place: string): void {
    this.#shown.reveal(place);
  }

  post(message: ToWalker): void {
    this.#shown.post(message);
  }

  /** Asks the runner for something the host itself needs, such as a whole output. */
  async ask(request: Looking): Promise<string | undefined> {
    const reply = await this.#look(request);
    return reply?.ok === true ? reply.text : undefined;
  }

  /** The variables of the run's shell; undefined if the runner cannot be reached. */
  async environment(): Promise<readonly ShownVariable[] | undefined> {
    const reply = await this.#look({ type: 'environment.read' });
    return reply?.ok === true ? reply.environment : undefined;
  }

  async #look(request: Looking): Promise<Reply | undefined> {
    const id = this.#nextOwn++;
    return await new Promise(resolve => {
      this.#waiting.set(id, resolve);
      if (this.#link === undefined) resolve(undefined);
      else this.#link.request(id, request);
    });
  }

  // The page counts its requests from 1; the host's own are far above.
  #nextOwn = 1_000_000_000;
  readonly #waiting = new Map<number, (reply: Reply | undefined) => void>();

  async #connect(): Promise<void> {
    if (this.#shown.isGone) return;
    this.#shown.post({ type: 'link', state: 'connecting', ...this.#why });
    try {
      const link = await this.#services.reach({
        event: event => this.#take(event),
        lost: () => this.#lost(),
      });
      this.#linked(link);
    } catch (error) {
      this.#why = { reason: notBegunText(vscode.l10n, error) };
      this.#shown.post({ type: 'link', state: 'lost', ...this.#why });
      // A slow machine may manage the next time; what a runner itself said stands until the page is opened anew.
      if (!(error instanceof RunnerFailed)) setTimeout(() => void this.#connect(), later);
    }
  }

  #linked(link: RunnerLink): void {
    if (this.#shown.isGone) {
      link.close();
      return;
    }
    this.#link = link;
    this.#why = {};
    this.#wish();
    this.#screen?.linked();
    this.#shown.post({ type: 'link', state: 'open' });
  }

  #lost(): void {
    this.#link = undefined;
    this.#questions.end();
    // Another run is on its way, and nothing of this one was lost.
    if (this.#beginsAnew) this.#shown.renew();
    this.#shown.post({ type: 'link', state: this.#beginsAnew ? 'connecting' : 'lost' });
    this.#beginsAnew = false;
    setTimeout(() => void this.#connect(), again);
  }

  #take(event: Event): void {
    // What a key wants is no page's business.
    if (event.type === 'key') {
      void this.#questions.take(event, (id, typed) => this.#link?.answerKey(id, typed));
      return;
    }
    this.#screen?.told(event);
    if (event.type === 'terminal') return;
    if (event.type === 'seat') this.#seat = event;
    const own = event.type === 'reply' ? this.#waiting.get(event.to) : undefined;
    if (event.type === 'reply' && own !== undefined) {
      this.#waiting.delete(event.to);
      own(event.reply);
    } else this.#shown.post(event);
    if (event.type === 'run') this.#services.changed();
  }

  #relay(id: number, request: Request): void {
    if (this.#link !== undefined) {
      this.#link.request(id, request);
      return;
    }
    const message = vscode.l10n.t('The runner cannot be reached. Nothing was run.');
    const because = { kind: 'unreachable' } as const;
    this.#shown.post({
      type: 'reply',
      to: id,
      reply: { ok: false, code: 'not-recording', message, because },
    });
  }

  #wish(): void {
    this.#link?.live(liveWish(this.runbook, this.panel));
  }

  #dispose(): void {
    this.#questions.end();
    this.#link?.close();
    this.#screen?.gone();
    this.#trusted.dispose();
    this.#services.changed();
  }
}
