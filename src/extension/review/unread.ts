import type { FailureFacts } from '../../core/audit/failure.ts';
import type { L10n } from '../l10n.ts';
import { ReadingFailed } from './reader.ts';

/** Why something could not be read, in VS Code's language, followed by the system's own words. */
export function unreadText(l10n: L10n, error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const sentence = sentenceOf(l10n, error instanceof ReadingFailed ? error.facts : {});
  // A stack's first line begins with what kind of error it is, which says nothing to whoever reads it.
  const own = words.replace(/^(?:\w*Error: )+/, '');
  return own === '' ? sentence : `${sentence} “${own}”`;
}

function sentenceOf(l10n: L10n, { path, system }: FailureFacts): string {
  if (system === undefined || path === undefined)
    return l10n.t('The reading itself failed. VS Code’s own log of extensions says more.');
  switch (system) {
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('There is no {0} any more.', path);
    case 'EACCES':
    case 'EPERM':
      return l10n.t('This user may not read {0}.', path);
    case 'ELOOP':
      return l10n.t('A link is in the place of {0}, and links are not followed.', path);
    default:
      return l10n.t('The system did not let {0} be read.', path);
  }
}
