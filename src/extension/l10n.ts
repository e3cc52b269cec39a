/** As much of `vscode.l10n` as words need, so that they can be read without VS Code. */
export interface L10n {
  t(message: string, ...args: readonly (string | number)[]): string;
}
