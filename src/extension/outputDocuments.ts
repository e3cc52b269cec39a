import * as vscode from 'vscode';

export const outputScheme = 'handrail-output';

/** Whole outputs as read-only editors; a text is kept as long as its editor is open. */
export class OutputDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.#texts.delete(uri.toString()),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(attemptId: string, title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: outputScheme, path: `/${title}.log`, query: attemptId });
    this.#texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    this.#closing.dispose();
    this.#texts.clear();
  }
}
