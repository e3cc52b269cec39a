import * as vscode from 'vscode';
import { groupsOf } from '../../core/run/view/groups.ts';
import type { Card, Page, RunView, StepState } from '../../core/run/view/view.ts';
import { say, sayNoChecklist } from '../notice.ts';
import { stateWords } from './stateWords.ts';
import type { ShownRunbook } from './shownRunbook.ts';

interface StepItem extends vscode.QuickPickItem {
  readonly step?: string;
}

/** Asks for a step by number or words, and goes there; nothing is run or recorded. */
export async function chooseStep(
  walker: Pick<ShownRunbook, 'page' | 'view' | 'reveal'> | undefined,
): Promise<void> {
  if (walker?.page === undefined || walker.view === undefined) {
    sayNoChecklist();
    return;
  }
  const items = itemsOf(walker.page, walker.view);
  if (!items.some(({ step }) => step !== undefined)) {
    say(vscode.l10n.t('This checklist has no steps.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Go to a step of {0}', walker.page.title),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.step !== undefined) walker.reveal(chosen.step);
}

function itemsOf(page: Page, { steps }: RunView): readonly StepItem[] {
  return groupsOf(page).flatMap(({ title, cards }): readonly StepItem[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...cards.map(card => itemOf(card, steps[card.id]?.state ?? 'waiting')),
  ]);
}

function itemOf(card: Card, state: StepState): StepItem {
  const { id, number, title, tasks } = card;
  const [icon, words] = stateWords(state);
  const name = title === '' ? (tasks?.[0]?.title ?? '') : title;
  const detail = contentOf(card);
  return {
    label: `$(${icon}) ${number} ${name}`,
    description: words,
    step: id,
    ...(detail === '' ? {} : { detail }),
  };
}

// One line of the list; whoever looks for a word that stands further down has Ctrl+F.
const detailLength = 300;

/** What a step says besides its title, by which it is found as well. */
function contentOf({ title, commands = [], tasks = [], fields = [], text }: Card): string {
  const own = text === undefined || commands.length > 0 ? [] : [text];
  const all = [
    ...commands.map(command => command.text),
    ...tasks.map(task => task.title),
    ...fields.map(({ name }) => name),
    ...own,
  ];
  const parts = all.map(part => part.replace(/\s+/gu, ' ').trim()).filter(part => part !== title);
  return parts.join(' · ').slice(0, detailLength);
}
