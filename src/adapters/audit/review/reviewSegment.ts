import { hash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  approveNamespace,
  type Countersigned,
  type ReviewDecision,
} from '../../../core/audit/countersign.ts';
import type { JsonObject } from '../../../core/audit/line/canonical.ts';
import type { Entry, Open, Recorded, Reference } from '../../../core/audit/entry.ts';
import { encodeEntry, type Encoded } from '../journal/encoded.ts';
import { AuditFailure } from '../failure.ts';
import { looseName, looseSegmentAbove } from '../layout.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { moveLongFields } from '../journal/moved.ts';
import { storeContent } from '../objectStore.ts';
import { keepReceipt } from '../receipts.ts';
import { partsOf, pinHere, type WriterOptions } from '../journal/run.ts';
import { SegmentFile } from '../journal/segmentFile.ts';
import { signInTime } from '../keys/signer.ts';

/** What stands in a reviewer's segment. */
export interface Word {
  readonly decision: ReviewDecision;
  readonly ref: Reference;
  readonly findings: readonly { readonly text: string; readonly ref: Reference | null }[];
  readonly reason?: string;
  readonly by: string;
}

/** How the segment opens, as far as its writer decides it. */
export type OpenOfReview = Omit<Open, 'type' | 'boot' | 'roster'>;

/** The run it is of. */
export interface Place {
  readonly folder: string;
  readonly run: string;
}

/** A segment that is written whole or not at all: its lines wait for the one signature that ends it. */
export class ReviewSegment {
  readonly #place: Place;
  readonly #open: OpenOfReview;
  readonly #options: WriterOptions;
  /** Somebody else may review the run at the same time, and its operator go on with it. */
  readonly #seg: number;
  readonly #started: number;
  readonly #lines: Encoded[] = [];

  constructor(place: Place, open: OpenOfReview, options: WriterOptions) {
    this.#place = place;
    this.#open = open;
    this.#options = options;
    this.#seg = looseSegmentAbove(open.parents);
    this.#started = partsOf(options).clock.monotonic();
  }

  /** Fails with `not-signed`, and then nothing was written. */
  async write({ findings, ...word }: Word): Promise<Recorded<Countersigned>> {
    const boot = randomBytes(16).toString('hex');
    const { privateFolder } = partsOf(this.#options);
    const roster = pinHere({ folder: this.#place.folder, privateFolder });
    this.#add({ type: 'open', ...this.#open, roster, boot });
    const severity = word.decision === 'rejected' ? 'major' : 'minor';
    for (const finding of findings) this.#add({ type: 'finding', ...finding, severity });
    const { decision, ref, reason, by } = word;
    const said = this.#add<Countersigned>({
      type: 'countersigned',
      ref,
      decision,
      findings: findings.length,
      ...(reason === undefined ? {} : { reason }),
      by,
    });
    const sig = await signInTime(this.#options.signer.sign(said.line, approveNamespace));
    if (sig === undefined) {
      this.#options.signer.withdraw?.();
      throw new AuditFailure('not-signed', 'The key did not sign, so nothing was written.');
    }
    this.#add({ type: 'sig', by: 'user', ns: approveNamespace, sig });
    this.#store();
    return said.recorded;
  }

  #add<E extends Entry>(entry: E): Encoded<E> {
    const value = entry as unknown as JsonObject;
    const stands = moveLongFields(value, (content, role, media) => this.#keep(content, { role, media }));
    const last = this.#lines.at(-1);
    const { clock } = partsOf(this.#options);
    const m = Math.max(0, Math.trunc(clock.monotonic() - this.#started));
    const encoded = encodeEntry<E>(
      { named: value, stands },
      {
        run: this.#place.run,
        seg: this.#seg,
        seq: this.#lines.length,
        prev: last?.hash ?? '0'.repeat(64),
        ...(entry.type === 'sig' ? {} : { t: Math.trunc(clock.now()), m }),
      },
    );
    this.#lines.push(encoded);
    return encoded;
  }

  /** What is too long for a line is an object, named before the line that refers to it. */
  #keep(content: Uint8Array, about: { readonly role: 'command' | 'note'; readonly media: string }): string {
    const parts = storeContent(this.#place.folder, content);
    for (const part of parts) this.#add({ type: 'object', ...about, ...part });
    return parts[0]?.sha256 ?? '';
  }

  #store(): void {
    const { signer, operator, io } = this.#options;
    const keyDigest = hash('sha256', signer.publicKey, 'hex');
    const name = looseName('review', this.#seg, { who: operator, keyDigest });
    const file = new SegmentFile(join(this.#place.folder, name), { io });
    try {
      file.append(Buffer.concat(this.#lines.map(({ line }) => line)));
      file.sync();
    } finally {
      file.close();
    }
    const { privateFolder, clock } = partsOf(this.#options);
    const head = this.#lines.at(-1)?.hash ?? '';
    const seen = Math.trunc(clock.now());
    keepReceipt(privateFolder, {
      run: this.#place.run,
      seg: this.#seg,
      lines: this.#lines.length,
      head,
      seen,
      folder: stateFolderOf(this.#place.folder),
    });
  }
}
