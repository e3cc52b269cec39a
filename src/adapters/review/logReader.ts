import { join } from 'node:path';
import {
  isRecord,
  maxLineBytes,
  parseLine,
  type Json,
  type JsonObject,
} from '../../core/audit/line/canonical.ts';
import type { Part } from '../../core/audit/coverage.ts';
import type { ObjectStored, Recorded } from '../../core/audit/entry.ts';
import { readEntry } from '../../core/audit/line/schema.ts';
import type { LogLine } from '../../core/review/line.ts';
import type { FileLines } from '../../core/review/place.ts';
import { segmentFiles } from '../audit/layout.ts';
import { readLines } from '../audit/lines.ts';
import { bringFields } from '../audit/journal/moved.ts';
import { loadObject } from '../audit/objectStore.ts';

/** Lines that are told at most; those behind them are verified and counted. */
const mostLines = 200_000;

/** Lines between two turns of the event loop. */
const atOnce = 2000;

/** Everything that stands in a run's folder, as it stands: what was changed is read too, and is nobody's word. */
export interface WholeLog {
  readonly files: readonly FileLines[];
  readonly lines: readonly LogLine[];
  /** Parts of outputs by attempt, in their order. */
  readonly outputs: ReadonlyMap<string, readonly Recorded<ObjectStored>[]>;
}

/** Reads every line of a run, in the order in which verification found its files to stand. */
export async function readWhole(folder: string, parts: readonly Part[]): Promise<WholeLog> {
  const reading = new Reading(folder);
  const files: FileLines[] = [];
  for (const file of inOrder(folder, parts)) {
    const before = reading.count;
    try {
      await reading.read(file);
    } catch {
      // What cannot be read is a finding of the verification; here it has no lines.
    }
    files.push({ file, lines: reading.count - before });
  }
  return { files, lines: reading.lines, outputs: reading.outputs };
}

function inOrder(folder: string, parts: readonly Part[]): readonly string[] {
  const known = parts.map(({ file }) => file);
  return [...known, ...filesIn(folder).filter(file => !known.includes(file))];
}

function filesIn(folder: string): readonly string[] {
  try {
    return segmentFiles(folder);
  } catch {
    return [];
  }
}

class Reading {
  readonly lines: LogLine[] = [];
  readonly outputs = new Map<string, Recorded<ObjectStored>[]>();
  count = 0;
  readonly #folder: string;
  readonly #contents = new Map<string, Recorded<ObjectStored>[]>();
  #current: Recorded<ObjectStored>[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(file: string): Promise<void> {
    let line = 0;
    for (const bytes of readLines(join(this.#folder, file), maxLineBytes)) {
      line += 1;
      this.count += 1;
      if (this.lines.length < mostLines) this.lines.push(this.#told(bytes, { file, line }));
      if (this.count % atOnce === 0) await new Promise(setImmediate);
    }
  }

  #told(bytes: Uint8Array, place: { readonly file: string; readonly line: number }): LogLine {
    const value = valueOf(bytes);
    const number = this.count;
    if (value === undefined) return { number, ...place };
    const read = readEntry(value);
    if (!('entry' in read)) return { number, ...place, ...claimed(value) };
    if (read.entry.type === 'object') this.#keep(read.entry);
    return { number, ...place, entry: slim(this.#whole(value, read.entry)) };
  }

  #keep(object: Recorded<ObjectStored>): void {
    if (object.role === 'output') {
      const parts = this.outputs.get(object.of ?? '');
      if (parts === undefined) this.outputs.set(object.of ?? '', [object]);
      else parts.push(object);
      return;
    }
    if (object.part === 0) this.#current = [];
    this.#current.push(object);
    this.#contents.set(this.#current[0]?.sha256 ?? '', this.#current);
  }

  #whole(value: JsonObject, entry: Recorded): Recorded {
    if (!JSON.stringify(value).includes('Object":"')) return entry;
    try {
      return bringFields(value, digest => this.#moved(digest)) as unknown as Recorded;
    } catch {
      // An object that is not what it should be brings nothing back.
      return entry;
    }
  }

  #moved(digest: string): { readonly media: string; readonly content: Uint8Array } | undefined {
    const parts = this.#contents.get(digest);
    const loaded = parts?.map(part => loadObject(this.#folder, part.sha256)?.content);
    if (parts === undefined || loaded === undefined || loaded.includes(undefined)) return undefined;
    const content = Buffer.concat(loaded.filter(part => part !== undefined));
    return { media: parts[0]?.media ?? '', content };
  }
}

/** A signature is long and tells nothing that the verdict does not. */
function slim(entry: Recorded): Recorded {
  return entry.type === 'sig' ? { ...entry, sig: '' } : entry;
}

/** The value of a line, also of one that is not in the form it must have. */
function valueOf(bytes: Uint8Array): JsonObject | undefined {
  const { value } = parseLine(bytes);
  if (value !== undefined) return value;
  try {
    const loose = JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
    return isRecord(loose) ? loose : undefined;
  } catch {
    return undefined;
  }
}

function claimed(value: JsonObject): Pick<LogLine, 'type' | 'at'> {
  const { type, t } = value;
  return {
    ...(typeof type === 'string' ? { type: type.slice(0, 60) } : {}),
    ...(typeof t === 'number' ? { at: t } : {}),
  };
}
