import { createHash, hash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Open, Recorded, Reference } from '../../../core/audit/entry.ts';
import { logFormat } from '../../../core/audit/line/format.ts';
import { looseSegments } from '../../../core/audit/gates/approval.ts';
import type { Clock } from '../../../core/ports.ts';
import { AuditFailure } from '../failure.ts';
import { Journal } from './journal.ts';
import type { Beginning, JournalParts, Lost, Segment } from './journalParts.ts';
import {
  looseName,
  looseSegmentAbove,
  makeRunFolder,
  objectPath,
  prepareState,
  runName,
  segmentName,
} from '../layout.ts';
import { privateState, stateFolderOf } from '../stateFolders.ts';
import { takeLease } from './lease.ts';
import { digestFile, placeObject, splitObject, storeContent, type StoredObject } from '../objectStore.ts';
import { partialFiles } from './outputWriter.ts';
import { readRunNow, type ReadSegment, type RunRecord } from '../runFolder.ts';
import { runTips } from './runTips.ts';
import { SegmentFile, type Io } from './segmentFile.ts';
import { newSessionKey } from '../keys/sessionKey.ts';
import type { Signer } from '../keys/signer.ts';
import { trustOnFirstUse } from '../keys/firstUse.ts';
import { noRoster, readRosterFile, treeRoster } from '../roster/rosterFile.ts';
import { keepRosterReceipt } from '../roster/rosterTrust.ts';
import { pinOf } from '../../../core/audit/roster/roster.ts';
import type { Patience } from '../keys/userKey.ts';

/** What the runner knows about a run when it opens the log. */
export type RunFacts = Pick<Open, 'repo' | 'env' | 'maskRules' | 'unattended'>;

export interface WriterOptions extends Patience {
  /** Who runs it, as shown: `alice@corp`. */
  readonly operator: string;
  readonly signer: Signer;
  readonly facts: RunFacts;
  /** Receipts; `${XDG_STATE_HOME:-~/.local/state}/handrail` by default. */
  readonly privateFolder?: string;
  readonly clock?: Clock;
  /** Replaces system calls in tests. */
  readonly io?: Io;
  /** The run as it was read a moment ago, to go on with. */
  readonly known?: RunRecord;
  /** What is done with an offer that stands, before anything else; asked once nobody else writes. */
  readonly turn?: (record: RunRecord) => Promise<Beginning['firstly']>;
}

export interface RunOptions extends WriterOptions {
  readonly stateFolder: string;
  /** Goes into the run's name: `deploy-db`. */
  readonly slug: string;
  readonly runbook: { readonly path: string; readonly source: Uint8Array };
}

const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint() / 1000n),
};

/** Opens the log of a new run: its folder, the runbook as an object, `open` and the user's signature, all durable. */
export async function createRun(options: RunOptions): Promise<Journal> {
  prepareState(options.stateFolder);
  const runParents = runTips(join(options.stateFolder, 'runs'));
  const clock = options.clock ?? systemClock;
  const run = runName(options.slug, clock.now());
  const folder = makeRunFolder(options.stateFolder, run);
  const lease = takeLease(folder);
  try {
    const objects = storeContent(folder, options.runbook.source);
    const runbook = describeRunbook(options, objects);
    const parts = { ...partsOf(options), run, folder, lease };
    const body = { ...bodyOf(options), handover: true, runbook, runParents } as const;
    const before = { heads: [], objects: 0, entries: 0 };
    const journal = new Journal(parts, segmentMaker(options, parts, body), before);
    await journal.begin();
    journal.recordParts(objects, { role: 'runbook', media: 'text/markdown' });
    trustOnFirstUse(options.stateFolder, {
      principal: options.operator,
      publicKey: options.signer.publicKey,
    });
    return journal;
  } catch (error) {
    lease.release();
    throw error;
  }
}

/**
 * Goes on with a run that was left or cut off, in a new segment. What a crash tore off stays where it is and is described by a
 * `recovered` entry; outputs that were being written become objects. Fails with `in-use`, `sealed` or `not-a-run`.
 */
