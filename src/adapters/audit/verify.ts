import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { maxLineBytes } from '../../core/audit/line/canonical.ts';
import { partsOf, type Part } from '../../core/audit/coverage.ts';
import type { Finding, Tier } from '../../core/audit/finding.ts';
import type { SegmentInput } from '../../core/audit/history.ts';
import type { Checks } from '../../core/audit/opening.ts';
import { checkGates } from '../../core/audit/gates/gates.ts';
import { pinFindings } from '../../core/audit/roster/rosterPins.ts';
import { SegmentScan } from '../../core/audit/segment.ts';
import { stolenKeys } from '../../core/audit/stolenKeys.ts';
import { judge, type Evidence, type Verdict } from '../../core/audit/verdict.ts';
import { askedGates } from './approvals/askedGates.ts';
import { nodeChecks } from './crypto.ts';
import { gatedSegments } from './approvals/gateEntries.ts';
import { segmentFiles, segmentNumber } from './layout.ts';
import { privateState, realPath, stateFolderOf } from './stateFolders.ts';
import { readLines, readTail } from './lines.ts';
import { notPlain } from '../plainFile.ts';
import { lineHash } from './journal/moved.ts';
import { OutputCheck } from './outputs.ts';
import { keepReceipt, receiptsNow, type Receipt } from './receipts.ts';
import { findRoster } from './roster/rosterTrust.ts';
import { parentFindings } from './journal/runParents.ts';
import type { RunPlaces } from './runs/places.ts';
import { findTrust } from './keys/trust.ts';

export interface VerifyOptions {
  /** An allowed_signers file from outside the tree: the strongest trust. */
  readonly signers?: string;
  /** A list of withdrawn keys from outside the tree; git's `gpg.ssh.revocationFile` by default. */
  readonly revoked?: string;
  /** A roster from outside the tree. */
  readonly roster?: string;
  /** The folder of the run whose objects count, where a copy of a log is verified that has none. */
  readonly outputsOf?: string;
  /** The state folder whose lists count, where it is not the one around the run. */
  readonly state?: string;
  /** Tiers wanted besides STRUCTURE, SIGNED, SEALED, OUTPUTS and POLICY. */
  readonly require?: readonly Tier[];
  /** Where this machine's receipts are; `${XDG_STATE_HOME:-~/.local/state}/handrail` by default. */
  readonly privateFolder?: string;
  /** Whether whoever verifies becomes a witness: what was seen is kept, where nothing speaks against it. */
  readonly witness?: boolean;
  /** The cryptography; node:crypto by default. */
  readonly checks?: Checks;
  /** Where other runs are, for whoever verifies many; by default they are looked for beside this one. */
  readonly places?: RunPlaces;
}

/** Lines between two turns of the event loop. */
const linesAtOnce = 5000;

/** A verdict, and how far each file of the run bears it out. */
export interface Inspection {
  readonly verdict: Verdict;
  readonly parts: readonly Part[];
}

/** Verifies a run's folder, offline and with bounded memory. Never rejects for what the folder holds. */
export async function verifyRun(folder: string, options: VerifyOptions = {}): Promise<Verdict> {
  return (await inspectRun(folder, options)).verdict;
}

/** As `verifyRun`, with the files that the verdict is about. */
export async function inspectRun(folder: string, options: VerifyOptions = {}): Promise<Inspection> {
  const outputs = new OutputCheck(options.outputsOf ?? folder);
  const privateFolder = options.privateFolder ?? privateState(process.env);
  // Before the log: whoever writes it meanwhile keeps receipts of lines that are read no more.
  const receiptsBefore = receiptsNow(privateFolder);
  const { segments, notes: found } = await scanFolder(folder, {
    outputs,
    checks: options.checks ?? nodeChecks(),
  });
  const notes = [...found];
  const stateFolder = options.state ?? stateFolderOf(folder);
  const listed = await findTrust(folder, { ...options, stateFolder, keys: keysOf(segments) });
  const run = segments[0]?.report.run;
  const receipts = run === undefined ? [] : receiptsBefore(run);
  const roster = hasRoster(segments, options)
    ? await findRoster(stateFolder, { roster: options.roster, privateFolder })
    : undefined;
  const trust = { ...listed, stolen: stolenKeys(roster?.roster) };
  notes.push(...(roster?.findings ?? []), ...pinFindings(segments, roster?.roster));
  const asked = await askedGates(folder, segments);
  const verdict = judge({
    folder,
    segments,
    headAt: (file, lines) => headAt(join(folder, file), lines),
    trust,
    outputs: redacted => outputs.findings(redacted),
    objects: outputs.objects,
    receipts: compareReceipts({ folder, segments }, receipts),
    notes: [...notes, ...describe({ folder, places: options.places }, segments)],
    gates: untrusted => {
      const gated = gatedSegments(folder, segments, { untrusted, always: asked !== undefined });
      return gated.length === 0 ? undefined : checkGates(gated, { trust, roster: roster?.roster, asked });
    },
    require: options.require ?? [],
  });
  if (options.witness === true && verdict.findings.every(({ weight }) => weight !== 'tampered'))
    keepReceipt(privateFolder, ...news({ folder, segments }, receipts));
  return { verdict, parts: partsOf(segments) };
}

/** Whether a roster has a bearing on a log: not where the keys were given by hand, and no entry speaks of a roster or of roles. */
function hasRoster(segments: readonly SegmentInput[], { signers, roster }: VerifyOptions): boolean {
  if (signers === undefined || roster !== undefined) return true;
  return segments.some(({ report: { facts } }) => facts.gated || (facts.open?.roster ?? null) !== null);
}

