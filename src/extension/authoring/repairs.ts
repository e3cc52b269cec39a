import * as vscode from 'vscode';
import type { Edit, Finding } from '../../core/lint/finding.ts';
import type { Problems } from './problems.ts';
import { inWords, rangeIn, type DocumentQueries } from './documentQueries.ts';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('handrail');

/** The kinds that `Repairs` gives. */
export const repairKinds: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, fixAll];

/** Quick fixes for single findings or all of them, and comments that silence a finding. */
export class Repairs implements vscode.CodeActionProvider {
  readonly #problems: Problems;
  readonly #queries: DocumentQueries;

  constructor(problems: Problems, queries: DocumentQueries) {
    this.#problems = problems;
    this.#queries = queries;
  }

  async provideCodeActions(
    ...[document, range, { only, triggerKind }, token]: Parameters<
      vscode.CodeActionProvider['provideCodeActions']
    >
  ): Promise<vscode.CodeAction[]> {
    if (only !== undefined && vscode.CodeActionKind.SourceFixAll.contains(only)) {
      return this.#fixAll(document, token);
    }
    if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    // The light bulb asks at every move of the cursor; whoever presses the key right behind a word waits for what it has done.
    const found =
      triggerKind === vscode.CodeActionTriggerKind.Invoke
        ? await this.#problems.now(document)
        : this.#problems.of(document);
    const here = found.filter(finding => touches(document, finding, range));
    const ways = here.map(finding => this.#waysOut(document, finding, token));
    return (await Promise.all(ways)).flat();
  }

  async #fixAll(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const edit = await this.#queries.ask(document, { kind: 'mended', with: undefined }, token);
    if (edit === undefined) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Fix all that Handrail can fix'), fixAll);
    action.edit = toEdit(document, [edit]);
    return [action];
  }

  async #waysOut(
    document: vscode.TextDocument,
    finding: Finding,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { code, line, fixes } = finding;
    const diagnostics = [this.#problems.diagnosticOf(document, finding)];
    const quick = (title: string): vscode.CodeAction => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = diagnostics;
      return action;
    };
    const mended = fixes.map(({ says, safe, edits }, index) => {
      const action = quick(inWords({ says }));
      action.edit = toEdit(document, edits);
      action.isPreferred = safe && index === 0;
      return action;
    });
    const comment = await this.#queries.ask(document, { kind: 'ignoring', with: { code, line } }, token);
    const ignored = quick(vscode.l10n.t('Ignore {0} here', code));
    ignored.edit = toEdit(document, comment === undefined ? [] : [comment]);
    const off = quick(vscode.l10n.t('Switch {0} off for this workspace', code));
    off.command = { title: off.title, command: 'handrail.switchRuleOff', arguments: [document.uri, code] };
    return [...mended, ...(comment === undefined ? [] : [ignored]), off];
  }
}

function touches(document: vscode.TextDocument, finding: Finding, range: vscode.Range): boolean {
  return rangeIn(document, finding.range).intersection(range) !== undefined;
}

// What only the author knows is selected, so that it is written next; everything else is as the fix says.
function toEdit(document: vscode.TextDocument, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const made = new vscode.WorkspaceEdit();
  made.set(
    document.uri,
    edits.map(edit => {
      const range = rangeIn(document, edit.range);
      const at = edit.asks === undefined ? -1 : edit.text.lastIndexOf(edit.asks);
      if (edit.asks === undefined || at < 0) return vscode.TextEdit.replace(range, edit.text);
      const snippet = new vscode.SnippetString()
        .appendText(edit.text.slice(0, at))
        .appendPlaceholder(placeholder => placeholder.appendText(edit.asks ?? ''))
        .appendText(edit.text.slice(at + edit.asks.length));
      const asking = new vscode.SnippetTextEdit(range, snippet);
      asking.keepWhitespace = true;
      return asking;
    }),
  );
  return made;
}
