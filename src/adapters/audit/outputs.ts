import { createHash, hash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { ObjectStored, OutputSummary, Recorded } from '../../core/audit/entry.ts';
import type { Finding, FindingCode } from '../../core/audit/finding.ts';
import { maxObjectBytes, splitObject } from './objectStore.ts';
import { objectInTheWay, readObjectFile } from './objectFile.ts';

/** What was seen of the output of one attempt that has not ended yet. */
interface Stream {
  parts: number;
  kept: number;
  readonly digest: Hash;
  /** A part is missing or out of order: only the parts themselves can be compared. */
  whole: boolean;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Compares objects with what the log says of them, in the order of the log; keeps only what concerns attempts that still run. */
export class OutputCheck {
  readonly #folder: string;
  readonly #streams = new Map<string, Stream>();
  readonly #missing: (Finding & { readonly sha256: string })[] = [];
  readonly #findings: Finding[] = [];
  #objects = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get objects(): number {
    return this.#objects;
  }

  take(entry: Recorded, place: Place): void {
    if (entry.type === 'object') this.#object(entry, place);
    if (entry.type === 'attempt.finished') this.#finished(entry.attemptId, entry.outputs, place);
    if (entry.type === 'background') this.#finished(entry.of, entry.outputs, place);
  }

  /** The findings; an object that a redaction names may be missing, and that is a note. */
  findings(redacted: ReadonlySet<string>): readonly Finding[] {
    const missing = this.#missing.map(({ sha256, ...one }): Finding =>
      redacted.has(sha256)
        ? {
            ...one,
            code: 'REDACTED',
            weight: 'note',
            sentence: 'this output was deleted on purpose; a signed entry says so',
          }
        : one,
    );
    return [...missing, ...this.#findings];
  }

  #object(entry: Recorded<ObjectStored>, place: Place): void {
    this.#objects++;
    const bytes = this.#read(entry, place);
    if (entry.role !== 'output' || entry.of === undefined) return;
    const stream = this.#streams.get(entry.of) ?? {
      parts: 0,
      kept: 0,
      digest: createHash('sha256'),
      whole: true,
    };
    this.#streams.set(entry.of, stream);
    const read = bytes === undefined ? undefined : splitObject(bytes);
    if (bytes !== undefined && (read?.header.attemptId !== entry.of || read.header.part !== entry.part)) {
      this.#find(
        'OBJECT_ALTERED',
        place,
        `object ${entry.sha256} is not the part of the output it is recorded as`,
      );
    }
    if (read === undefined || entry.part !== stream.parts) {
      stream.whole = false;
      return;
    }
    if (entry.part === 0) stream.digest.update(read.header.salt);
    stream.digest.update(read.content);
    stream.kept += read.content.length;
    stream.parts++;
  }

  #read(entry: Recorded<ObjectStored>, place: Place): Uint8Array | undefined {
    const bytes = readObjectFile(this.#folder, entry.sha256, maxObjectBytes + 1);
    if (bytes === undefined) {
      const sentence = this.#whyMissing(entry.sha256);
      this.#missing.push({ ...this.#finding('OBJECT_MISSING', place, sentence), sha256: entry.sha256 });
      return undefined;
    }
    if (bytes.length === entry.size && hash('sha256', bytes, 'hex') === entry.sha256) return bytes;
    this.#find('OBJECT_ALTERED', place, `object ${entry.sha256} was changed after it was written`);
    return undefined;
  }

  /** Whether one output was deleted or a copy was made without any is told apart, so that nobody looks for a culprit in a clone. */
  #whyMissing(sha256: string): string {
    const plain = objectInTheWay(this.#folder, sha256);
    if (plain !== undefined)
      return `object ${sha256}, which it names, is missing: ${plain}, which is not read`;
    if (this.#missing.length > 0 || fs.existsSync(join(this.#folder, 'objects')))
      return `object ${sha256}, which it names, is missing`;
    return `object ${sha256}, which it names, is missing, and so is the whole folder objects/: this copy was made without outputs, as git does where .handrail/.gitignore names them or a checkout is sparse. Bring them here, or verify where they are (docs/ci.md)`;
  }

  #finished(of: string, outputs: readonly OutputSummary[], place: Place): void {
    const stream = this.#streams.get(of);
    this.#streams.delete(of);
    for (const output of outputs) {
      if (stream?.whole === false) continue;
      const { parts = 0, kept = 0 } = stream ?? {};
      const digest = stream === undefined ? hash('sha256', '', 'hex') : stream.digest.digest('hex');
      const fits = parts === output.parts && kept === output.kept && digest === output.streamSha256;
      if (!fits) this.#find('OUTPUT_MISMATCH', place, 'its output is not what the recorded parts add up to');
    }
  }

  #find(code: FindingCode, place: Place, sentence: string): void {
    this.#findings.push(this.#finding(code, place, sentence));
  }

  #finding(code: FindingCode, place: Place, sentence: string): Finding {
    return { code, tier: 'OUTPUTS', weight: 'tampered', ...place, sentence };
  }
}
