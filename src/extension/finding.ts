import type { Finding, FindingCode } from '../core/audit/finding.ts';
import type { L10n } from './l10n.ts';

/** A finding of verification as one sentence in VS Code's language, followed by its place in the log. */
export function findingText(
  l10n: L10n,
  { code, file, line }: Pick<Finding, 'code' | 'file' | 'line'>,
): string {
  const sentence = sentences[code](l10n);
  if (file === undefined) return `${sentence}.`;
  return `${sentence} (${line === undefined ? file : l10n.t('{0}, line {1}', file, line)}).`;
}

// The sentences of the core are for the command line. These say the same as the badge of a review does.
const sentences: Readonly<Record<FindingCode, (l10n: L10n) => string>> = {
  NO_SEGMENT: l10n => l10n.t('This folder holds no Handrail log'),
  UNREADABLE: l10n => l10n.t('A file of this run cannot be read'),
  TOO_LONG: l10n => l10n.t('The entry is longer than one may be'),
  BAD_UTF8: l10n => l10n.t('The entry is not UTF-8 text'),
  NOT_CANONICAL: l10n =>
    l10n.t('The entry is not written as it was signed: an editor or git may have changed it'),
  BAD_KEY: l10n => l10n.t('The entry has a field name that no entry has'),
  BAD_NUMBER: l10n => l10n.t('The entry has a number that is not an integer'),
  BAD_STRING: l10n => l10n.t('The entry has characters that cannot be seen'),
  TOO_DEEP: l10n => l10n.t('The entry is nested too deeply'),
  BAD_ENTRY: l10n => l10n.t('The entry is not complete, or not where it belongs'),
  CHAIN_BREAK: l10n =>
    l10n.t('The entry was changed after it was written, or entries next to it were removed'),
  SEQ: l10n => l10n.t('The entry is out of place: entries were removed, moved or put in before it'),
  FOREIGN_ENTRY: l10n => l10n.t('The entry belongs to another run, or to another part of this one'),
  RUN_MISMATCH: l10n => l10n.t('This part belongs to another run'),
  MISSING_SEGMENT: l10n => l10n.t('A part of this run is missing'),
  TRUNCATED: l10n => l10n.t('Entries were cut off here: more of them were seen before'),
  REWRITTEN: l10n => l10n.t('The entries up to here were rewritten: others were seen before'),
  FORK: l10n => l10n.t('This run was written twice'),
  TRAILING_BYTES: l10n => l10n.t('The bytes here are not those that a crash had left'),
  TORN_TAIL: l10n => l10n.t('The last line is cut off, as by a crash'),
  AFTER_SEAL: l10n => l10n.t('This run goes on after the seal that ends it'),
  SEAL_COUNT: l10n => l10n.t('The seal counts other files than there are'),
  SIG_BAD: l10n => l10n.t('The signature does not fit what stands before it: an entry was changed'),
  UNSIGNED_TAIL: l10n => l10n.t('The entries from here on are not signed'),
  NOT_SEALED: l10n => l10n.t('The run was not closed, or its last entries were removed'),
  SEAL_UNSIGNED: l10n => l10n.t('The seal is not signed by whoever walked the run'),
  NO_SIGNERS: l10n => l10n.t('No list of signers here says whose key signed it'),
  UNTRUSTED_KEY: l10n => l10n.t('The list of signers does not name the key that signed it, or not for this'),
  EXPIRED_KEY: l10n => l10n.t('The key that signed it was not valid then'),
  REVOKED_KEY: l10n =>
    l10n.t('The key that signed it was revoked, or the list of revoked keys cannot be read'),
  COMPROMISED_KEY: l10n =>
    l10n.t('The key that signed it was stolen, and nobody else had signed over it before that'),
  AMBIGUOUS_KEY: l10n => l10n.t('The list of signers gives the key that signed it to more than one person'),
  WEAK_KEY: l10n => l10n.t('The key that signed is one that must not be believed'),
  UNSUPPORTED_FORMAT: l10n => l10n.t('It is written in a newer format, which this version cannot verify'),
  UNSUPPORTED_ENTRY: l10n => l10n.t('It needs kinds of entries that this version does not know'),
  UNSUPPORTED_KEY: l10n => l10n.t('It names a kind of key that this version cannot verify'),
  OBJECT_MISSING: l10n => l10n.t('An output or another stored text is missing'),
  OBJECT_ALTERED: l10n => l10n.t('An output or another stored text was changed after it was recorded'),
  OUTPUT_MISMATCH: l10n => l10n.t('The output is not what its recorded parts add up to'),
  ROLLBACK: l10n => l10n.t('This machine has seen more of this run than is here'),
  SPLIT_VIEW: l10n => l10n.t('This machine has seen other entries of this run up to here'),
  RENAMED_FOLDER: l10n => l10n.t('The folder does not have the name of its run'),
  MISSING_RUN: l10n => l10n.t('A run that came before this one is not here'),
  RUN_REWRITTEN: l10n => l10n.t('A run that came before this one was cut off or changed since'),
  RUN_DELETED: l10n => l10n.t('A run that was here is gone'),
  OPEN_TOO_LONG: l10n => l10n.t('The run has been open for longer than it may be'),
  GATE_PASSED: l10n => l10n.t('A gate was passed without the approval that it needs'),
  APPROVAL_NOT_BOUND: l10n =>
    l10n.t('An approval does not hold: it was given for something else, or is not signed'),
  APPROVAL_USED_TWICE: l10n => l10n.t('An approval was used a second time'),
  APPROVAL_EXPIRED: l10n => l10n.t('An approval was used after it had expired'),
  SELF_APPROVED: l10n => l10n.t('An approval was given by whoever asked for it'),
  NOT_IN_ROLE: l10n => l10n.t('An approval was given by somebody to whom no roster gives the role for it'),
  BREAK_GLASS: l10n => l10n.t('The run went on at a gate without an approval, as its policy allows'),
  ROSTER_ALTERED: l10n => l10n.t('The roster cannot be read, or was changed after it was signed'),
  ROSTER_ROLLED_BACK: l10n =>
    l10n.t('The roster is not the one that was seen before: it may have been rolled back'),
  NO_HANDOVER: l10n => l10n.t('Somebody went on with this run without having been offered it'),
  HANDOVER_NOT_BOUND: l10n =>
    l10n.t('A hand-over does not hold: the offer was to somebody else, was taken back, or is not signed'),
  HANDED_OVER_TWICE: l10n => l10n.t('Two people took this run over from one offer: it went on twice'),
  LATE_RETURN: l10n => l10n.t('Somebody had handed this run over, and went on with it all the same'),
  SELF_COUNTERSIGNED: l10n =>
    l10n.t('Whoever walked this run signed its review too, so it is nobody else’s word'),
  NOT_ACCEPTED: l10n => l10n.t('Somebody verified and read it, and did not accept it'),
  UNKNOWN_ENTRY: l10n =>
    l10n.t('It holds kinds of entries that this version does not know; they are signed all the same'),
  REDACTED: l10n => l10n.t('An output was deleted on purpose; a signed entry says so'),
  NOT_PROVEN: l10n => l10n.t('Nothing here shows what was required'),
};