export async function resumeRun(
  folder: string,
  options: WriterOptions,
): Promise<{ readonly journal: Journal; readonly record: RunRecord }> {
  const lease = takeLease(folder);
  try {
    const record = readRunNow(folder, options.known);
    const open = continuable(record);
    const firstly = await options.turn?.(record);
    const parts = { ...partsOf(options), run: open.run, folder, lease };
    const body = { ...bodyOf(options), handover: true, runbook: open.runbook, runParents: [] } as const;
    const journal = new Journal(parts, segmentMaker(options, parts, body), {
      heads: record.segments.map(({ seg, lines, head }) => ({ seg, lines, head })),
      objects: record.objects.length,
      entries: record.segments.reduce((sum, segment) => sum + segment.lines, 0),
    });
    // Nobody has asked for anything yet: where a view asks for the key, the answer may come while the person looks at the run.
    const waitMs = options.signer.askedIn === undefined ? undefined : 0;
    await journal.begin(crashes(record), { waitMs, firstly });
    adoptOutputs(journal, record);
    trustOnFirstUse(dirname(dirname(dirname(folder))), {
      principal: options.operator,
      publicKey: options.signer.publicKey,
    });
    return { journal, record };
  } catch (error) {
    lease.release();
    throw error;
  }
}

/** What every writer of a run's log is made of. */
export function partsOf(options: WriterOptions): Omit<JournalParts, 'run' | 'folder' | 'lease'> {
  const { patienceMs, signedLate } = options;
  return {
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...(signedLate === undefined ? {} : { signedLate }),
    signer: options.signer,
    clock: options.clock ?? systemClock,
    privateFolder: options.privateFolder ?? privateState(process.env),
  };
}

type Body = Omit<Open, 'type' | 'session' | 'parents' | 'boot' | 'roster'>;

/** What every `open` says. */
export function bodyOf(options: WriterOptions): Omit<Body, 'runbook' | 'runParents'> {
  return {
    fmt: logFormat,
    crit: [],
    role: 'operator',
    signer: options.signer.publicKey,
    who: options.operator,
    keyStore: options.signer.keyStore,
    capture: 'pty',
    ...options.facts,
  };
}

/** Makes the segment that follows those whose heads it is given. */
export function segmentMaker(
  options: WriterOptions,
  parts: JournalParts,
  body: Body,
): (heads: readonly Reference[]) => Segment {
  const keyDigest = hash('sha256', options.signer.publicKey, 'hex');
  return parents => {
    const seg = numberFor(body.role, parents);
    const path = join(parts.folder, nameFor(body.role, seg, { who: options.operator, keyDigest }));
    const session = newSessionKey();
    const boot = randomBytes(16).toString('hex');
    const file = new SegmentFile(path, { io: options.io });
    return {
      seg,
      file,
      session,
      open: {
        ...body,
        roster: pinHere(parts),
        session: session.publicKey,
        parents: parents.slice(-maxParents),
        boot,
      },
    };
  };
}

/** Whoever deletes something of a run may do so while its operator goes on elsewhere. */
function numberFor(role: Open['role'], parents: readonly Reference[]): number {
  if (role !== 'operator') return looseSegmentAbove(parents);
  const numbered = parents.filter(({ seg }) => seg < looseSegments);
  return numbered.reduce((highest, { seg }) => Math.max(highest, seg), -1) + 1;
}

function nameFor(role: Open['role'], seg: number, by: Parameters<typeof looseName>[2]): string {
  return role === 'operator' ? segmentName(seg, by.who, by.keyDigest) : looseName('redaction', seg, by);
}

/** The roster that whoever writes knows, which this machine remembers from now on. */
export function pinHere({
  folder,
  privateFolder,
}: Pick<JournalParts, 'folder' | 'privateFolder'>): Open['roster'] {
  const state = stateFolderOf(folder);
  const roster = readRosterFile(join(state, treeRoster)) ?? noRoster;
  keepRosterReceipt(privateFolder, state, roster);
  return pinOf(roster);
}

/** As many of the latest heads as a line holds with room to spare; the earlier ones are named by those. */
const maxParents = 100;

