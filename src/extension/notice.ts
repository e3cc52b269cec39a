import * as vscode from 'vscode';

// The messages in VS Code's corner. It shows one line of a message that offers nothing, and cuts the rest; one that offers something is
// shown whole. So what is said alone is short, which a test counts, and what is longer says what can be done.

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const;

type Weight = keyof typeof show;

/** Something that can be done about a message. */
export interface Way {
  /** On its button. */
  readonly label: string;
  readonly go: () => unknown;
}

/** Shows a message that fits on one line. */
export function say(sentence: string, weight: Weight = 'information'): void {
  void show[weight](sentence);
}

/** Shows a message with actions. Resolves once one is done, or the message was closed. */
export async function offer(
  sentence: string,
  ways: readonly Way[],
  weight: Weight = 'information',
): Promise<void> {
  const chosen = await show[weight](sentence, ...ways.map(({ label }) => label));
  await ways.find(({ label }) => label === chosen)?.go();
}

/** One of Handrail's commands as a way out. */
export function wayTo(label: string, command: string, ...given: readonly unknown[]): Way {
  return { label, go: () => vscode.commands.executeCommand(command, ...given) };
}

/** A command is about a checklist, and there is none. */
export function sayNoChecklist(): void {
  void offer(vscode.l10n.t('No checklist is open. Open a Markdown file as a checklist first.'), [
    toRunbooks(),
  ]);
}

/** A command is about a Markdown file, and none is in front. */
export function sayNoMarkdown(): void {
  void offer(vscode.l10n.t('Open a Markdown file first.'), [toRunbooks()]);
}

function toRunbooks(): Way {
  return wayTo(vscode.l10n.t('Find Runbook…'), 'handrail.findRunbook');
}