/** What was seen here for the first time; of a log that is as it was, nothing. */
function news(
  { folder, segments }: { readonly folder: string; readonly segments: readonly SegmentInput[] },
  known: readonly Receipt[],
): readonly Receipt[] {
  const state = realPath(stateFolderOf(folder));
  // A copy that stands by itself is no place from which a run could vanish.
  const place = basename(state) === '.handrail' ? { folder: state } : {};
  return segments.flatMap(({ report: { run, seg, lines, head } }) => {
    if (run === undefined || seg === undefined) return [];
    const told = known.some(one => one.seg === seg && one.lines >= lines && one.folder === place.folder);
    return told ? [] : [{ run, seg, lines, head, seen: Date.now(), ...place }];
  });
}

function keysOf(segments: readonly SegmentInput[]): readonly string[] {
  return [...new Set(segments.flatMap(({ report }) => report.facts.open?.signer ?? []))];
}

async function scanFolder(
  folder: string,
  means: { readonly checks: Checks; readonly outputs: OutputCheck },
): Promise<{ readonly segments: readonly SegmentInput[]; readonly notes: readonly Finding[] }> {
  const files = filesOf(folder);
  if (files.length === 0) return { segments: [], notes: [unreadable('the folder holds no log')] };
  const segments: SegmentInput[] = [];
  const notes: Finding[] = [];
  for (const file of files) {
    try {
      segments.push(await scanSegment(join(folder, file), means));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const plain = notPlain(join(folder, file));
      notes.push({
        ...unreadable(plain === undefined ? `it cannot be read (${why})` : `${plain}, which is not read`),
        weight: 'tampered',
        code: 'UNREADABLE',
        file,
      });
    }
  }
  // The lines decide where a segment belongs, not its file's name.
  segments.sort((a, b) => placeOf(a) - placeOf(b));
  // Nothing readable at all is another result than a part that is not.
  return segments.length > 0
    ? { segments, notes }
    : { segments, notes: notes.map(one => ({ ...one, weight: 'unreadable' })) };
}

const placeOf = ({ report }: SegmentInput): number => report.seg ?? segmentNumber(report.file);

const unreadable = (sentence: string): Finding => ({
  code: 'NO_SEGMENT',
  tier: 'STRUCTURE',
  weight: 'unreadable',
  sentence,
});

function filesOf(folder: string): readonly string[] {
  try {
    return segmentFiles(folder);
  } catch {
    return [];
  }
}

async function scanSegment(
  path: string,
  { checks, outputs }: { readonly checks: Checks; readonly outputs: OutputCheck },
): Promise<SegmentInput> {
  const file = basename(path);
  const scan = new SegmentScan(file, checks, (entry, line) => outputs.take(entry, { file, line }));
  let taken = 0;
  for (const line of readLines(path, maxLineBytes)) {
    if (!scan.take(line)) break;
    if (++taken % linesAtOnce === 0) await new Promise(setImmediate);
  }
  const report = scan.end();
  return { report, tail: readTail(path, report.bytes) };
}

/** Hash of a segment's `lines`-th line. */
function headAt(path: string, lines: number): string | undefined {
  let count = 0;
  for (const line of readLines(path, maxLineBytes)) if (++count === lines) return lineHash(line);
  return undefined;
}

function describe(
  { folder, places }: { readonly folder: string; readonly places: RunPlaces | undefined },
  segments: readonly SegmentInput[],
): readonly Finding[] {
  if (segments.length === 0) return [];
  const notes: Finding[] = [];
  const run = segments[0]?.report.run;
  const base = { tier: 'STRUCTURE', weight: 'note' } as const;
  const name = basename(fs.realpathSync(folder));
  if (run !== undefined && run !== name) {
    notes.push({ ...base, code: 'RENAMED_FOLDER', sentence: `the folder is called ${name}, the run ${run}` });
  }
  for (const { report } of segments) {
    for (const [type, line] of report.facts.unknown) {
      const sentence = `entries of type ${type} are not known to this version; they are signed all the same`;
      notes.push({ ...base, code: 'UNKNOWN_ENTRY', file: report.file, line, sentence });
    }
    notes.push(...parentFindings(folder, report, places));
  }
  return notes;
}

function compareReceipts(
  { folder, segments }: { readonly folder: string; readonly segments: readonly SegmentInput[] },
  receipts: readonly Receipt[],
): Evidence['receipts'] {
  if (receipts.length === 0) return { state: 'absent', findings: [] };
  const findings = receipts.flatMap((receipt): readonly Finding[] => {
    const base = { tier: 'RECEIPTS', weight: 'tampered' } as const;
    const report = segments.find(segment => segment.report.seg === receipt.seg)?.report;
    if (report === undefined) {
      return [
        {
          ...base,
          code: 'ROLLBACK',
          sentence: `this machine saw part ${receipt.seg} of the run, which is missing`,
        },
      ];
    }
    const place = { file: report.file, line: Math.max(1, Math.min(receipt.lines, report.lines)) };
    if (receipt.lines > report.lines) {
      const sentence = `this machine saw ${receipt.lines} lines of it, ${report.lines} are here`;
      return [{ ...base, ...place, code: 'ROLLBACK', sentence }];
    }
    const head =
      receipt.lines === report.lines ? report.head : headAt(join(folder, report.file), receipt.lines);
    if (head === receipt.head) return [];
    return [
      { ...base, ...place, code: 'SPLIT_VIEW', sentence: 'this machine saw another history up to here' },
    ];
  });
  return { state: findings.length > 0 ? 'differ' : 'agree', findings };
}
