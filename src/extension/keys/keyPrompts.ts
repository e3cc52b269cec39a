import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { KeyAsker } from '../../adapters/audit/keys/keyAsker.ts';
import type { KeyQuestion } from '../../protocol/key.ts';

/** Asks for passphrases and PINs with VS Code's own prompts. What is typed goes only to the asker. */
export const keyPrompts: KeyAsker = {
  ask: (question, signal) =>
    question.kind === 'touch' ? waitForTouch(question, signal) : askSecret(question, signal),
};

/** The open key prompts of a runner, by number, until they are answered or withdrawn. */
export class KeyQuestions {
  readonly #open = new Map<number, AbortController>();

  async take(
    { id, question }: { readonly id: number; readonly question?: KeyQuestion },
    answer: (id: number, typed: string | undefined) => void,
  ): Promise<void> {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
    if (question === undefined) return;
    const asking = new AbortController();
    this.#open.set(id, asking);
    const typed = await keyPrompts.ask(question, asking.signal);
    if (asking.signal.aborted) return;
    this.#open.delete(id);
    answer(id, typed);
  }

  /** Nobody waits for an answer any more. */
  end(): void {
    for (const asking of this.#open.values()) asking.abort();
    this.#open.clear();
  }
}

async function askSecret(question: KeyQuestion, signal: AbortSignal): Promise<string | undefined> {
  const cancelling = new vscode.CancellationTokenSource();
  const cancel = (): void => cancelling.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) return undefined;
    return await vscode.window.showInputBox(
      {
        title: titleOf(question),
        prompt: sentence(question),
        placeHolder: question.kind === 'pin' ? vscode.l10n.t('PIN') : vscode.l10n.t('Passphrase'),
        password: true,
        ignoreFocusOut: true,
      },
      cancelling.token,
    );
  } finally {
    signal.removeEventListener('abort', cancel);
    cancelling.dispose();
  }
}

function titleOf({ why }: KeyQuestion): string {
  switch (why) {
    case 'review':
      return vscode.l10n.t('Sign Your Review');
    case 'answer':
      return vscode.l10n.t('Sign Your Answer');
    case 'open':
    case 'seal':
      return vscode.l10n.t('Sign This Run');
  }
}

function sentence({ kind, place, why, again }: KeyQuestion): string {
  const what =
    kind === 'pin'
      ? vscode.l10n.t('The PIN of your key {0}', place)
      : vscode.l10n.t('The passphrase of your key {0}', place);
  const reason = reasonOf(why, what);
  return again ? `${vscode.l10n.t('That was wrong.')} ${reason}` : reason;
}

function reasonOf(why: KeyQuestion['why'], what: string): string {
  switch (why) {
    case 'open':
      return vscode.l10n.t(
        '{0} signs that it is you who begins this run. Without it the run goes on, and is signed when it is closed.',
        what,
      );
    case 'seal':
      return vscode.l10n.t(
        '{0} signs that it is you who closes this run. Without it the run is closed, and can be signed later.',
        what,
      );
    case 'review':
      return vscode.l10n.t('{0} signs that this review is yours. Without it nothing is written.', what);
    case 'answer':
      return vscode.l10n.t('{0} signs that this is your answer. Without it nothing is answered.', what);
  }
}

/** Until the key was touched, or whoever asked no longer waits; Cancel refuses. */
async function waitForTouch({ place, why }: KeyQuestion, signal: AbortSignal): Promise<undefined> {
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title:
        why === 'answer'
          ? vscode.l10n.t('Touch your key to sign your answer: {0}', basename(place))
          : vscode.l10n.t('Touch your key to sign this run: {0}', basename(place)),
    },
    (_progress, token) =>
      new Promise<void>(resolve => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
        token.onCancellationRequested(() => resolve());
      }),
  );
  return undefined;
}
