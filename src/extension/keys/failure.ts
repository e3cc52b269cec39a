import type { FailureCode, FailureFacts } from '../../core/audit/failure.ts';
import type { L10n } from '../l10n.ts';

interface Failed {
  readonly code: FailureCode;
  readonly facts: FailureFacts;
}

/** A failure of the log's files as a sentence in VS Code's language, followed by its details. */
export function failureText(l10n: L10n, { code, facts: { path, holder, system } }: Failed): string {
  const about = [
    ...(path === undefined ? [] : [path]),
    ...(holder === undefined ? [] : [l10n.t('process {0} on {1}', holder.process, holder.host)]),
    ...(system === undefined ? [] : [system]),
  ];
  return `${sentences[code](l10n)}${about.length === 0 ? '' : ` (${about.join(', ')})`}.`;
}

const sentences: Readonly<Record<FailureCode, (l10n: L10n) => string>> = {
  'log-vanished': l10n => l10n.t('The log was deleted, moved or replaced'),
  'log-changed': l10n => l10n.t('Another program wrote to the log'),
  'disk-full': l10n => l10n.t('The disk is full'),
  'write-failed': l10n => l10n.t('The log could not be written'),
  'no-folder': l10n => l10n.t('The log cannot be kept in this folder'),
  'in-use': l10n => l10n.t('This run is open elsewhere; close it there first'),
  sealed: l10n => l10n.t('The run is closed: nothing can be added to it'),
  'not-a-run': l10n => l10n.t('The folder holds no closed run, or its log was changed after it was written'),
  'not-signed': l10n =>
    l10n.t('Only the key that opened this run can sign its end, and it did not sign here'),
  'not-listed': l10n => l10n.t('The list of signers does not let the key sign this'),
  'not-verified': l10n => l10n.t('The log does not verify'),
  'own-run': l10n => l10n.t('You walked this run, and a review is another person’s word'),
  offered: l10n => l10n.t('This run is offered to somebody else'),
  'not-offered': l10n => l10n.t('This run is not offered to anybody'),
  'not-yours': l10n => l10n.t('This run is another person’s turn'),
  forked: l10n => l10n.t('This run was gone on with in two places'),
};
