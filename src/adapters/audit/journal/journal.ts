import type {
  Checkpoint,
  Entry,
  Namespace,
  ObjectStored,
  Recorded,
  Reference,
  Seal,
} from '../../../core/audit/entry.ts';
import type { HandoverOffered } from '../../../core/audit/handover/handover.ts';
import { encodeEntry, ownerOf, withContext, type Encoded } from './encoded.ts';
import { AuditFailure } from '../failure.ts';
import type { Beginning, JournalParts, Lost, Recordable, Segment } from './journalParts.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { moveLongFields } from './moved.ts';
import { storeContent, type StoredObject } from '../objectStore.ts';
import { OutputWriter } from './outputWriter.ts';
import { keepReceipt } from '../receipts.ts';
import type { MemoryKey } from '../keys/sessionKey.ts';
import { briefMs, type Signer } from '../keys/signer.ts';
import { UserKey } from '../keys/userKey.ts';
import { Written } from './written.ts';

const sealing = 'seal.v1@handrail';

/** The writer of one run's log. What `append` returned is on disk, whole and in its place. */
export class Journal {
  readonly run: string;
  readonly folder: string;
  readonly #parts: JournalParts;
  readonly #nextSegment: (heads: readonly Reference[]) => Segment;
  readonly #userKey: UserKey;
  readonly #written: Written;
  #segment: Segment;
  #heads: readonly Reference[];
  #session: MemoryKey | undefined;
  #started: number;
  /** Whether the user's key has signed in this segment, so that the session key counts. */
  #certified = false;
  #state: 'open' | 'sealing' | 'sealed' | 'closed' = 'open';

