import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { maxLineBytes, parseLine, type JsonObject } from '../../core/audit/line/canonical.ts';
import type { ObjectStored, Recorded, Redaction, Reference } from '../../core/audit/entry.ts';
import { textOf } from '../../core/audit/line/frame.ts';
import { envelope, isKnownType, readEntry } from '../../core/audit/line/schema.ts';
import { parseTiming, type Timing } from '../../core/output/timing.ts';
import { segmentFiles, segmentNumber } from './layout.ts';
import { readLines, readTail, type Tail } from './lines.ts';
import { bringFields, lineHash } from './journal/moved.ts';
import { loadObject } from './objectStore.ts';

/** A segment as far as its lines are whole, in the right form and chained. */
export interface ReadSegment extends Reference {
  readonly file: string;
  readonly role: string;
  /** Of those lines. */
  readonly bytes: number;
  /** Whether its last line is a signature. */
  readonly signed: boolean;
  /** What stands behind the last good line. */
  readonly tail: Tail;
  readonly content: readonly Line[];
  /** The state of the file when it was read. */
  readonly stamp: string;
}

export interface RunRecord {
  readonly run: string;
  readonly folder: string;
  readonly segments: readonly ReadSegment[];
  /** Every entry of the operator's segments in order, moved fields brought back. */
  readonly entries: readonly Recorded[];
  readonly objects: readonly Recorded<ObjectStored>[];
  /** What was deleted on purpose, whoever said so. */
  readonly redactions: readonly Recorded<Redaction>[];
  /** Attempts that have no end and were not yet reported as dangling. */
  readonly dangling: readonly string[];
  readonly sealed: boolean;
  /** Bytes of an attempt's output, part by part; a part that is missing or altered is left out. */
  output(attemptId: string): Generator<Uint8Array, void, void>;
  /** When it came; undefined if the log does not say. */
  timing(attemptId: string): Timing | undefined;
  /** The whole content that begins with this object. */
  content(sha256: string): Uint8Array | undefined;
}

interface Line {
  readonly value: JsonObject;
  readonly entry: Recorded | undefined;
  /** Whether a field of it may be stored elsewhere. */
  readonly moved: boolean;
}

/**
 * Reads a run to go on with it or to show it. It checks the chain, not the signatures: `verifyRun` does. Segments that nobody has
 * touched since `known` was read are taken from there.
 */
export function readRun(folder: string, known?: RunRecord): Promise<RunRecord> {
  return new Promise(resolve => {
    resolve(readRunNow(folder, known));
  });
}

/** As `readRun`, at once. */
export function readRunNow(folder: string, known?: RunRecord): RunRecord {
  const segments = segmentFiles(folder).map(
    file => untouched(folder, file, known) ?? readSegment(folder, file),
  );
  segments.sort((a, b) => a.seg - b.seg);
  const lines = segments.flatMap(segment => (segment.role === 'operator' ? segment.content : []));
  const objects = lines.flatMap(({ entry }) => (entry?.type === 'object' ? [entry] : []));
  const contents = new Contents(folder, objects);
  const entries = lines.flatMap(({ value, entry, moved }) => {
    if (entry === undefined) return [];
    return moved ? [bringFields(value, digest => contents.moved(digest)) as unknown as Recorded] : [entry];
  });
  return {
    run: entries[0]?.run ?? basename(folder),
    folder,
    segments,
    entries,
    objects,
    redactions: segments.flatMap(({ content }) =>
      content.flatMap(({ entry }) => (entry?.type === 'redaction' ? [entry] : [])),
    ),
    dangling: danglingOf(entries),
    sealed: entries.some(entry => entry.type === 'seal'),
    output: attemptId => contents.output(attemptId),
    timing: attemptId => {
      const object = objects.find(({ role, of }) => role === 'timing' && of === attemptId);
      const content = object === undefined ? undefined : contents.moved(object.sha256)?.content;
      return content === undefined ? undefined : parseTiming(Buffer.from(content).toString('utf8'));
    },
    content: sha256 => contents.moved(sha256)?.content,
  };
}

