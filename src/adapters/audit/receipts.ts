import * as fs from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { compactLines, readWhole } from './runs/compaction.ts';
import { makePrivateFolder } from '../privateFolder.ts';

// What this machine saw of every log: kept outside the repository, so that a log that later shows less was rolled back.

const receipt = z.object({
  run: z.string(),
  seg: z.int().min(0),
  lines: z.int().min(0),
  head: z.string(),
  /** ms since the epoch; `first` where it was seen before with fewer lines. */
  seen: z.int().min(0),
  first: z.int().min(0).optional(),
  /** The state folder it was seen in; absent in receipts of before. */
  folder: z.string().optional(),
});

export type Receipt = z.infer<typeof receipt>;

const file = (privateFolder: string): string => join(privateFolder, 'receipts.jsonl');

/** A receipt that cannot be written costs a witness, not the run. */
export function keepReceipt(privateFolder: string, ...seen: readonly Receipt[]): void {
  if (seen.length === 0) return;
  try {
    makePrivateFolder(privateFolder);
    const lines = seen.map(one => `${JSON.stringify(one)}\n`).join('');
    fs.appendFileSync(file(privateFolder), lines, { mode: 0o600 });
    compactLines(file(privateFolder), compact);
  } catch {
    // Deliberately nothing: the folder may be read-only.
  }
}

/** The one with more lines, and when either was seen first. */
function longer(before: Receipt | undefined, seen: Receipt): Receipt {
  if (before === undefined) return seen;
  const more = seen.lines > before.lines ? seen : before;
  const first = Math.min(...[before, seen].map(one => one.first ?? one.seen));
  return first === more.seen ? more : { ...more, first };
}

/** Of each part of each run in each place, the longest that was seen, as it was seen first: nothing else is ever compared. */
function compact(text: string): readonly string[] {
  const longest = new Map<string, Receipt>();
  for (const seen of parseAll(text, '')) {
    const place = JSON.stringify([seen.folder, seen.run, seen.seg]);
    longest.set(place, longer(longest.get(place), seen));
  }
  return [...longest.values()].map(one => JSON.stringify(one));
}

/** Receipts of one run: for each segment the longest that was seen. */
export function receiptsOf(privateFolder: string, run: string): readonly Receipt[] {
  return receiptsNow(privateFolder)(run);
}

/** What `receiptsOf` answers of any run, as it stands now: what is written while a log is read is no more than was seen of it. */
export function receiptsNow(privateFolder: string): (run: string) => readonly Receipt[] {
  const text = readWhole(file(privateFolder));
  return run => {
    const longest = new Map<number, Receipt>();
    for (const seen of parseAll(text, run)) {
      if (seen.run === run) longest.set(seen.seg, longer(longest.get(seen.seg), seen));
    }
    return [...longest.values()];
  };
}

/** Every receipt of this machine, oldest first. */
export function allReceipts(privateFolder: string): readonly Receipt[] {
  return parseAll(readWhole(file(privateFolder)), '');
}

/** Those whose line holds a text; looking for it first spares reading all the others. */
function parseAll(text: string, holding: string): readonly Receipt[] {
  return text.split('\n').flatMap(line => (line.includes(holding) ? (parse(line) ?? []) : []));
}

function parse(line: string): Receipt | undefined {
  try {
    return receipt.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
