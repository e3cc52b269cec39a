import * as vscode from 'vscode';
import { folded } from '../../core/review/folded.ts';
import type { Moments } from './moments.ts';
import { wordsOf } from './runItem.ts';
import { runTitle } from './runTitle.ts';
import type { ListedRun } from './waitingRuns.ts';

/** Milliseconds after the last letter before a list follows. */
const pause = 150;

/** Whether a run matches a filter: every word of the filter occurs in its data. An empty filter matches all. */
export function isWanted(filter: string, moments: Moments): (run: ListedRun) => boolean {
  if (filter === '') return () => true;
  const wanted = folded(filter).split(/\s+/);
  return run => {
    const words = [runTitle(run), run.runbook, run.run, run.result, ...wordsOf(run, moments)];
    const text = folded(words.join('\n'));
    return wanted.every(word => text.includes(word));
  };
}

/** Asks for a filter and reports each change while typing; Escape restores the previous one. */
export async function askFilter(before: string, use: (filter: string) => void): Promise<void> {
  const box = vscode.window.createInputBox();
  box.value = before;
  box.prompt = vscode.l10n.t(
    'Show only runs with these words in their title, file, operator, date or result. Empty shows all.',
  );
  let timer: NodeJS.Timeout | undefined;
  let wanted = before;
  const hidden = new Promise<void>(resolve => {
    box.onDidChangeValue(value => {
      clearTimeout(timer);
      timer = setTimeout(() => use(value.trim()), pause);
    });
    box.onDidAccept(() => {
      wanted = box.value.trim();
      box.hide();
    });
    box.onDidHide(resolve);
  });
  box.show();
  await hidden;
  clearTimeout(timer);
  box.dispose();
  use(wanted);
}
