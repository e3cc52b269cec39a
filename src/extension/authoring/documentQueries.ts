import * as vscode from 'vscode';
import type { Sentence } from '../../core/authoring/sentence.ts';
import { english } from '../../core/message/english.ts';
import type { Said } from '../../core/message/messageKey.ts';
import { phrase } from '../../core/message/phrase.ts';
import type { TextRange } from '../../core/lint/finding.ts';
import type { Analyst, Wanted } from './analyst.ts';
import type { Kind, Questions } from './question.ts';
import { sourceOf, type Runbooks } from './runbooks.ts';

/** Asks the worker about a document on behalf of all providers. */
export class DocumentQueries {
  readonly #analyst: Analyst;
  readonly #runbooks: Runbooks;

  constructor(analyst: Analyst, runbooks: Runbooks) {
    this.#analyst = analyst;
    this.#runbooks = runbooks;
  }

  /** Asks about a runbook; undefined if the document is none, or has changed meanwhile. */
  async ask<K extends Kind>(
    document: vscode.TextDocument,
    question: { readonly kind: K; readonly with: Questions[K]['with'] },
    wanted?: Wanted,
  ): Promise<Questions[K]['answer'] | undefined> {
    return this.#runbooks.has(document) ? await this.askOfAny(document, question, wanted) : undefined;
  }

  /** Asks about any Markdown document, for a command; undefined if it has changed meanwhile, or the worker has ended. */
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
