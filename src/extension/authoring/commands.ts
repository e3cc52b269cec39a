import * as vscode from 'vscode';
import { tagAsBash } from './blockLenses.ts';
import { newRunbook } from './newRunbook.ts';
import { switchRuleOff } from './ruleSwitch.ts';
import { fileInQuestion } from '../named.ts';
import type { Problems } from './problems.ts';
import type { Sight } from './sight.ts';

/** Every command for authors, with what it does; a test holds it and the manifest together. */
export function commandTable(
  { sight, problems }: { readonly sight: Sight; readonly problems: Problems },
  templates: vscode.Uri,
): Readonly<Record<string, (...given: readonly unknown[]) => unknown>> {
  return {
    'handrail.checkRunbook': argument => check(problems, argument),
    'handrail.newRunbook': () => newRunbook(templates),
    'handrail.tagAsBash': (uri, line) =>
      uri instanceof vscode.Uri && typeof line === 'number' ? tagAsBash(uri, line) : undefined,
    'handrail.switchRuleOff': async (uri, code) => {
      if (!(uri instanceof vscode.Uri) || typeof code !== 'string') return;
      await switchRuleOff(sight, await vscode.workspace.openTextDocument(uri), code);
    },
  };
}

/** Opens the text with all that is found in it, and says how much that is. */
async function check(problems: Problems, argument: unknown): Promise<void> {
  const file = fileInQuestion(argument);
  if (file === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Markdown file first.'));
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview: true });
  const found = await problems.check(document);
  const name = vscode.workspace.asRelativePath(file);
  if (found === undefined) return;
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: nothing to mend.', name));
    return;
  }
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}
