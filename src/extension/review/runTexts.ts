import * as vscode from 'vscode';
import * as z from 'zod';
import type { Reader } from './reader.ts';
import { runScheme } from './runScheme.ts';

/** Bytes at an output's end that two outputs are compared by; VS Code compares no more at once. */
const mostBytes = 5 * 1024 * 1024;

const asked = z.object({ folder: z.string(), attempt: z.string().optional() });

/** Where the runbook of a run, as it was, can be read. */
export function runbookUri(folder: string, path: string): vscode.Uri {
  const name = path.split(/[\\/]/).at(-1) ?? 'runbook.md';
  return vscode.Uri.from({ scheme: runScheme, path: `/${name}`, query: JSON.stringify({ folder }) });
}

/** Where the output of an attempt can be read, its end at least. */
export function outputUri(folder: string, attempt: string, title: string): vscode.Uri {
  const name = title.replaceAll(/[\\/]/g, ' ').slice(0, 80);
  return vscode.Uri.from({
    scheme: runScheme,
    path: `/${name}.log`,
    query: JSON.stringify({ folder, attempt }),
  });
}

/** Texts of runs as read-only editors: runbooks as they were, and outputs. */
export class RunTexts implements vscode.TextDocumentContentProvider {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { folder, attempt } = asked.parse(JSON.parse(uri.query));
    if (attempt !== undefined) return this.#reader.ask('text', { folder, attempt, limit: mostBytes });
    return (await this.#reader.ask('runbook', { folder })) ?? '';
  }
}
