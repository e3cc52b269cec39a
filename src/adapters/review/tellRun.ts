import { wasmFolder } from '../assets.ts';
import { reviewsIn } from '../audit/review/reviewsIn.ts';
import { readRun, type RunRecord } from '../audit/runFolder.ts';
import { verifyRun } from '../audit/verify.ts';
import { loadGrammar } from '../grammar.ts';
import { parseText } from '../runbookFile.ts';
import { OutputTail } from '../session/screen/outputTail.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { makeReport, type Report } from '../../core/report/report.ts';
import { lastBytes } from '../session/lastBytes.ts';
import { emptyRun, replay } from '../../core/run/state.ts';

/** Bytes of an output's end that are looked at for its last lines. */
const mostBytes = 256 * 1024;

/** A run's folder, and how many of the last lines of each output are told. */
export interface ToTell {
  readonly folder: string;
  readonly lines: number;
}

/** The report of a run, or the sentence that says why there is none. */
export async function tellRun({ folder, lines }: ToTell, signers?: string): Promise<Report | string> {
  const verdict = await verifyRun(folder, signers === undefined ? {} : { signers });
  if (verdict.exit === 5) return `Nothing in ${folder} can be read as a run.`;
  const record = await readRun(folder);
  const open = record.entries.find(entry => entry.type === 'open');
  if (open === undefined) return `The log in ${folder} has no readable beginning. handrail verify says more.`;
  // Without the runbook's text the steps have no titles; what happened can still be told.
  const bytes = record.content(open.runbook.object) ?? new Uint8Array();
  const { path, sha256 } = open.runbook;
  const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
  const { shell } = replay(emptyRun, record.entries);
  const runbook = parseText({ path, bytes, sha256 }, grammar, shell);
  const tails = await tailsOf(record, lines);
  const deleted = deletedOutputs(record);
  const own = new Set(record.entries.map(({ seg }) => seg));
  return makeReport({
    runbook,
    adopted: adoptedTexts(record, path, grammar),
    entries: record.entries,
    verdict,
    reviews: reviewsIn(folder),
    redactions: record.redactions.filter(({ seg }) => !own.has(seg)),
    outputOf: attemptId => deleted.get(attemptId) ?? tails.get(attemptId) ?? '',
    contentOf: digest => textOf(record.content(digest)),
  });
}

/** Instead of outputs that were deleted, wholly or in part: that they were, why and by whom. */
function deletedOutputs({ objects, redactions }: RunRecord): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const { sha256, by, reason } of redactions) {
    const object = objects.find(one => one.sha256 === sha256);
    if (object?.role === 'output' && object.of !== undefined)
      said.set(object.of, `[deleted on purpose by ${by}: ${reason}]`);
  }
  return said;
}

/** The texts that a run went on with, by their objects. */
function adoptedTexts(record: RunRecord, path: string, grammar: Grammar): ReadonlyMap<string, Runbook> {
  const { shell } = replay(emptyRun, record.entries);
  const texts = record.entries.flatMap(entry => {
    const bytes = entry.type === 'runbook.adopted' ? record.content(entry.object) : undefined;
    return entry.type === 'runbook.adopted' && bytes !== undefined
      ? [[entry.object, parseText({ path, bytes, sha256: entry.to }, grammar, shell)] as const]
      : [];
  });
  return new Map(texts);
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

/** The last lines of each attempt's output, as a terminal would show them. */
async function tailsOf(record: RunRecord, lines: number): Promise<ReadonlyMap<string, string>> {
  const tails = new Map<string, string>();
  if (lines === 0) return tails;
  for (const entry of record.entries) {
    if (entry.type !== 'attempt.finished' || entry.outputs.every(({ kept }) => kept === 0)) continue;
    const terminal = new OutputTail();
    terminal.write(lastBytes(record.output(entry.attemptId), mostBytes));
    tails.set(entry.attemptId, (await terminal.view()).tail.slice(-lines).join('\n'));
    terminal.dispose();
  }
  return tails;
}
