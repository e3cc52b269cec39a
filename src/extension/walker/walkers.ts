import * as vscode from 'vscode';
import { readSpan } from '../../core/shell/span.ts';
import type { HostAction } from '../../protocol/webview.ts';
import { offer, wayTo, type Way } from '../notice.ts';
import { homeOf } from '../review/stateFolders.ts';
import type { KeptSecrets } from './keptSecrets.ts';
import type { reach, RunnerHome } from './runnerLink.ts';
import type { Walker } from './walker.ts';
import { walkerType } from './walkerType.ts';

// Ctrl+F finds text on the page, that of folded steps too; of all options only this one cannot be set later.
const findable = { enableFindWidget: true };

/** What the page asks of VS Code rather than of the runner. */
export type Act = (action: HostAction, walker: Walker) => Promise<void>;

type Context = Pick<vscode.ExtensionContext, 'extensionUri' | 'secrets' | 'globalState'>;

interface Parts {
  readonly Walker: typeof Walker;
  readonly reach: typeof reach;
  readonly KeptSecrets: typeof KeptSecrets;
}

// Schemas, sockets and all that a run needs come with the first walker: most windows never open one.
async function load(): Promise<Parts> {
  const [walker, link, kept] = await Promise.all([
    import('./walker.ts'),
    import('./runnerLink.ts'),
    import('./keptSecrets.ts'),
  ]);
  return { Walker: walker.Walker, reach: link.reach, KeptSecrets: kept.KeptSecrets };
}

/** The walkers of this window, at most one for each runbook. */
export class Walkers implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #context: Context;
  readonly #home: () => RunnerHome;
  readonly #act: Act;
  readonly #open = new Map<string, Walker>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #offered = new vscode.EventEmitter<void>();
  readonly onDidOffer = this.#offered.event;

  constructor(context: Context, home: () => RunnerHome, act: Act) {
    this.#context = context;
    this.#home = home;
    this.#act = act;
  }

  /** Shows a runbook's walker, where it is or in the column, with a run to go on with where one is named; an editor with unsaved text is saved first, if its owner agrees. */
  async show(runbook: vscode.Uri, column: vscode.ViewColumn, resume?: string): Promise<Walker | undefined> {
    const known = this.#revealed(runbook);
    if (known !== undefined) return known;
    if (!(await saved(runbook))) return undefined;
    const parts = await load();
    const title = vscode.l10n.t('{0} (checklist)', nameOf(runbook));
    return (
      // Asked for twice before the first was there.
      this.#revealed(runbook) ??
      this.#adopt(vscode.window.createWebviewPanel(walkerType, title, column, findable), runbook, {
        ...parts,
        resume,
      })
    );
  }

  /** A reload brings the panels back; the runs went on in their runners meanwhile. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const runbook = savedRunbook(state);
    if (runbook === undefined) panel.dispose();
    else this.#adopt(panel, runbook, await load());
  }

  get all(): readonly Walker[] {
    return [...this.#open.values()];
  }

  /** The walker in front, else the one that was opened last. */
  get active(): Walker | undefined {
    const { all } = this;
    return all.find(({ panel }) => panel.active) ?? all.find(({ panel }) => panel.visible) ?? all.at(-1);
  }

  dispose(): void {
    for (const walker of this.all) walker.panel.dispose();
    this.#changed.dispose();
    this.#offered.dispose();
  }

  #revealed(runbook: vscode.Uri): Walker | undefined {
    const known = this.#open.get(runbook.toString());
    known?.panel.reveal();
    return known;
  }

  #adopt(
    panel: vscode.WebviewPanel,
    runbook: vscode.Uri,
    { Walker, KeptSecrets, reach, resume }: Parts & { readonly resume?: string | undefined },
  ): Walker {
    const key = runbook.toString();
    const { extensionUri } = this.#context;
    const secrets = new KeptSecrets({ stores: this.#context, runbook: key, failed: sayNotKept });
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'walker.svg');
    const walker = new Walker(panel, runbook, {
      extensionUri,
      reach: listener =>
        secrets.between(listener, heard =>
          reach(this.#home(), { ...wanted(runbook), ...(resume === undefined ? {} : { resume }) }, heard),
        ),
      act: this.#act,
      changed: () => this.#changed.fire(),
      offered: () => this.#offered.fire(),
    });
    this.#open.set(key, walker);
    this.#changed.fire();
    panel.onDidDispose(() => {
      this.#open.delete(key);
      this.#changed.fire();
    });
    return walker;
  }
}

function wanted(runbook: vscode.Uri): Parameters<typeof reach>[1] {
  const settings = vscode.workspace.getConfiguration('handrail', runbook);
  const timeoutMs = readSpan(settings.get<string>('timeout', ''));
  return {
    runbook: runbook.fsPath,
    ...homeOf(runbook),
    trusted: vscode.workspace.isTrusted,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(settings.get<boolean>('shell.login', false) ? { login: true } : {}),
  };
}

/** The runbook that the page kept for a reload; undefined if that is nothing of ours. */
function savedRunbook(state: unknown): vscode.Uri | undefined {
  const kept = typeof state === 'object' && state !== null && 'runbook' in state ? state.runbook : undefined;
  return typeof kept === 'string' ? vscode.Uri.parse(kept) : undefined;
}

/** What runs is what is on disk, so an editor must hold the same. */
async function saved(runbook: vscode.Uri): Promise<boolean> {
  const editor = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === runbook.toString());
  if (editor?.isDirty !== true) return true;
  let isSaved = false;
  const save: Way = {
    label: vscode.l10n.t('Save and open'),
    go: async () => (isSaved = await editor.save()),
  };
  const sentence = vscode.l10n.t('{0} has unsaved changes. A checklist runs what is saved.', nameOf(runbook));
  await offer(sentence, [save], 'warning');
  return isSaved;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path;
}

function sayNotKept(): void {
  const sentence = vscode.l10n.t(
    'VS Code’s secret storage did not answer. Secrets are set for this run only while its process lives.',
  );
  const reload = wayTo(vscode.l10n.t('Reload Window'), 'workbench.action.reloadWindow');
  void offer(sentence, [reload], 'warning');
}
