import type { Reference } from '../../../core/audit/entry.ts';
import type { Encoded } from './encoded.ts';

const rotateBytes = 64 * 1024 * 1024;
const rotateLines = 200_000;
const zeros = '0'.repeat(64);

/** What stands in a log so far, as the next line needs it. */
export class Written {
  /** Lines of this segment. */
  seq = 0;
  /** The last line and its hash. */
  last: Uint8Array = new Uint8Array();
  head = zeros;
  /** Lines of all segments, and the `object` lines among them. */
  entries: number;
  objects: number;
  /** Entries since the last signature that counts. */
  unsigned = 0;
  /** Hash of the newest `context`. */
  context: string | undefined;

  constructor(before: { readonly objects: number; readonly entries: number }) {
    this.objects = before.objects;
    this.entries = before.entries;
  }

  /** The last line of the segment, as other segments name it. */
  reference(seg: number): Reference {
    return { seg, lines: this.seq, head: this.head };
  }

  /** Where the line behind the last one stands, or the line behind one that is not written yet. */
  next(before?: Encoded): { readonly seq: number; readonly prev: string } {
    if (before === undefined) return { seq: this.seq, prev: this.head };
    return { seq: before.recorded.seq + 1, prev: before.hash };
  }

  take({ line, hash, recorded }: Encoded): void {
    this.last = line;
    this.head = hash;
    this.seq++;
    this.entries++;
    if (recorded.type !== 'sig') this.unsigned++;
    if (recorded.type === 'object') this.objects++;
    if (recorded.type === 'context') this.context = hash;
  }

  /** Whether a segment that has so many bytes is full. */
  fills(bytes: number): boolean {
    return this.seq >= rotateLines || bytes >= rotateBytes;
  }

  /** A new segment begins. */
  restart(): void {
    this.seq = 0;
    this.head = zeros;
  }
}