function describeRunbook(options: RunOptions, objects: readonly StoredObject[]): Open['runbook'] {
  const { path, source } = options.runbook;
  const algorithm = options.facts.repo?.objectFormat === 'sha256' ? 'sha256' : 'sha1';
  const gitBlob = createHash(algorithm).update(`blob ${source.length}\0`).update(source).digest('hex');
  return { path, gitBlob, sha256: hash('sha256', source, 'hex'), object: objects[0]?.sha256 ?? '' };
}

/** One entry for each segment that was torn and not described yet, and one for the last unless it was left in order. */
function crashes(record: RunRecord): readonly Lost[] {
  const described = new Set(
    record.entries.flatMap(entry => (entry.type === 'recovered' ? [entry.ref.seg] : [])),
  );
  const last = record.segments.findLast(({ role }) => role === 'operator') ?? record.segments.at(-1);
  return record.segments.flatMap(segment => {
    const torn = segment.tail.bytes > 0 && !described.has(segment.seg);
    const left = segment === last && segment.signed && record.dangling.length === 0;
    if (!torn && (segment !== last || left)) return [];
    return {
      ref: { seg: segment.seg, lines: segment.lines, head: segment.head },
      tornBytes: segment.tail.bytes,
      tornSha256: segment.tail.sha256,
      danglingAttempts: segment === last ? record.dangling : [],
    };
  });
}

function continuable(record: RunRecord): Recorded<Open> {
  if (record.sealed) throw new AuditFailure('sealed', 'This run is sealed: nothing can be added to it.');
  return sound(record);
}

/** How a run begins, where nothing is wrong with its lines; else fails with `not-a-run`. */
export function sound(record: RunRecord): Recorded<Open> {
  const open = record.entries[0];
  if (open?.type !== 'open') {
    throw new AuditFailure('not-a-run', `Nothing here can be continued: ${record.folder}`);
  }
  for (const segment of record.segments) refuseDamage(record, segment);
  return open;
}

/** A crash tears the last line. Whole lines that do not fit were changed by somebody, and signing over them would bless that. */
function refuseDamage(record: RunRecord, segment: ReadSegment): void {
  if (segment.tail.bytes === 0) return;
  const bytes = fs.readFileSync(join(record.folder, segment.file)).subarray(-segment.tail.bytes);
  if (!bytes.includes(0x0a) || bytes.includes(0)) return;
  const place = `${segment.file}, line ${segment.lines + 1}`;
  throw new AuditFailure(
    'not-a-run',
    `The log was changed after it was written: ${place}. It cannot be continued.`,
    { facts: { path: join(record.folder, segment.file) } },
  );
}

/** Objects that were written, but not recorded before the crash. */
function adoptOutputs(journal: Journal, record: RunRecord): void {
  const { folder } = record;
  const recorded = new Set(record.objects.map(object => object.sha256));
  for (const path of [...partialFiles(folder), ...storedFiles(folder, recorded)]) {
    const header = splitObject(fs.readFileSync(path))?.header;
    // Killed before its header was whole: it holds nothing yet.
    if (header === undefined && path.endsWith('.partial')) fs.rmSync(path);
    if (header?.attemptId === undefined) continue;
    const sha256 = digestFile(path);
    if (path !== objectPath(folder, sha256)) {
      const fd = fs.openSync(path, 'r+');
      fs.fdatasyncSync(fd);
      fs.closeSync(fd);
      placeObject(folder, path, sha256);
    }
    const size = fs.statSync(objectPath(folder, sha256)).size;
    const media = 'application/octet-stream';
    journal.recordObject({ role: 'output', media, of: header.attemptId, sha256, size, part: header.part });
  }
}

function storedFiles(folder: string, recorded: ReadonlySet<string>): readonly string[] {
  const objects = join(folder, 'objects');
  if (!fs.existsSync(objects)) return [];
  return fs
    .readdirSync(objects, { recursive: true, encoding: 'utf8' })
    .filter(name => /^[0-9a-f]{2}[/\\][0-9a-f]{64}$/.test(name) && !recorded.has(basename(name)))
    .sort()
    .map(name => join(objects, name));
}
