import * as vscode from 'vscode';
import { asBefore } from './walker/placeChosen.ts';

// A heading, a task, a fence: without any of them there is nothing to walk, and a lens would only be in the way.
const something = /^ {0,3}(?:#{1,6} |```|~~~|[-*+] \[[ xX]\] |\d+[.)] )/m;

/** "Open as checklist" and "Rehearse" above a Markdown file that holds something to do. No lens runs anything. */
export class RunbookLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #settings = vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('handrail.codeLens')) this.#changed.fire();
  });

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const wanted = vscode.workspace.getConfiguration('handrail', document.uri).get<string>('codeLens', 'all');
    if (wanted === 'off' || document.uri.scheme !== 'file' || !something.test(document.getText())) return [];
    return [
      lens(`$(checklist) ${vscode.l10n.t('Open as checklist')}`, 'handrail.openAsChecklist', document),
      lens(`$(eye) ${vscode.l10n.t('Rehearse')}`, 'handrail.rehearse', document),
    ];
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}

function lens(title: string, command: string, { uri }: vscode.TextDocument): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [asBefore(uri)] });
}
