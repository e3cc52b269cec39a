import * as vscode from 'vscode';
import type { Page, RunView } from '../../core/run/view/view.ts';
import type { WalkerCommand } from '../../protocol/commands.ts';
import type { ToWalker } from '../../protocol/host.ts';
import type { Request } from '../../protocol/request.ts';
import { fromWalker, type HostAction, type Offers } from '../../protocol/webview.ts';
import { assetRoots } from '../webviewPage.ts';
import type { ShownRunbook } from './shownRunbook.ts';
import { walkerHtml, walkerSettings } from './walkerPage.ts';

/** What a page that was thrown away while it was hidden is told anew, in this order. */
const kept = ['link', 'page', 'run', 'seat', 'live', 'pace'] as const;

type Kept = (typeof kept)[number];

/** Who answers a page: a run, or a rehearsal. */
export interface PageOwner {
  readonly extensionUri: vscode.Uri;
  request(id: number, request: Request): void;
  act(action: HostAction): Promise<void>;
  /** The page offers something else. */
  offered(): void;
  /** The panel has come to the front or gone behind others. */
  turned(): void;
  /** A setting of Handrail has changed. */
  configured(): void;
  gone(): void;
}

/** The page of a runbook in its panel, with all that a page which comes after it has to be told. */
export class ChecklistPage implements ShownRunbook {
  readonly runbook: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #owner: PageOwner;
  readonly #disposables: readonly vscode.Disposable[];
  readonly #last = new Map<Kept, ToWalker>();
  #page: Page | undefined;
  #view: RunView | undefined;
  #wanted: string | undefined;
  #offers: Offers = { commands: [] };
  #ready = false;
  #gone = false;

  constructor(panel: vscode.WebviewPanel, runbook: vscode.Uri, owner: PageOwner) {
    this.panel = panel;
    this.runbook = runbook;
    this.#owner = owner;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: assetRoots(owner.extensionUri) };
    this.#disposables = [
      panel.onDidDispose(() => this.#dispose()),
      panel.onDidChangeViewState(() => owner.turned()),
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (!change.affectsConfiguration('handrail')) return;
        this.post({ type: 'settings', settings: walkerSettings(runbook) });
        owner.configured();
      }),
    ];
    this.#load();
  }

  get page(): Page | undefined {
    return this.#page;
  }

  get view(): RunView | undefined {
    return this.#view;
  }

  get offers(): Offers {
    return this.#offers;
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** A key or a palette command for the page. */
  command(command: WalkerCommand): void {
    this.post({ type: 'command', command });
  }

  /** Opens a step, or a phase by `phase:` and its id, and goes there; once there is something on the page. */
  reveal(place: string): void {
    this.panel.reveal();
    this.#wanted = place;
    this.#goThere();
  }

  /** Tells the page; what a later page needs too is told to that one as well. */
  post(message: ToWalker): void {
    if (isKept(message)) this.#last.set(message.type, message);
    if (message.type === 'page') this.#page = message.page;
    if (message.type === 'run') this.#view = message.view;
    this.#send(message);
    this.#goThere();
  }

  /** A page of its own for another run: what was open and typed belongs to the one before. */
  renew(): void {
    this.#ready = false;
    this.#page = undefined;
    this.#view = undefined;
    for (const type of ['page', 'run'] as const) this.#last.delete(type);
    this.#load();
  }

  #load(): void {
    const { webview } = this.panel;
    webview.html = walkerHtml(webview, this.#owner.extensionUri, this.runbook);
  }

  async #receive(raw: unknown): Promise<void> {
    const message = fromWalker.safeParse(raw);
    if (!message.success) return;
    const { data } = message;
    switch (data.type) {
      case 'ready':
        this.#greet();
        return;
      case 'request':
        this.#owner.request(data.id, data.request);
        return;
      case 'offers':
        this.#offers = data;
        this.#owner.offered();
        return;
      case 'host':
        await this.#owner.act(data.action);
        return;
    }
  }

  #greet(): void {
    this.#ready = true;
    this.#send({ type: 'settings', settings: walkerSettings(this.runbook) });
    for (const type of kept) {
      const message = this.#last.get(type);
      if (message !== undefined) this.#send(message);
    }
    this.#goThere();
  }

  #goThere(): void {
    if (!this.#ready || this.#view === undefined || this.#wanted === undefined) return;
    this.#send({ type: 'reveal', step: this.#wanted });
    this.#wanted = undefined;
  }

  #send(message: ToWalker): void {
    if (this.#ready && !this.#gone) void this.panel.webview.postMessage(message);
  }

  #dispose(): void {
    this.#gone = true;
    for (const disposable of this.#disposables) disposable.dispose();
    this.#owner.gone();
  }
}

function isKept(message: ToWalker): message is ToWalker & { readonly type: Kept } {
  return kept.some(type => type === message.type);
}
