import type { OutputView } from '../../../core/run/view/outputView.ts';
import type { CommandView } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';

/** How a command ended, short: beside its title. */
export function outcomeShort(words: Words, { outcome }: Pick<CommandView, 'outcome'>): string {
  switch (outcome?.kind) {
    case undefined:
      return '';
    case 'exited':
      return words.t('outcome.exited', { code: String(outcome.exit) });
    case 'signalled':
      return words.t('outcome.signalled', { signal: outcome.signal });
    case 'timedOut':
      return words.t('outcome.timedOut');
    case 'stopped':
      return words.t('outcome.stopped');
    case 'lost':
      return words.t('outcome.lost');
    case 'notStarted':
      return words.t('outcome.notStarted');
  }
}

/** The sentence that heads a failure: what happened, with its numbers. */
export function failureTitle(words: Words, command: CommandView | undefined): string {
  const span = words.span(command?.durationMs ?? 0);
  const outcome = command?.outcome;
  switch (outcome?.kind) {
    case undefined:
      return words.t('failed.plain');
    case 'exited':
      return outcome.exit === 0
        ? words.t('failed.differs')
        : words.t('failed.exited', { code: String(outcome.exit), span });
    case 'signalled':
      return words.t('failed.signalled', { signal: outcome.signal, span });
    case 'timedOut':
      return words.t('failed.timedOut', { span: words.span(command?.limitMs ?? command?.durationMs ?? 0) });
    case 'stopped':
      return words.t('failed.stopped', { span });
    case 'lost':
      return words.t('failed.lost');
    case 'notStarted':
      return words.t('failed.notStarted', { reason: outcome.reason });
  }
}

/** Exit codes that bash gives a meaning of their own (bash(1), EXIT STATUS). */
export function exitHint(
  words: Words,
  command: CommandView | undefined,
  missing: string | undefined,
): string | undefined {
  const outcome = command?.outcome;
  if (outcome?.kind !== 'exited') return undefined;
  if (missing !== undefined) return begins(command, missing) ? words.t('failed.notBegun') : undefined;
  if (outcome.exit === 127) return words.t('failed.someNotFound');
  return outcome.exit === 126 ? words.t('failed.notExecutable') : undefined;
}

const complaint = /(?:^|: )([^\s:][^:]*): (?:command not found|No such file or directory)\s*$/u;

/** The program that bash did not find, by its own last words; undefined where it says nothing of the kind. */
export function notFoundIn(command: CommandView, output: OutputView | undefined): string | undefined {
  const { outcome } = command;
  if (outcome?.kind !== 'exited' || outcome.exit !== 127) return undefined;
  return complaint.exec(output?.tail.findLast(line => line.trim() !== '') ?? '')?.[1];
}

/** Whether a program is all that a command runs: then nothing of it has begun. */
function begins(command: CommandView | undefined, program: string): boolean {
  const text = command?.text.trim() ?? '';
  return !/[;&|\n`(]/u.test(text) && (text === program || text.startsWith(`${program} `));
}
