import * as vscode from 'vscode';
import { walkerType } from './walkerType.ts';
import type { Walkers } from './walkers.ts';

const memoryKey = 'handrail.openWalkers';

interface Remembered {
  readonly runbook: string;
  readonly title: string;
}

/** Milliseconds in which VS Code gives a panel that it has restored to its serializer. */
const grace = 2000;

/**
 * Replaces the panels that a killed extension host leaves behind: VS Code starts another host, but nobody answers the panels that it does
 * not restore itself.
 */
export class StalePanels implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #walkers: Walkers;
  readonly #subscriptions: vscode.Disposable[];
  /** Walkers of the last host that have not come back yet. */
  #pending: readonly Remembered[];
  #timer: NodeJS.Timeout | undefined;

  constructor(memory: vscode.Memento, walkers: Walkers) {
    this.#memory = memory;
    this.#walkers = walkers;
    this.#pending = readMemory(memory.get(memoryKey));
    this.#subscriptions = [
      walkers.onDidChange(() => this.#remember()),
      // A panel in the background is restored when it is shown.
      vscode.window.tabGroups.onDidChangeTabs(() => this.#look()),
    ];
    this.#look();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #remember(): void {
    const open = this.#walkers.all.map(({ runbook, panel }) => ({
      runbook: runbook.toString(),
      title: panel.title,
    }));
    this.#pending = this.#pending.filter(({ runbook }) => !open.some(known => known.runbook === runbook));
    void this.#memory.update(memoryKey, [...open, ...this.#pending]);
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (this.#pending.length > 0) this.#timer = setTimeout(() => void this.#replace(), grace);
  }

  async #replace(): Promise<void> {
    for (const stale of this.#pending) {
      const tab = walkerTabs().find(({ label, isActive }) => isActive && label === stale.title);
      if (tab === undefined) continue;
      this.#pending = this.#pending.filter(other => other !== stale);
      const column = tab.group.viewColumn;
      await vscode.window.tabGroups.close(tab, true);
      await this.#walkers.show(vscode.Uri.parse(stale.runbook), column);
    }
  }
}

// By hand, since this is read whenever VS Code starts, and a schema's library is a third of all that would be loaded then.
function readMemory(value: unknown): readonly Remembered[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.every(isRemembered) ? items : [];
}

function isRemembered(value: unknown): value is Remembered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'runbook' in value &&
    typeof value.runbook === 'string' &&
    'title' in value &&
    typeof value.title === 'string'
  );
}

/** VS Code puts a prefix of its own before a panel's type. */
function walkerTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(walkerType));
}
