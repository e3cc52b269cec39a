import * as vscode from 'vscode';
import type { Mark, MarkState } from '../../core/run/view/marks.ts';
import type { WalkedDocuments } from './walked.ts';

/** The colour of a state in the overview ruler; what asks for nothing has none there. */
const rulers: Readonly<Record<MarkState, string | undefined>> = {
  ready: undefined,
  blocked: undefined,
  running: 'editorInfo.foreground',
  judge: 'list.warningForeground',
  passed: undefined,
  failed: 'list.errorForeground',
  skipped: undefined,
  'by-hand': undefined,
  unknown: 'charts.purple',
  superseded: undefined,
};

/** Icons in the margin of the Markdown for the state of each step, in the walker's shapes and colours. */
export class Gutter implements vscode.Disposable {
  readonly #walked: WalkedDocuments;
  readonly #types: ReadonlyMap<MarkState, vscode.TextEditorDecorationType>;
  readonly #drawn = new WeakMap<vscode.TextEditor, string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** `media` holds an icon for each state and kind of theme. */
  constructor(walked: WalkedDocuments, media: vscode.Uri) {
    this.#walked = walked;
    const states = Object.keys(rulers) as MarkState[];
    this.#types = new Map(states.map(state => [state, typeOf(state, media)]));
    const draw = (): void => this.#draw();
    this.#subscriptions = [
      walked.onDidChange(draw),
      vscode.window.onDidChangeVisibleTextEditors(draw),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.gutter')) draw();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const type of this.#types.values()) type.dispose();
  }

  #draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const marks = this.#marksOf(editor.document);
      const drawn = marks.map(({ line, state }) => `${line} ${state}`).join();
      // An editor that never held a mark is left alone.
      if (drawn === (this.#drawn.get(editor) ?? '')) continue;
      this.#drawn.set(editor, drawn);
      for (const [state, type] of this.#types) {
        const lines = marks.filter(mark => mark.state === state).map(({ line }) => line - 1);
        editor.setDecorations(
          type,
          lines.map(line => new vscode.Range(line, 0, line, 0)),
        );
      }
    }
  }

  #marksOf(document: vscode.TextDocument): readonly Mark[] {
    if (!vscode.workspace.getConfiguration('handrail', document.uri).get<boolean>('gutter', true)) return [];
    const walked = this.#walked.of(document);
    return walked?.kind === 'marks' ? walked.marks.lines : [];
  }
}

function typeOf(state: MarkState, media: vscode.Uri): vscode.TextEditorDecorationType {
  const icon = (theme: 'dark' | 'light'): { gutterIconPath: vscode.Uri } => ({
    gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `${state}-${theme}.svg`),
  });
  const ruler = rulers[state];
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: '75%',
    dark: icon('dark'),
    light: icon('light'),
    ...(ruler === undefined
      ? {}
      : {
          overviewRulerColor: new vscode.ThemeColor(ruler),
          overviewRulerLane: vscode.OverviewRulerLane.Left,
        }),
  });
}
