import * as vscode from 'vscode';

/** Where a checklist opens: in place of what is in front, or beside it. */
export type Place = 'instead' | 'beside';

const key = 'handrail.place';

/** Remembers where the user last opened a checklist, for lists, lenses and links, which name no place. */
export class PlaceChosen {
  readonly #memory: Pick<vscode.Memento, 'get' | 'update'>;

  constructor(memory: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#memory = memory;
  }

  /** Keeps a place that somebody chose. */
  choose(place: Place): vscode.ViewColumn {
    void this.#memory.update(key, place);
    return place === 'beside' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  }

  /** The column for what was opened without a place; beside nothing there is only an empty half of a window. */
  get column(): vscode.ViewColumn {
    const isBeside =
      this.#memory.get(key) === 'beside' && vscode.window.tabGroups.activeTabGroup.activeTab !== undefined;
    return isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  }
}

/** Whether whoever gives a command its argument names no place, and leaves that to the last one who did. */
export function namesNoPlace(argument: unknown): boolean {
  return (
    typeof argument === 'object' && argument !== null && 'asBefore' in argument && argument.asBefore === true
  );
}

/** The argument of *Open as checklist* for what names a file and no place. */
export function asBefore(uri: vscode.Uri): { readonly uri: vscode.Uri; readonly asBefore: true } {
  return { uri, asBefore: true };
}
