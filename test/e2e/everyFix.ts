// Each rule's wrong example in the real editor, mended by the first fix that it offers there.
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode';
import { surroundingsOf } from '../../src/adapters/surroundings.ts';
import { applyEdits } from '../../src/core/lint/fix.ts';
import { rules } from '../../src/core/lint/rules.ts';
import { lintText } from '../core/lint/lintText.ts';
import type { Vscode } from './vscode.ts';

const pages = join(import.meta.dirname, '../../docs/rules');

/** Where the example of the page says nothing on this machine or on this day, or where another rule's fix comes first. */
const instead: Readonly<Record<string, string>> = {
  HR206: '# Look\n\n```bash\nsystmctl status web\n```\n',
  HR305:
    '---\ninputs:\n  REGISTRY_PASSWORD:\n    secret: true\n---\n\n# Log in\n\n```bash\ndocker login registry.example.net --username ci --password "$REGISTRY_PASSWORD"\n```\n',
  HR403: '---\nreview-by: 2020-03-01\n---\n\n# Restart\n',
};

interface Broken {
  readonly code: string;
  readonly path: string;
  readonly text: string;
}

/** Writes the examples of all rules that have a fix into a folder, side by side: some of them link to each other. */
export async function writeBroken(folder: string): Promise<readonly Broken[]> {
  await mkdir(folder, { recursive: true });
  const broken = rules.flatMap(({ code }) => {
    const page = readFileSync(join(pages, `${code}.md`), 'utf8');
    if (page.includes('mended by hand')) return [];
    const example = /^## Wrong\n\n(~{3,}|`{3,})markdown\n([^]*?\n)\1\n/m.exec(page)?.[2] ?? '';
    return [{ code, path: join(folder, `${code}.md`), text: instead[code] ?? example }];
  });
  for (const { path, text } of broken) await writeFile(path, text);
  return broken;
}

/** What the core writes for the first fix of the rule's first finding, and how many findings of it there were. */
export function fixedByCore({ code, path, text }: Broken): { readonly text: string; readonly count: number } {
  const found = lintText(text, { surroundings: surroundingsOf(path, new Date()) });
  const own = found.filter(finding => finding.code === code);
  return { text: applyEdits(text, own[0]?.fixes[0]?.edits ?? []), count: own.length };
}

/** Has the editor apply the first fix where the rule's first finding is; the text then, and how many findings of the rule are left. */
export async function fixedByEditor(
  vscode: Vscode,
  { code, path }: Broken,
): Promise<{ readonly text: string; readonly count: number }> {
  return await vscode.inHost({ code, path }, async ({ commands, languages, workspace, window }, given) => {
    const document = await workspace.openTextDocument(given.path);
    const own = (): readonly Diagnostic[] =>
      languages
        .getDiagnostics(document.uri)
        .filter(one => typeof one.code === 'object' && one.code.value === given.code);
    const until = async (holds: () => boolean): Promise<void> => {
      for (const end = Date.now() + 60_000; !holds() && Date.now() < end;)
        await new Promise(resolve => setTimeout(resolve, 20));
    };
    await until(() => own().length > 0);
    const [first, ...more] = own();
    if (first === undefined) return { text: 'nothing was found', count: -1 };
    const { start } = first.range;
    const selection = first.range.with({ end: start });
    await window.showTextDocument(document, { selection });
    const before = document.getText();
    await commands.executeCommand('editor.action.codeAction', { kind: 'quickfix', apply: 'first' });
    await until(() => document.getText() !== before);
    await until(() => own().length <= more.length);
    const after = { text: document.getText(), count: own().length };
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return after;
  });
}
