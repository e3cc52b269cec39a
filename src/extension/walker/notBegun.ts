import type { NotBegun } from '../../protocol/hello.ts';
import type { L10n } from '../l10n.ts';
import { RunnerFailed, RunnerSilent } from './runnerLink.ts';

/** Why a run could not begin, in VS Code's language; unexpected errors are quoted. */
export function notBegunText(l10n: L10n, error: unknown): string {
  if (error instanceof RunnerSilent) return l10n.t('The runner did not start. {0} says why.', error.log);
  if (error instanceof RunnerFailed && error.why !== undefined)
    return sentences[error.why.code](l10n, error.why.path ?? '');
  const detail = error instanceof Error ? error.message : String(error);
  return l10n.t('The runner could not be reached ({0}).', detail);
}

const sentences: Readonly<Record<NotBegun['code'], (l10n: L10n, path: string) => string>> = {
  'no-file': (l10n, path) => l10n.t('There is no file {0}.', path),
  folder: (l10n, path) => l10n.t('{0} is a folder. Open a Markdown file.', path),
  'too-large': (l10n, path) => l10n.t('{0} is larger than 5 MB, which no runbook may be.', path),
  unreadable: (l10n, path) => l10n.t('{0} could not be read.', path),
  'no-run': (l10n, path) => l10n.t('There is no run in {0}. Where somebody else began it, pull first.', path),
  'run-unreadable': (l10n, path) => l10n.t('{0} could not be read.', path),
  'not-a-run': (l10n, path) => l10n.t('{0} is not a run that can be gone on with.', path),
  sealed: l10n => l10n.t('This run is closed: nothing can be added to it. Start a new one.'),
  'no-text': (l10n, path) => l10n.t('The text of this run’s runbook is missing in {0}.', path),
  'profile-slow': l10n =>
    l10n.t('The login profile did not end within 10 seconds, so nothing can be run with it.'),
  'profile-ended': l10n =>
    l10n.t('The login profile ended before it had made an environment, so nothing can be run with it.'),
};
