import * as vscode from 'vscode';
import { asBefore } from '../walker/placeChosen.ts';
import { bookWords } from './bookItem.ts';
import type { Found, Shelf } from './shelf.ts';

interface Choice extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** Lets the user pick a runbook by title, file, owner or last outcome, and opens its checklist or, by the button, its text. */
export async function findRunbook(shelf: Shelf): Promise<void> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.placeholder = vscode.l10n.t('Find a runbook and open it as a checklist');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const hidden = new Promise<void>(resolve => {
    pick.onDidAccept(() => {
      const [choice] = pick.selectedItems;
      if (choice === undefined) return;
      pick.hide();
      void open(choice.uri);
    });
    pick.onDidTriggerItemButton(({ item }) => {
      pick.hide();
      if (item.uri !== undefined) void vscode.window.showTextDocument(item.uri);
    });
    pick.onDidHide(() => resolve());
  });
  pick.show();
  try {
    pick.items = choicesOf(await shelf.find());
    pick.busy = false;
    await hidden;
  } finally {
    pick.dispose();
  }
}

function choicesOf({ folders, others }: Found): readonly Choice[] {
  const markdown = { iconPath: new vscode.ThemeIcon('file'), tooltip: vscode.l10n.t('Open the Markdown') };
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...folders.flatMap(({ books }) =>
      books.map(book => ({
        label: `$(book) ${book.title}`,
        description: bookWords(book),
        detail: vscode.workspace.asRelativePath(book.uri),
        buttons: [markdown],
        uri: book.uri,
      })),
    ),
    heading(vscode.l10n.t('Other Markdown files')),
    ...others.map(uri => ({
      label: `$(markdown) ${vscode.workspace.asRelativePath(uri)}`,
      buttons: [markdown],
      uri,
    })),
    { label: `$(folder-opened) ${vscode.l10n.t('Choose a Markdown file…')}`, alwaysShow: true },
  ];
}

async function open(uri: vscode.Uri | undefined): Promise<void> {
  const options = {
    filters: { Markdown: ['md', 'markdown'] },
    openLabel: vscode.l10n.t('Open as checklist'),
  };
  const [chosen] = uri === undefined ? ((await vscode.window.showOpenDialog(options)) ?? []) : [uri];
  if (chosen !== undefined)
    await vscode.commands.executeCommand('handrail.openAsChecklist', asBefore(chosen));
}
