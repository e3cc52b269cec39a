import { encodeLine, isInline, type JsonObject } from '../../../core/audit/line/canonical.ts';
import type { Entry, Envelope, Recorded } from '../../../core/audit/entry.ts';
import { lineHash, withMoved } from './moved.ts';

/** An entry as it is written. */
export interface Encoded<E extends Entry = Entry> {
  readonly line: Uint8Array;
  readonly hash: string;
  readonly recorded: Recorded<E>;
}

/** The line of an entry: `named` is all that is known of it, `stands` what of that may stand in a line. */
export function encodeEntry<E extends Entry>(
  { named, stands }: { readonly named: JsonObject; readonly stands: JsonObject },
  envelope: Envelope,
): Encoded<E> {
  const line = encodeLine({ ...stands, ...envelope });
  return {
    line,
    hash: lineHash(line),
    recorded: { ...withMoved(stands, named), ...envelope } as unknown as Recorded<E>,
  };
}

/** An attempt names the context it was started in, and a request the one it is for. */
export function withContext(entry: Entry, context: string | undefined): JsonObject {
  const value = entry as unknown as JsonObject;
  const acts = entry.type === 'attempt.started' || entry.type === 'approval.requested';
  return !acts || context === undefined ? value : { context, ...value };
}

/** The attempt that what is stored of an entry belongs to. */
export function ownerOf(entry: Entry): { readonly of?: string } {
  return 'attemptId' in entry && isInline(entry.attemptId, 'attemptId') ? { of: entry.attemptId } : {};
}
