import * as vscode from 'vscode';
import type { Sentence } from '../../core/authoring/sentence.ts';
import { english } from '../../core/message/english.ts';
import type { Said } from '../../core/message/messageKey.ts';
import { phrase } from '../../core/message/phrase.ts';
import type { TextRange } from '../../core/lint/finding.ts';
import type { Analyst, Wanted } from './analyst.ts';
import type { Kind, Questions } from './question.ts';
import { sourceOf, type Runbooks } from './runbooks.ts';

/** What every provider asks: the worker's answer about a document, where that is a runbook. */
export class Sight {
  readonly #analyst: Analyst;
  readonly #runbooks: Runbooks;

  constructor(analyst: Analyst, runbooks: Runbooks) {
    this.#analyst = analyst;
    this.#runbooks = runbooks;
  }

  /** Undefined if the document is no runbook, or has changed since. */
  async ask<K extends Kind>(
    document: vscode.TextDocument,
    question: { readonly kind: K; readonly with: Questions[K]['with'] },
    wanted?: Wanted,
  ): Promise<Questions[K]['answer'] | undefined> {
    return this.#runbooks.has(document) ? await this.askOfAny(document, question, wanted) : undefined;
  }

  /** As `ask`, of any Markdown: somebody asks by a command. Undefined if it has changed since, or nobody could read it. */
  async askOfAny<K extends Kind>(
    document: vscode.TextDocument,
    question: { readonly kind: K; readonly with: Questions[K]['with'] },
    wanted?: Wanted,
  ): Promise<Questions[K]['answer'] | undefined> {
    const { version } = document;
    const answer = await this.#analyst.ask(sourceOf(document), question, wanted);
    return document.version === version ? answer : undefined;
  }
}

/** A message of the core in the language of the editor. */
export function inWords({ says }: { readonly says: readonly Said[] }): string {
  return phrase(says, key => vscode.l10n.t(english[key]));
}

/** A sentence in the language of the editor. */
export function translated({ text, values }: Sentence): string {
  return vscode.l10n.t(text, ...values);
}

export function rangeIn(document: vscode.TextDocument, [start, end]: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
