import * as vscode from 'vscode';
import { tagAsBash } from './blockLenses.ts';
import { newRunbook } from './newRunbook.ts';
import { switchRuleOff } from './ruleSwitch.ts';
import type { Sight } from './sight.ts';

/** Every command for authors, with what it does; a test holds it and the manifest together. */
export function commandTable(
  sight: Sight,
  templates: vscode.Uri,
): Readonly<Record<string, (...given: readonly unknown[]) => unknown>> {
  return {
    'handrail.newRunbook': () => newRunbook(templates),
    'handrail.tagAsBash': (uri, line) =>
      uri instanceof vscode.Uri && typeof line === 'number' ? tagAsBash(uri, line) : undefined,
    'handrail.switchRuleOff': async (uri, code) => {
      if (!(uri instanceof vscode.Uri) || typeof code !== 'string') return;
      await switchRuleOff(sight, await vscode.workspace.openTextDocument(uri), code);
    },
  };
}
