import * as vscode from 'vscode';
import type { Card, Page, RunView, StepState } from '../core/run/view.ts';
import { stateWords } from './stateWords.ts';
import type { Walker } from './walker.ts';

interface StepItem extends vscode.QuickPickItem {
  readonly step?: string;
}

/** Asks for a step by number or words, and goes there; nothing is run or recorded. */
export async function chooseStep(walker: Walker | undefined): Promise<void> {
  if (walker?.page === undefined || walker.view === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No checklist is open. Open a Markdown file as a checklist first.'),
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(itemsOf(walker.page, walker.view), {
    placeHolder: vscode.l10n.t('Go to a step of {0}', walker.page.title),
    matchOnDescription: true,
  });
  if (chosen?.step !== undefined) walker.reveal(chosen.step);
}

function itemsOf({ phases }: Page, { steps }: RunView): readonly StepItem[] {
  return phases.flatMap(({ title, blocks }) => {
    const items = blocks.flatMap(block =>
      block.type === 'card' && block.card.number !== ''
        ? [itemOf(block.card, steps[block.card.id]?.state ?? 'waiting')]
        : [],
    );
    return items.length === 0
      ? []
      : [{ label: title, kind: vscode.QuickPickItemKind.Separator } satisfies StepItem, ...items];
  });
}

function itemOf({ id, number, title, tasks }: Card, state: StepState): StepItem {
  const [icon, words] = stateWords(state);
  const name = title === '' ? (tasks?.[0]?.title ?? '') : title;
  return { label: `$(${icon}) ${number} ${name}`, description: words, step: id };
}
