import type { Unrecorded } from '../../../core/run/unrecorded.ts';
import type { MessageKey } from '../../l10n/message.ts';
import type { Words } from '../../l10n/words.ts';

const texts = {
  'log-vanished': 'unrecorded.logVanished',
  'log-changed': 'unrecorded.logChanged',
  'disk-full': 'unrecorded.diskFull',
  'write-failed': 'unrecorded.writeFailed',
  'no-folder': 'unrecorded.noFolder',
  'in-use': 'unrecorded.inUse',
  sealed: 'unrecorded.sealed',
  'not-a-run': 'unrecorded.notARun',
  'not-signed': 'unrecorded.notSigned',
  'not-listed': 'refused.notListed',
  'not-verified': 'refused.notVerified',
  'own-run': 'unrecorded.ownRun',
  offered: 'unrecorded.offered',
  'not-offered': 'refused.notOffered',
  'not-yours': 'unrecorded.notYours',
  forked: 'refused.forked',
  system: 'unrecorded.system',
  'let-go': 'unrecorded.letGo',
} as const satisfies Record<Unrecorded['code'], MessageKey>;

/** What is known of a log that cannot be written. */
interface Known {
  readonly why?: Unrecorded;
  readonly reason?: string;
}

/** Why nothing can be recorded, in the page's language; a runner of an earlier version says it in English alone. */
export function unrecordedText(words: Words, { why, reason = '' }: Known): string {
  return why === undefined ? reason : [words.t(texts[why.code]), ...about(words, why)].join(' ');
}

/** A full disk has said all by its name. */
function about(words: Words, { code, path, holder, system }: Unrecorded): readonly string[] {
  if (code === 'disk-full') return [];
  return [
    ...(path === undefined ? [] : [words.t('unrecorded.path', { path })]),
    ...(holder === undefined
      ? []
      : [words.t('unrecorded.holder', { process: String(holder.process), host: holder.host })]),
    ...(system === undefined ? [] : [words.t('unrecorded.error', { code: system })]),
  ];
}
