import * as vscode from 'vscode';
import type { ShownVariable } from '../../core/run/environment.ts';
import type { Event, Reply } from '../../protocol/event.ts';
import type { OfferedCommand, WalkerCommand } from '../../protocol/commands.ts';
import type { ToWalker } from '../../protocol/host.ts';
import type { Request } from '../../protocol/request.ts';
import type { TerminalWish } from '../../protocol/terminal.ts';
import { fromWalker, type HostAction } from '../../protocol/webview.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';
import type { Pace } from '../../core/trends/pace.ts';
import type { LiveView } from '../../core/cluster/live.ts';
import { KeyQuestions } from '../keys/keyPrompts.ts';
import { liveWish } from './liveWish.ts';
import type { Screen } from './screen.ts';
import { notBegunText } from './notBegun.ts';
import { RunnerFailed, type RunnerLink } from './runnerLink.ts';
import { walkerHtml, walkerSettings } from './walkerPage.ts';
import { assetRoots } from '../webviewPage.ts';

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

/** One runbook's walker: relays between its page and its runner, and keeps nothing but the last of what the runner said. */
export class Walker {
  readonly runbook: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #services: WalkerServices;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #questions = new KeyQuestions();
  #link: RunnerLink | undefined;
  /** Why the last try to reach a runner failed. */
  #why: { readonly reason?: string } = {};
  #page: Page | undefined;
  #view: RunView | undefined;
  #seat: Extract<Event, { type: 'seat' }> | undefined;
  #pace: Pace | undefined;
  #live: LiveView | undefined;
  #screen: Screen | undefined;
  #wanted: string | undefined;
  #offers: readonly OfferedCommand[] = [];
  #ready = false;
  #disposed = false;
  /** A new run was asked for, and the runner of the closed one is leaving. */
  #beginsAnew = false;

  constructor(panel: vscode.WebviewPanel, runbook: vscode.Uri, services: WalkerServices) {
    this.panel = panel;
    this.runbook = runbook;
    this.#services = services;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: assetRoots(services.extensionUri) };
    this.#disposables.push(
      panel.onDidDispose(() => this.#dispose()),
      panel.onDidChangeViewState(() => {
        this.#wish();
        services.changed();
      }),
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (!change.affectsConfiguration('handrail')) return;
        this.#post({ type: 'settings', settings: walkerSettings(runbook) });
        this.#wish();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#link?.trust()),
    );
    webview.html = walkerHtml(webview, services.extensionUri, runbook);
    void this.#connect();
  }

  get view(): RunView | undefined {
    return this.#view;
  }

  get page(): Page | undefined {
    return this.#page;
  }

  /** What the page offers to be done now. */
  get offers(): readonly OfferedCommand[] {
    return this.#offers;
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
    this.#post({ type: 'command', command });
  }

  /** What is usual in the text that is walked; the page that comes after this one is told too. */
  takePace(pace: Pace): void {
    this.#pace = pace;
    this.#post({ type: 'pace', pace });
  }

  /** A new run of the same runbook, once the runner of the closed one has gone. */
  again(): void {
    if (this.#view?.closed === undefined) return;
    this.#beginsAnew = true;
    this.#link?.again();
  }

  /** On a page of its own: what was open and typed belongs to the run that is closed. */
  #anew(): void {
    this.#beginsAnew = false;
    this.#ready = false;
    this.#page = undefined;
    this.#view = undefined;
    const { webview } = this.panel;
    webview.html = walkerHtml(webview, this.#services.extensionUri, this.runbook);
  }

  /** Opens a step, or a phase by `phase:` and its id, and goes there; once there is something on the page. */
  reveal(place: string): void {
    this.panel.reveal();
    this.#wanted = place;
    this.#goThere();
  }

  #goThere(): void {
    if (!this.#ready || this.#view === undefined || this.#wanted === undefined) return;
    this.#post({ type: 'reveal', step: this.#wanted });
    this.#wanted = undefined;
  }

  post(message: ToWalker): void {
    this.#post(message);
  }

  /** Asks the runner for something the host itself needs, such as a whole output. */
  async ask(request: Looking): Promise<string | undefined> {
    const reply = await this.#look(request);
    return reply?.ok === true ? reply.text : undefined;
  }

  /** The variables of the run's shell; undefined where the runner cannot be reached. */
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
    if (this.#disposed) return;
    this.#post({ type: 'link', state: 'connecting' });
    try {
      const link = await this.#services.reach({
        event: event => this.#take(event),
        lost: () => this.#lost(),
      });
      this.#linked(link);
    } catch (error) {
      this.#why = { reason: notBegunText(vscode.l10n, error) };
      this.#post({ type: 'link', state: 'lost', ...this.#why });
      // A slow machine may manage the next time; what a runner itself said stands until the page is opened anew.
      if (!(error instanceof RunnerFailed)) setTimeout(() => void this.#connect(), later);
    }
  }