function untouched(folder: string, file: string, known: RunRecord | undefined): ReadSegment | undefined {
  const before = known?.segments.find(segment => segment.file === file);
  return before?.stamp === stampOf(join(folder, file)) ? before : undefined;
}

function stampOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

function readSegment(folder: string, file: string): ReadSegment {
  const path = join(folder, file);
  // Taken before it is read: what is written meanwhile makes it another.
  const stamp = stampOf(path);
  const content: Line[] = [];
  let head = '0'.repeat(64);
  let bytes = 0;
  for (const line of readLines(path, maxLineBytes)) {
    const read = readLine(line);
    if (read === undefined || read.value['prev'] !== head || read.value['seq'] !== content.length) break;
    if (content.length === 0 && read.entry?.type !== 'open') break;
    content.push(read);
    head = lineHash(line);
    bytes += line.length;
  }
  const first = content[0]?.entry;
  const role = first?.type === 'open' ? first.role : '';
  const seg = first?.seg ?? segmentNumber(file);
  const signed = content.at(-1)?.entry?.type === 'sig';
  return {
    file,
    role,
    signed,
    seg,
    lines: content.length,
    head,
    bytes,
    tail: readTail(path, bytes),
    content,
    stamp,
  };
}

/** A line whose type is not known has a value and no entry. */
function readLine(bytes: Uint8Array): Line | undefined {
  const { value } = parseLine(bytes);
  if (value === undefined || !envelope.safeParse(value).success) return undefined;
  const moved = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('Object":"');
  if (!isKnownType(textOf(value, 'type'))) return { value, entry: undefined, moved };
  const read = readEntry(value);
  return 'entry' in read ? { value, entry: read.entry, moved } : undefined;
}

function danglingOf(entries: readonly Recorded[]): readonly string[] {
  const open = new Set<string>();
  for (const entry of entries) {
    if (entry.type === 'attempt.started') open.add(entry.attemptId);
    if (entry.type === 'attempt.finished') open.delete(entry.attemptId);
    if (entry.type === 'recovered') for (const attempt of entry.danglingAttempts) open.delete(attempt);
  }
  return [...open];
}

/** Contents by the digest of their first object. */
class Contents {
  readonly #folder: string;
  readonly #parts = new Map<string, Recorded<ObjectStored>[]>();
  readonly #outputs = new Map<string, Recorded<ObjectStored>[]>();

  constructor(folder: string, objects: readonly Recorded<ObjectStored>[]) {
    this.#folder = folder;
    let current: Recorded<ObjectStored>[] = [];
    for (const object of objects) {
      if (object.role === 'output') {
        const parts = this.#outputs.get(object.of ?? '') ?? [];
        this.#outputs.set(object.of ?? '', [...parts, object]);
        continue;
      }
      if (object.part === 0) current = [];
      current.push(object);
      this.#parts.set(current[0]?.sha256 ?? '', current);
    }
  }

  moved(digest: string): { readonly media: string; readonly content: Uint8Array } | undefined {
    const parts = this.#parts.get(digest);
    const loaded = parts?.map(part => loadObject(this.#folder, part.sha256)?.content);
    if (loaded === undefined || loaded.includes(undefined)) return undefined;
    const content = Buffer.concat(loaded.filter(part => part !== undefined));
    return { media: parts?.[0]?.media ?? '', content };
  }

  *output(attemptId: string): Generator<Uint8Array, void, void> {
    const parts = [...(this.#outputs.get(attemptId) ?? [])].sort((a, b) => a.part - b.part);
    for (const part of parts) {
      const loaded = loadObject(this.#folder, part.sha256);
      if (loaded !== undefined) yield loaded.content;
    }
  }
}
