import { createHash, hash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStored, OutputSummary } from '../../../core/audit/entry.ts';
import { canonical } from '../../../core/audit/line/canonical.ts';
import { timingFormat } from '../../../core/audit/line/format.ts';
import { TimingTrack } from '../../../core/output/timing.ts';
import { headerLine, makeHeader, maxContentBytes, storeFailure, type StoredObject } from '../objectStore.ts';
import { objectPath } from '../layout.ts';

/** What the caller may have waiting before `write` asks it to pause. */
const highWater = 4 * 1024 * 1024;

/** Who is told of what became durable. */
export interface OutputHearer {
  readonly keep: (object: StoredObject & Pick<ObjectStored, 'role' | 'media'>) => void;
  /** µs from some moment on. */
  readonly monotonic: () => number;
}

interface Part {
  readonly file: FileHandle;
  readonly path: string;
  readonly digest: Hash;
  readonly number: number;
  size: number;
  content: number;
}

/**
 * Keeps what an attempt writes, in order, in parts of at most 1 MiB. A part that is being filled is `objects/ATTEMPT.PART.partial`,
 * written through at once: after a crash of this process what was written so far is in it, and `resumeRun` makes it an object.
 * A full part is made durable, named by its digest and recorded. Errors surface in `end`.
 */
export class OutputWriter {
  readonly #runFolder: string;
  readonly #attemptId: string;
  readonly #hearer: OutputHearer;
  readonly #timing = new TimingTrack();
  readonly #begun: number;
  #taken = 0;
  readonly #stream = createHash('sha256');
  #queue: Uint8Array[] = [];
  #waiting = 0;
  #pump: Promise<void> | undefined;
  #part: Part | undefined;
  #parts = 0;
  #kept = 0;
  #failure: Error | undefined;

  constructor(runFolder: string, attemptId: string, hearer: OutputHearer) {
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(attemptId)) throw new RangeError(`Not an attempt's id: ${attemptId}`);
    this.#runFolder = runFolder;
    this.#attemptId = attemptId;
    this.#hearer = hearer;
    this.#begun = hearer.monotonic();
  }

  /** Takes masked bytes, which must not change afterwards. False if the caller should wait for `drained`. */
  write(bytes: Uint8Array): boolean {
    if (bytes.length > 0 && this.#failure === undefined) {
      this.#timing.note(
        this.#taken,
        Math.max(0, Math.round((this.#hearer.monotonic() - this.#begun) / 1000)),
      );
      this.#taken += bytes.length;
      this.#queue.push(bytes);
      this.#waiting += bytes.length;
      this.#pump ??= this.#run();
    }
    return this.#waiting < highWater;
  }

  /** Resolves when everything taken so far is with the system, or could not be written. */
  async drained(): Promise<void> {
    while (this.#pump !== undefined) await this.#pump;
  }

  /** Why nothing more is kept, if so. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /**
   * Makes the rest durable and sums up. `masked` counts the places where a secret was hidden; `bytes` is what the command wrote
   * where that is more than was given here. Rejects with `AuditFailure` where something could not be kept.
   */
  async end(counts: { readonly masked: number; readonly bytes?: number }): Promise<OutputSummary> {
    await this.drained();
    if (this.#failure === undefined && this.#kept > 0) await this.#guard(() => this.#settle());
    if (this.#failure !== undefined) {
      await this.#part?.file.close().catch(() => undefined);
      throw storeFailure(this.#failure);
    }
    const bytes = counts.bytes ?? this.#kept;
    return {
      role: 'output',
      parts: this.#parts,
      bytes,
      kept: this.#kept,
      truncated: bytes > this.#kept,
      masked: counts.masked,
      streamSha256: this.#stream.digest('hex'),
    };
  }

  /** The last part and the times become durable at once, so that waiting for the disk is not done twice. */
  async #settle(): Promise<void> {
    const [timing] = await Promise.all([
      storeTiming(this.#runFolder, this.#timing),
      this.#part === undefined ? undefined : this.#finish(),
    ]);
    this.#hearer.keep({ role: 'timing', media: 'application/json', ...timing });
  }

  async #run(): Promise<void> {
    await this.#guard(async () => {
      while (this.#queue.length > 0) {
        const batch = this.#queue;
        this.#queue = [];
        for (const bytes of batch) {
          await this.#keep(bytes);
          this.#waiting -= bytes.length;
        }
      }
    });
    this.#pump = undefined;
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#queue = [];
      this.#waiting = 0;
    }
  }

  async #keep(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const part = (this.#part ??= await this.#begin());
      const piece = bytes.subarray(at, at + maxContentBytes - part.content);
      await put(part, piece);
      part.content += piece.length;
      this.#stream.update(piece);
      this.#kept += piece.length;
      at += piece.length;
      if (part.content === maxContentBytes) await this.#finish();
    }
  }

  async #begin(): Promise<Part> {
    const number = this.#parts;
    const path = join(this.#runFolder, 'objects', `${this.#attemptId}.${number}.partial`);
    const header = makeHeader(number, this.#attemptId);
    if (number === 0) this.#stream.update(header.salt);
    const file = await open(path, 'ax');
    this.#part = { file, path, digest: createHash('sha256'), number, size: 0, content: 0 };
    await put(this.#part, headerLine(header));
    return this.#part;
  }

  async #finish(): Promise<void> {
    const part = this.#part;
    if (part === undefined) return;
    await part.file.datasync();
    await part.file.close();
    const sha256 = part.digest.digest('hex');
    await place(part.path, objectPath(this.#runFolder, sha256));
    this.#part = undefined;
    this.#parts++;
    const media = 'application/octet-stream';
    this.#hearer.keep({ role: 'output', media, sha256, size: part.size, part: part.number });
  }
}

/** Stores when an output came. Its header names no attempt: after a crash it is no part of an output. */
async function storeTiming(runFolder: string, { grainMs, pairs }: TimingTrack): Promise<StoredObject> {
  const content = canonical({ fmt: timingFormat, grainMs, pairs });
  const bytes = Buffer.concat([headerLine(makeHeader(0)), Buffer.from(content)]);
  const sha256 = hash('sha256', bytes, 'hex');
  const temporary = join(runFolder, 'objects', `${sha256}.tmp`);
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  await place(temporary, objectPath(runFolder, sha256));
  return { sha256, size: bytes.length, part: 0 };
}

/** Gives a durable file its name, durably, without holding up the caller's thread for the disk. */
async function place(from: string, path: string): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true });
  await rename(from, path);
  await syncName(dirname(path));
  if (made !== undefined) await syncName(dirname(made));
}

async function syncName(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch {
    // Windows opens no folders; there the name is durable without.
    return;
  }
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function put(part: Part, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await part.file.write(bytes, at)).bytesWritten;
  part.digest.update(bytes);
  part.size += bytes.length;
}

/** Partly filled outputs that a crash left in a run's folder. */
export function partialFiles(runFolder: string): readonly string[] {
  const folder = join(runFolder, 'objects');
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.partial'))
    .sort()
    .map(name => join(folder, name));
}
