import { hash } from 'node:crypto';
import {
  canonical,
  encodeLine,
  isInline,
  isRecord,
  maxLineBytes,
  type Json,
  type JsonObject,
} from '../../../core/audit/line/canonical.ts';

// Fields that may not stand in a line are stored as objects; the line then has the digest under the key with `Object` appended.

/** Stores a content and gives the digest of its first part. */
export type Store = (content: Uint8Array, role: 'command' | 'note', media: string) => string;

/** What every line carries besides the action takes less than this. */
const envelopeBytes = 1024;

/** The form of an action that can stand in a line. `store` is called for each field that had to be moved. */
export function moveLongFields(action: JsonObject, store: Store): JsonObject {
  let moved = moveMembers(action, store);
  while (encodeLine(moved).length > maxLineBytes - envelopeBytes) {
    const [key, member] = longestMember(moved);
    const digest = store(Buffer.from(canonical(member)), 'note', 'application/json');
    const rest = Object.entries(moved).filter(([name]) => name !== key);
    moved = Object.fromEntries([...rest, [`${key}Object`, digest]]);
  }
  return moved;
}

function longestMember(value: JsonObject): readonly [string, Json] {
  const lengths = Object.entries(value).map(
    ([key, member]) => [key, member, canonical(member).length] as const,
  );
  const [longest] = lengths.sort((a, b) => b[2] - a[2]);
  if (longest === undefined) throw new RangeError('An entry without members cannot be too long.');
  return [longest[0], longest[1]];
}

function moveMembers(value: JsonObject, store: Store): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'string' && !isInline(member, key)) {
      result[`${key}Object`] = store(wellFormed(member), key === 'cmd' ? 'command' : 'note', 'text/plain');
    } else if (member !== (undefined as unknown)) {
      result[key] = moveInside(member, { key, store });
    }
  }
  return result;
}

function moveInside(member: Json, at: { readonly key: string; readonly store: Store }): Json {
  if (Array.isArray(member)) {
    return (member as readonly Json[]).map(item =>
      typeof item === 'string' && !isInline(item, at.key)
        ? { textObject: at.store(wellFormed(item), 'note', 'text/plain') }
        : moveInside(item, at),
    );
  }
  return isRecord(member) ? moveMembers(member, at.store) : member;
}

/** An entry as it is in memory: with its moved fields, and with their digests. */
export function withMoved(stands: JsonObject, action: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...stands };
  for (const [key, member] of Object.entries(action)) {
    if (member !== (undefined as unknown)) result[key] = both(stands[key], member);
  }
  return result;
}

function both(stands: Json | undefined, member: Json): Json {
  if (isRecord(stands) && isRecord(member)) return withMoved(stands, member);
  if (!Array.isArray(stands) || !Array.isArray(member)) return member;
  return (member as readonly Json[]).map((item, index) => both((stands as readonly Json[])[index], item));
}

/** UTF-8, with U+FFFD for unpaired surrogates, which no encoding has. */
function wellFormed(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** Gives an entry back its moved fields, beside their digests. `load` knows media and content by the digest. */
export function bringFields(
  value: JsonObject,
  load: (digest: string) => { readonly media: string; readonly content: Uint8Array } | undefined,
): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    result[key] = bringInside(member, load);
    const name = /^(.+)Object$/.exec(key)?.[1];
    if (name === undefined || typeof member !== 'string') continue;
    const found = load(member);
    const text = found === undefined ? undefined : Buffer.from(found.content).toString('utf8');
    if (text !== undefined)
      result[name] = found?.media === 'application/json' ? (JSON.parse(text) as Json) : text;
  }
  return result;
}

function bringInside(member: Json, load: Parameters<typeof bringFields>[1]): Json {
  if (Array.isArray(member)) {
    return (member as readonly Json[]).map(item => {
      const inner = bringInside(item, load);
      return isRecord(inner) && typeof inner['textObject'] === 'string' ? (inner['text'] ?? inner) : inner;
    });
  }
  return isRecord(member) ? bringFields(member, load) : member;
}

/** Hash of a line: SHA-256 over its exact bytes, LF included. */
export function lineHash(line: Uint8Array): string {
  return hash('sha256', line, 'hex');
}
