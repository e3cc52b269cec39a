import * as vscode from 'vscode';
import type { Card, Page, RunView, StepState } from '../core/run/view.ts';
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
  const [icon, words] = shownAs(state);
  const name = title === '' ? (tasks?.[0]?.title ?? '') : title;
  return { label: `$(${icon}) ${number} ${name}`, description: words, step: id };
}

/** The icon and the word that the page itself has for a state. */
function shownAs(state: StepState): readonly [icon: string, words: string] {
  switch (state) {
    case 'waiting':
      return ['circle-large', vscode.l10n.t('To come')];
    case 'ready':
      return ['circle-large', vscode.l10n.t('Ready')];
    case 'blocked':
      return ['lock', vscode.l10n.t('Locked')];
    case 'running':
      return ['loading', vscode.l10n.t('Running')];
    case 'judge':
      return ['question', vscode.l10n.t('Waiting for you')];
    case 'passed':
      return ['pass-filled', vscode.l10n.t('Passed')];
    case 'failed':
      return ['error', vscode.l10n.t('Failed')];
    case 'skipped':
      return ['circle-slash', vscode.l10n.t('Skipped')];
    case 'by-hand':
      return ['pass', vscode.l10n.t('Done by hand')];
    case 'unknown':
      return ['issue-draft', vscode.l10n.t('Outcome unknown')];
    case 'superseded':
      return ['git-branch', vscode.l10n.t('Not on this path')];
  }
}
