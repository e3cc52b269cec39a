import * as vscode from 'vscode';

interface Template extends vscode.QuickPickItem {
  readonly text: string;
}

/** The folders below the templates' own that hold them in another language. */
const translated: readonly string[] = ['tr'];

/** Opens a new, unsaved runbook from a template, in the editor's language if there is one. */
export async function newRunbook(folder: vscode.Uri): Promise<void> {
  const language = vscode.env.language.split('-')[0] ?? '';
  const own = translated.includes(language) ? vscode.Uri.joinPath(folder, language) : folder;
  const picked = await vscode.window.showQuickPick(templatesIn(own), {
    title: vscode.l10n.t('New runbook'),
    placeHolder: vscode.l10n.t('What is it for?'),
  });
  if (picked === undefined) return;
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: dated(picked.text, new Date()),
  });
  await vscode.window.showTextDocument(document);
}

async function templatesIn(folder: vscode.Uri): Promise<Template[]> {
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const texts = files
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(async name => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
      return new TextDecoder().decode(bytes);
    });
  return (await Promise.all(texts)).map(text => ({
    label: /^# (.*)$/m.exec(text)?.[1] ?? '',
    detail: /^# .*\n+([^\n]+)/m.exec(text)?.[1] ?? '',
    text,
  }));
}

/** The template's review date is half a year ahead. */
function dated(text: string, today: Date): string {
  const due = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 6, today.getUTCDate()));
  return text.replace(/^review-by: .*$/m, `review-by: ${due.toISOString().slice(0, 10)}`);
}
