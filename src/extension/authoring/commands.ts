import * as vscode from 'vscode';
import type { CommandTable } from '../commandTable.ts';
import { markdownInQuestion } from '../named.ts';
import { say, sayNoMarkdown } from '../notice.ts';
import { tagAsBash, tagAtCursor } from './blockLenses.ts';
import { newRunbook } from './newRunbook.ts';
import { switchRuleOff } from './ruleSwitch.ts';
import type { Finding } from '../../core/lint/finding.ts';
import type { Problems } from './problems.ts';
import { inWords, type DocumentQueries } from './documentQueries.ts';
import { sayUnread } from './unread.ts';

interface Parts {
  readonly queries: DocumentQueries;
  readonly problems: Problems;
}

/** Every command for authors, with what it does; a test holds it and the manifest together. */
export function commandTable({ queries, problems }: Parts, templates: vscode.Uri): CommandTable {
  return {
    'handrail.checkRunbook': argument => check(problems, argument),
    'handrail.newRunbook': () => newRunbook(templates),
    'handrail.tagAsBash': (uri, line) =>
      uri instanceof vscode.Uri && typeof line === 'number' ? tagAsBash(uri, line) : tagAtCursor(queries),
    'handrail.switchRuleOff': (uri, code) => switchOff({ queries, problems }, { uri, code }),
  };
}

/** Opens the text with all that is found in it, and says how much that is. */
async function check(problems: Problems, argument: unknown): Promise<void> {
  const file = markdownInQuestion(argument);
  if (file === undefined) {
    sayNoMarkdown();
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview: true });
  const found = await problems.check(document);
  if (found === undefined) sayUnread(document, () => check(problems, document.uri));
  else if (found.length === 0) sayNothingToMend(document);
  else await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** Switches off the rule that is named, else one of those that have found something in the text. */
async function switchOff(
  { queries, problems }: Parts,
  { uri, code }: { readonly uri: unknown; readonly code: unknown },
): Promise<void> {
  const file = markdownInQuestion(uri);
  if (file === undefined) {
    sayNoMarkdown();
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  if (typeof code === 'string') {
    await switchRuleOff(queries, document, code);
    return;
  }
  const found = await problems.check(document);
  if (found === undefined) sayUnread(document, () => switchOff({ queries, problems }, { uri: file, code }));
  else if (found.length === 0) sayNothingToMend(document);
  else {
    const chosen = await chooseRule(found);
    if (chosen !== undefined) await switchRuleOff(queries, document, chosen);
  }
}

/** Asks which rule is meant. */
async function chooseRule(found: readonly Finding[]): Promise<string | undefined> {
  const rules = new Map(found.map(({ code, says }) => [code, inWords({ says })]));
  const picked = await vscode.window.showQuickPick(
    [...rules].map(([label, description]) => ({ label, description })),
    { placeHolder: vscode.l10n.t('Which rule is to be switched off?'), matchOnDescription: true },
  );
  return picked?.label;
}

function sayNothingToMend({ uri }: vscode.TextDocument): void {
  say(vscode.l10n.t('Nothing to mend in {0}.', uri.path.split('/').at(-1) ?? ''));
}
