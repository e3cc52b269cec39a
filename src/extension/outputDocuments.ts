import * as vscode from 'vscode';

export const outputScheme = 'handrail-output';

/** Whole outputs and texts of runs as read-only documents. A text is kept as long as its editor is open. */
export class OutputDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.#texts.delete(uri.toString()),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Opens a text in a column; `key` tells it from others of that title. */
  async show(
    { key, title, text }: { readonly key: string; readonly title: string; readonly text: string },
    viewColumn: vscode.ViewColumn,
  ): Promise<void> {
    await vscode.window.showTextDocument(this.keep(key, `${title}.log`, text), { preview: true, viewColumn });
  }

  /** A text under a name that says what it is, for an editor that is about to be opened; `key` tells it from others of that name. */
  keep(key: string, name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: outputScheme, path: `/${name}`, query: key });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    this.#closing.dispose();
    this.#texts.clear();
  }
}
