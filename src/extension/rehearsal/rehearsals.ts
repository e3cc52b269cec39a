import * as vscode from 'vscode';
import type { Analyst } from '../authoring/analyst.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The type of the panels, as the manifest's conditions name it. VS Code does not bring them back: a rehearsal keeps nothing. */
const rehearsalType = 'handrail.rehearsal';

// Ctrl+F finds text on the page, that of folded steps too; of all options only this one cannot be set later.
const findable = { enableFindWidget: true };

/** The rehearsals of this window, at most one for each runbook. Views about runs do not include them. */
export class Rehearsals implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #analyst: Analyst;
  readonly #open = new Map<string, Rehearsal>();
  readonly #offered = new vscode.EventEmitter<void>();
  readonly onDidOffer = this.#offered.event;

  constructor(extensionUri: vscode.Uri, analyst: Analyst) {
    this.#extensionUri = extensionUri;
    this.#analyst = analyst;
  }

  /** Walks through a text beside it, where the text is in front, so that it can be written meanwhile. */
  async show(runbook: vscode.Uri): Promise<Rehearsal> {
    const open = this.#revealed(runbook);
    if (open !== undefined) return open;
    // Schemas and all that a page needs come with the first one: most windows never open any.
    const parts = await import('./rehearsal.ts');
    // Asked for twice before the first was there.
    const opened = this.#revealed(runbook);
    if (opened !== undefined) return opened;
    const name = runbook.path.split('/').at(-1) ?? runbook.path;
    const inFront = vscode.window.activeTextEditor?.document.uri.toString() === runbook.toString();
    const column = inFront ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const title = vscode.l10n.t('{0} (rehearsal)', name);
    const panel = vscode.window.createWebviewPanel(rehearsalType, title, column, findable);
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'walker.svg');
    const key = runbook.toString();
    const services = {
      extensionUri: this.#extensionUri,
      analyst: this.#analyst,
      offered: () => this.#offered.fire(),
    };
    const rehearsal = new parts.Rehearsal(panel, runbook, services);
    this.#open.set(key, rehearsal);
    panel.onDidDispose(() => this.#open.delete(key));
    return rehearsal;
  }

  /** The one in front; undefined if something else is. */
  get active(): Rehearsal | undefined {
    return [...this.#open.values()].find(({ panel }) => panel.active);
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.dispose();
    this.#offered.dispose();
  }

  #revealed(runbook: vscode.Uri): Rehearsal | undefined {
    const known = this.#open.get(runbook.toString());
    known?.panel.reveal();
    return known;
  }
}