  /** For `createRun` and `resumeRun`. `before`: the segments that are already there, and what they hold. */
  constructor(
    parts: JournalParts,
    nextSegment: (heads: readonly Reference[]) => Segment,
    before: { readonly heads: readonly Reference[]; readonly objects: number; readonly entries: number },
  ) {
    this.run = parts.run;
    this.folder = parts.folder;
    this.#parts = parts;
    this.#userKey = new UserKey(parts, {
      line: ns => (this.#state === (ns === sealing ? 'sealed' : 'open') ? this.#written.last : undefined),
      add: (ns, sig) => this.#addSignature(ns, sig),
    });
    this.#nextSegment = nextSegment;
    this.#heads = before.heads;
    this.#written = new Written(before);
    this.#started = parts.clock.monotonic();
    this.#segment = nextSegment(before.heads);
    this.#session = this.#segment.session;
  }

  get signer(): Signer {
    return this.#userKey.signer;
  }

  /** Heads of all segments, the one being written included once it has lines. */
  get heads(): readonly Reference[] {
    const { seg } = this.#segment;
    return this.#written.seq === 0 ? this.#heads : [...this.#heads, this.#written.reference(seg)];
  }

  /** Lines of all segments. */
  get entries(): number {
    return this.#written.entries;
  }

  /** Entries since the last signature. */
  get unsigned(): number {
    return this.#written.unsigned;
  }

  /** Where the log is being written now. */
  get path(): string {
    return this.#segment.file.path;
  }

  /**
   * Records an action and gives it back as it was recorded. It is durable on return unless `durable` is false; starts and ends of
   * attempts always are. Throws `AuditFailure`; then nothing was recorded.
   */
  append<A extends Recordable>(action: A, options: { readonly durable?: boolean } = {}): Recorded<A> {
    this.#mustBeOpen();
    const always = action.type === 'attempt.started' || action.type === 'attempt.finished';
    const recorded = this.#record(action);
    if (always || options.durable !== false) this.#segment.file.sync();
    return recorded;
  }

  /** Records a checkpoint and signs it with the session key: everything before it is then signed. */
  checkpoint(why: Checkpoint['why']): Recorded<Checkpoint> {
    this.#mustBeOpen();
    const recorded = this.#record({ type: 'checkpoint', why });
    this.#signBySession();
    return recorded;
  }

  /** Closes the log: nothing can be recorded afterwards. `signed` is false if the user's key did not sign; see `signSeal`. */
  async seal(
    outcome: Pick<Seal, 'result' | 'counts' | 'reason'>,
  ): Promise<{ readonly entry: Recorded<Seal>; readonly signed: boolean }> {
    this.#mustBeOpen();
    const parents = this.#heads.slice(-400);
    // Signed before it is written, and written with its signature: nothing can be added to a seal that a crash has left without.
    const seal = this.#encode({ type: 'seal', ...outcome, parents, objects: this.#written.objects });
    this.#state = 'sealing';
    const { sig, coming } = await this.#userKey.over(seal.line, sealing);
    try {
      this.#write(sig === undefined ? [seal] : [seal, this.#signature(sig, sealing, seal)]);
      this.#segment.file.sync();
    } catch (error) {
      this.#state = 'open';
      throw error;
    }
    this.#state = 'sealed';
    if (sig !== undefined) this.#certify();
    else {
      // The session key covers at least what was recorded; only the user's makes it a seal.
      this.#signBySession();
      void this.#userKey.signOnce(coming, sealing).catch(() => undefined);
    }
    return { entry: seal.recorded, signed: sig !== undefined };
  }

  /**
   * Offers the run to somebody else, under a signature of the user's key: the offer is written with it or not at all. Undefined where
   * the key did not sign.
   */
  async offer(entry: HandoverOffered): Promise<Recorded<HandoverOffered> | undefined> {
    this.#mustBeOpen();
    const offer = this.#encode(entry);
    this.#state = 'sealing';
    try {
      const { sig } = await this.#userKey.over(offer.line, 'log.v1@handrail');
      if (sig === undefined) return undefined;
      this.#write([offer, this.#signature(sig, 'log.v1@handrail', offer)]);
    } finally {
      this.#state = 'open';
    }
    this.#certify();
    return offer.recorded;
  }

  #signature(sig: string, ns: Namespace, over: Encoded): Encoded {
    return this.#encode({ type: 'sig', by: 'user', ns, sig }, over);
  }

  /** Whether the log is sealed and the user's key has not signed that yet. */
  get sealUnsigned(): boolean {
    return this.#state === 'sealed' && this.#session !== undefined;
  }

  /** Signs the seal with the user's key; to be called again where that failed. */
  async signSeal(): Promise<boolean> {
    if (this.#state !== 'sealed') throw new AuditFailure('sealed', 'The run is not sealed.');
    return this.#session === undefined || (await this.signByUser('seal.v1@handrail'));
  }

  /** Signs the last line with the user's key. False if the key did not sign in time; it may still do so, where a view asks. */
  signByUser(ns: Namespace, waitMs?: number): Promise<boolean> {
    return this.#userKey.signLast(ns, waitMs);
  }

  /** Asks again for a signature that is missing, and goes on in a new segment where this one is full; for between statements. */
  async maintain(): Promise<void> {
    if (this.#state !== 'open') return;
    // Not waited for: a key that is away must not hold up a statement.
    if (!this.#certified && this.signer.asks !== true)
      void this.signByUser('log.v1@handrail').catch(() => false);
    if (this.#written.fills(this.#segment.file.size)) await this.rotate();
  }

  /** Ends the segment with a signed checkpoint and opens the next. */
  async rotate(): Promise<void> {
    this.checkpoint('rotate');
    const old = this.#segment;
    const heads = this.heads;
    this.#segment = this.#nextSegment(heads);
    this.#heads = heads;
    this.#written.restart();
    this.#certified = false;
    this.#session = this.#segment.session;
    this.#started = this.#parts.clock.monotonic();
    old.file.close();
    // In the middle of a run nobody is asked and nothing waits: the next chance signs, at the latest the seal.
    this.#open();
    if (this.signer.asks !== true) await this.signByUser('log.v1@handrail', briefMs);
  }

  /**
   * Writes `open`, what earlier segments lost in crashes, what is said of an offer, and their signatures; `waitMs` is how long the key is
   * waited for.
   */
  async begin(recovered: readonly Lost[] = [], { waitMs, firstly }: Beginning = {}): Promise<void> {
    this.#open();
    // Whoever is asked is asked once: the last signature covers all.
    const once = this.signer.asks === true;
    if (!once) await this.signByUser('log.v1@handrail');
    const lost = recovered.map(one => ({ type: 'recovered', ...one }) as const);
    for (const one of firstly === undefined ? lost : [...lost, firstly]) {
      this.#record<Entry>(one);
      this.#segment.file.sync();
      if (!once) await this.signByUser('log.v1@handrail');
    }
    if (once) await this.signByUser('log.v1@handrail', waitMs);
  }

  #open(): void {
    this.#record({ type: 'open', ...this.#segment.open });
    this.#segment.file.sync();
    this.#keepReceipt();
  }

  /** Keeps the output of an attempt as it comes. */
  output(attemptId: string): OutputWriter {
    return new OutputWriter(this.folder, attemptId, {
      keep: part => void this.recordObject({ ...part, of: attemptId }),
      monotonic: () => this.#parts.clock.monotonic(),
    });
  }

  /** Stores a content as objects, durably, records them, and gives the digest of the first. */
  store(content: Uint8Array, about: Pick<ObjectStored, 'role' | 'media' | 'of'>): string {
    this.#mustBeOpen();
    return this.recordParts(storeContent(this.folder, content, about.of), about);
  }

  /** Records objects that are already stored. */
  recordParts(parts: readonly StoredObject[], about: Pick<ObjectStored, 'role' | 'media' | 'of'>): string {
    for (const part of parts) this.recordObject({ ...about, ...part });
    return parts[0]?.sha256 ?? '';
  }

  /** Not durable by itself: the entry that ends the attempt is, and it comes later. */
  recordObject(object: Omit<ObjectStored, 'type'>): Recorded<ObjectStored> {
    this.#mustBeOpen();
    return this.#record({ type: 'object', ...object });
  }

  /** Lets go of the file and of the run; a run that is not sealed can be resumed. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#userKey.withdraw();
    this.#state = 'closed';
    this.#session = undefined;
    this.#segment.file.close();
    this.#parts.lease.release();
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open')
      throw new AuditFailure('sealed', 'The run is closed: nothing can be recorded in it.');
  }

  #record<E extends Entry>(entry: E): Recorded<E> {
    const encoded = this.#encode(entry);
    this.#write([encoded]);
    return encoded.recorded;
  }

  /** The line of an entry behind the last one, or behind one that is not written yet. What is too long for it is stored at once. */
  #encode<E extends Entry>(entry: E, before?: Encoded): Encoded<E> {
    const named = withContext(entry, this.#written.context);
    const stands = moveLongFields(named, (content, role, media) =>
      this.store(content, { role, media, ...ownerOf(entry) }),
    );
    const { clock } = this.#parts;
    const m = Math.max(0, Math.trunc(clock.monotonic() - this.#started));
    const times = entry.type === 'sig' ? {} : { t: Math.trunc(clock.now()), m };
    const place = { run: this.run, seg: this.#segment.seg, ...this.#written.next(before) };
    return encodeEntry({ named, stands }, { ...place, ...times });
  }

  /** All of the lines, or none of them. */
  #write(entries: readonly Encoded[]): void {
    this.#segment.file.append(Buffer.concat(entries.map(({ line }) => line)));
    for (const entry of entries) this.#written.take(entry);
  }

  #signBySession(): void {
    if (this.#session === undefined) throw new AuditFailure('not-signed', 'The session key is gone.');
    const ns = 'session.v1@handrail';
    this.#record({ type: 'sig', by: 'session', ns, sig: this.#session.sign(this.#written.last, ns) });
    this.#signed();
  }

  #addSignature(ns: Namespace, sig: string): void {
    this.#record({ type: 'sig', by: 'user', ns, sig });
    this.#certify();
  }

  #certify(): void {
    this.#certified = true;
    this.#signed();
    if (this.#state !== 'sealed') return;
    // Nothing is written any more, so whoever reviews the run need not wait until its checklist is closed.
    this.#session = undefined;
    this.#parts.lease.release();
  }

  #signed(): void {
    this.#segment.file.sync();
    // The session key counts only once the user's has signed.
    if (this.#certified) this.#written.unsigned = 0;
    this.#keepReceipt();
  }

  #keepReceipt(): void {
    const { privateFolder, clock } = this.#parts;
    const own = this.#written.reference(this.#segment.seg);
    const seen = Math.trunc(clock.now());
    keepReceipt(privateFolder, { run: this.run, ...own, seen, folder: stateFolderOf(this.folder) });
  }
}
