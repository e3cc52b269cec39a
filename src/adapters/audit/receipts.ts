import * as fs from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

// What this machine saw of every log: kept outside the repository, so that a log that later shows less was rolled back.

const receipt = z.object({
  run: z.string(),
  seg: z.int().min(0),
  lines: z.int().min(0),
  head: z.string(),
  /** ms since the epoch. */
  seen: z.int().min(0),
  /** The state folder it was seen in; absent in receipts of before. */
  folder: z.string().optional(),
});

export type Receipt = z.infer<typeof receipt>;

const file = (privateFolder: string): string => join(privateFolder, 'receipts.jsonl');

/** A receipt that cannot be written costs a witness, not the run. */
export function keepReceipt(privateFolder: string, seen: Receipt): void {
  try {
    fs.mkdirSync(privateFolder, { recursive: true, mode: 0o700 });
    fs.appendFileSync(file(privateFolder), `${JSON.stringify(seen)}\n`, { mode: 0o600 });
  } catch {
    // Deliberately nothing: the folder may be read-only.
  }
}

/** Receipts of one run: for each segment the longest that was seen. */
export function receiptsOf(privateFolder: string, run: string): readonly Receipt[] {
  const longest = new Map<number, Receipt>();
  for (const seen of read(privateFolder, run)) {
    if (seen.run === run && seen.lines > (longest.get(seen.seg)?.lines ?? -1)) longest.set(seen.seg, seen);
  }
  return [...longest.values()];
}

/** Every receipt of this machine, oldest first. */
export function allReceipts(privateFolder: string): readonly Receipt[] {
  return read(privateFolder, '');
}

/** Those whose line holds a text; looking for it first spares reading all the others. */
function read(privateFolder: string, holding: string): readonly Receipt[] {
  let text: string;
  try {
    text = fs.readFileSync(file(privateFolder), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap(line => (line.includes(holding) ? (parse(line) ?? []) : []));
}

function parse(line: string): Receipt | undefined {
  try {
    return receipt.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
