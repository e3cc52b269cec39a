import * as fs from 'node:fs';
import { dirname } from 'node:path';
import type { ObjectStored, Recorded } from '../../../core/audit/entry.ts';
import { mustBeBelieved } from './believed.ts';
import { AuditFailure } from '../failure.ts';
import { Journal } from '../journal/journal.ts';
import { objectPath } from '../layout.ts';
import { takeLease } from '../journal/lease.ts';
import { readRunNow, type RunRecord } from '../runFolder.ts';
import { bodyOf, partsOf, segmentMaker, sound, type WriterOptions } from '../journal/run.ts';
import { syncFolder } from '../journal/segmentFile.ts';

/** What is to be deleted, and why. */
export interface RedactionWish {
  /** An object's digest or at least 8 digits of its beginning, or an attempt: then its whole output. */
  readonly object: string;
  readonly reason: string;
}

/** Least digits of a digest that name an object. */
const leastDigits = 8;

/**
 * Deletes contents of a run and says so in a segment of its own, signed before anything is deleted: the log still verifies, and
 * tells what is gone, why and by whom. It works on sealed runs too, since it adds nothing to what the seal closed. Fails with
 * `in-use`, `not-a-run`, or `not-signed` where verification would not believe the key.
 */
export async function redact(
  folder: string,
  wish: RedactionWish,
  options: WriterOptions,
): Promise<readonly Recorded<ObjectStored>[]> {
  const lease = takeLease(folder);
  try {
    const record = readRunNow(folder);
    const open = sound(record);
    const objects = named(record, wish.object);
    await mustBeBelieved(folder, {
      signer: options.signer,
      name: options.operator,
      namespace: 'log.v1@handrail',
      otherwise: 'Nothing was deleted',
    });
    const parts = { ...partsOf(options), run: open.run, folder, lease };
    const body = { ...bodyOf(options), role: 'custodian', runbook: open.runbook, runParents: [] } as const;
    const journal = new Journal(parts, segmentMaker(options, parts, body), {
      heads: record.segments.map(({ seg, lines, head }) => ({ seg, lines, head })),
      objects: 0,
      entries: record.segments.reduce((sum, segment) => sum + segment.lines, 0),
    });
    await sayDeleted(journal, objects, { ...wish, by: options.operator });
    for (const { sha256 } of objects) remove(folder, sha256);
    return objects;
  } finally {
    lease.release();
  }
}

async function sayDeleted(
  journal: Journal,
  objects: readonly Recorded<ObjectStored>[],
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<void> {
  try {
    await journal.begin();
    if (journal.unsigned > 0)
      throw new AuditFailure('not-signed', 'The key did not sign, so nothing was deleted.');
    for (const { sha256 } of objects) journal.append({ type: 'redaction', sha256, reason, by });
    journal.checkpoint('stop');
  } finally {
    journal.close();
  }
}

function named(record: RunRecord, object: string): readonly Recorded<ObjectStored>[] {
  const whole = record.objects.filter(({ of, role }) => of === object && role === 'output');
  if (whole.length > 0) return whole;
  const digits = object.length >= leastDigits && /^[0-9a-f]+$/.test(object);
  const found = digits ? record.objects.filter(({ sha256 }) => sha256.startsWith(object)) : [];
  if (found.length === 1) return found;
  const why =
    found.length > 1
      ? 'names more than one object'
      : `is no attempt and no object of this run (${leastDigits} digits at least)`;
  throw new AuditFailure('not-a-run', `${object} ${why}.`);
}

function remove(folder: string, sha256: string): void {
  const path = objectPath(folder, sha256);
  fs.rmSync(path, { force: true });
  if (fs.existsSync(dirname(path))) syncFolder(dirname(path));
}
