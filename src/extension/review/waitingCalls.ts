import * as vscode from 'vscode';
import type { WaitingRun } from '../../adapters/review/waiting.ts';
import { offer, wayTo } from '../notice.ts';
import type { Walkers } from '../walker/walkers.ts';
import { requestType } from './requestType.ts';
import { runTitle } from './runTitle.ts';
import type { ListedRun } from './waitingRuns.ts';

const memoryKey = 'handrail.toldWaiting';

/** Notifies once that a run was handed over to this user or asks for their approval, unless they are looking at it. */
export class WaitingCalls {
  readonly #memory: vscode.Memento;
  readonly #walkers: Walkers;

  constructor(memory: vscode.Memento, walkers: Walkers) {
    this.#memory = memory;
    this.#walkers = walkers;
  }

  /** Takes all that waits; what was told before is not told again, and what waits no more is forgotten. */
  tell(waiting: readonly WaitingRun[], runs: readonly ListedRun[]): void {
    const told = new Set(this.#told());
    const names = waiting.map(nameOf);
    if (names.length === told.size && names.every(name => told.has(name))) return;
    void this.#memory.update(memoryKey, names);
    for (const one of waiting.filter(each => !told.has(nameOf(each)))) {
      const run = runs.find(({ folder }) => folder === one.folder);
      if (run !== undefined && !this.#isWatched(one)) void call(one, run);
    }
  }

  #told(): readonly unknown[] {
    const kept: unknown = this.#memory.get(memoryKey);
    return Array.isArray(kept) ? kept : [];
  }

  #isWatched({ folder, wants }: WaitingRun): boolean {
    if (!vscode.window.state.focused) return false;
    if (wants === 'hand-over')
      return this.#walkers.all.some(({ panel, view }) => panel.visible && view?.recording.folder === folder);
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    return input instanceof vscode.TabInputWebview && input.viewType.endsWith(requestType);
  }
}

const nameOf = ({ folder, wants, mark }: WaitingRun): string => [folder, wants, mark].join('\n');

async function call({ wants }: WaitingRun, run: ListedRun): Promise<void> {
  const sentence =
    wants === 'hand-over'
      ? vscode.l10n.t('{0} is handed over to you.', runTitle(run))
      : vscode.l10n.t('{0} asks for your approval.', runTitle(run));
  const command = wants === 'hand-over' ? 'handrail.takeOver' : 'handrail.answerRequest';
  await offer(sentence, [wayTo(vscode.l10n.t('Go to step'), command, run)]);
}