  #linked(link: RunnerLink): void {
    if (this.#disposed) {
      link.close();
      return;
    }
    this.#link = link;
    this.#why = {};
    this.#wish();
    this.#screen?.linked();
    this.#post({ type: 'link', state: 'open' });
  }

  #lost(): void {
    this.#link = undefined;
    this.#questions.end();
    if (this.#beginsAnew) this.#anew();
    this.#post({ type: 'link', state: 'lost' });
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
    if (event.type === 'page') this.#page = event.page;
    if (event.type === 'seat') this.#seat = event;
    if (event.type === 'live') this.#live = event.live;
    if (event.type === 'run') {
      this.#view = event.view;
      this.#services.changed();
    }
    const own = event.type === 'reply' ? this.#waiting.get(event.to) : undefined;
    if (event.type === 'reply' && own !== undefined) {
      this.#waiting.delete(event.to);
      own(event.reply);
    } else this.#post(event);
    this.#goThere();
  }

  async #receive(raw: unknown): Promise<void> {
    const message = fromWalker.safeParse(raw);
    if (!message.success) return;
    switch (message.data.type) {
      case 'ready':
        this.#ready = true;
        this.#greet();
        return;
      case 'request':
        this.#relay(message.data);
        return;
      case 'offers':
        this.#offers = message.data.commands;
        this.#services.offered();
        return;
      case 'host':
        await this.#services.act(message.data.action, this);
        return;
    }
  }

  #relay({ id, request }: { id: number; request: Parameters<RunnerLink['request']>[1] }): void {
    if (this.#link !== undefined) {
      this.#link.request(id, request);
      return;
    }
    const message = vscode.l10n.t('The runner cannot be reached. Nothing was run.');
    const because = { kind: 'unreachable' } as const;
    this.#post({ type: 'reply', to: id, reply: { ok: false, code: 'not-recording', message, because } });
  }

  /** A page that was hidden has been thrown away; the new one gets everything again. */
  #greet(): void {
    this.#post({ type: 'settings', settings: walkerSettings(this.runbook) });
    this.#post({ type: 'link', state: this.#link === undefined ? 'connecting' : 'open', ...this.#why });
    if (this.#page !== undefined) this.#post({ type: 'page', page: this.#page });
    if (this.#view !== undefined) this.#post({ type: 'run', view: this.#view });
    if (this.#seat !== undefined) this.#post(this.#seat);
    if (this.#live !== undefined) this.#post({ type: 'live', live: this.#live });
    if (this.#pace !== undefined) this.#post({ type: 'pace', pace: this.#pace });
    this.#goThere();
  }

  #wish(): void {
    this.#link?.live(liveWish(this.runbook, this.panel));
  }

  #post(message: ToWalker): void {
    if (this.#ready && !this.#disposed) void this.panel.webview.postMessage(message);
  }

  #dispose(): void {
    this.#disposed = true;
    this.#questions.end();
    this.#link?.close();
    this.#screen?.gone();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#services.changed();
  }
}
