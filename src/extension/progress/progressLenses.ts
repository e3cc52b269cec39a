import * as vscode from 'vscode';
import type { StepMark } from '../../core/run/view/marks.ts';
import type { Outcome } from '../../core/run/outcome.ts';
import type { Progress } from '../../core/run/view/tally.ts';
import { clock } from '../clock.ts';
import { took } from '../duration.ts';
import { stateWords } from '../walker/stateWords.ts';
import type { WalkedDocuments } from './walked.ts';

/** Lenses with the open run's progress above steps and phases of the Markdown. They lead to the step and never run anything. */
export class ProgressLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #walked: WalkedDocuments;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #told = '';
  #clock: NodeJS.Timeout | undefined;

  constructor(walked: WalkedDocuments) {
    this.#walked = walked;
    this.#subscription = walked.onDidChange(() => this.#look());
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const walked = this.#walked.of(document);
    const wanted = vscode.workspace.getConfiguration('handrail', document.uri).get<string>('codeLens', 'all');
    if (walked === undefined || wanted !== 'all') return [];
    const { uri } = document;
    const lens = (line: number, title: string, step?: string): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
        title,
        command: 'handrail.goToStep',
        arguments: [{ uri, step }],
      });
    if (walked.kind === 'changed')
      return [
        lens(
          1,
          `$(edit) ${vscode.l10n.t('Changed since its run began: see the checklist for how far it is')}`,
        ),
      ];
    const { steps, phases } = walked.marks;
    return [
      ...phases.map(({ line, progress }) => lens(line, `$(checklist) ${ofAll(progress)}`)),
      ...steps.map(mark => lens(mark.line, titleOf(mark), mark.step)),
    ];
  }

  dispose(): void {
    clearTimeout(this.#clock);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Lenses are asked for again where one of them would say something else. */
  #look(): void {
    clearTimeout(this.#clock);
    const shown = vscode.window.visibleTextEditors.map(({ document }) => this.#walked.of(document));
    const titles = shown.map(walked => (walked?.kind === 'marks' ? titlesOf(walked.marks) : walked?.kind));
    const told = JSON.stringify(titles);
    if (told !== this.#told) this.#changed.fire();
    this.#told = told;
    const isRunning = shown.some(
      walked => walked?.kind === 'marks' && walked.marks.steps.some(({ since }) => since !== undefined),
    );
    // A running command's clock counts although the runner has nothing new to say.
    if (isRunning) this.#clock = setTimeout(() => this.#look(), 1000);
  }
}

function titlesOf({
  steps,
  phases,
}: {
  readonly steps: readonly StepMark[];
  readonly phases: readonly { readonly progress: Progress }[];
}): readonly string[] {
  return [...phases.map(({ progress }) => ofAll(progress)), ...steps.map(titleOf)];
}

/** `Failed, exit code 1, 0:41, 1 of 3`, `Running, 0:41`; of a list of tasks, how many are settled. */
function titleOf(mark: StepMark): string {
  const [icon, words] = stateWords(mark.state);
  const { outcome, since, durationMs, progress } = mark;
  const isUnderWay = ['running', 'judge', 'failed', 'unknown'].includes(mark.state);
  const parts = [
    ...(mark.of === 'tasks' ? [] : [words]),
    ...(outcome === undefined ? [] : endWords(outcome)),
    ...(since === undefined ? [] : [clock(Date.now() - since)]),
    ...(durationMs === undefined ? [] : [took(durationMs)]),
    ...(progress !== undefined && (mark.of === 'tasks' || isUnderWay) ? [ofAll(progress)] : []),
  ];
  return `$(${mark.state === 'running' ? 'loading~spin' : icon}) ${parts.join(', ')}`;
}

function ofAll({ settled, total }: Progress): string {
  return vscode.l10n.t('{0} of {1}', settled, total);
}

function endWords(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'exited':
      return [vscode.l10n.t('exit code {0}', outcome.exit)];
    case 'signalled':
      return [vscode.l10n.t('ended by {0}', outcome.signal)];
    case 'timedOut':
      return [vscode.l10n.t('timed out')];
    case 'stopped':
      return [vscode.l10n.t('stopped')];
    case 'notStarted':
      return [vscode.l10n.t('not started')];
    case 'lost':
      return [];
  }
}
