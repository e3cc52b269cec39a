import * as fs from 'node:fs';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { read, resign, write } from '../forge.ts';
import type { HandoverRun } from './handoverRun.ts';
import { linesOf, segmentPath } from '../kit.ts';

export interface Case {
  readonly name: string;
  /** The name of the vector, where it is one. */
  readonly vector?: string;
  readonly does: (run: HandoverRun) => Promise<unknown>;
  readonly exit: number;
  readonly finds?: FindingCode;
  /** What the sentence says of it. */
  readonly says?: RegExp;
}

/** Offered by alice, accepted by bob. */
export async function handed(run: HandoverRun): Promise<HandoverRun> {
  const ref = await run.offer();
  await run.go('bob', { ref });
  run.note('went on');
  return run;
}

/** Alice's first segment as she, or a thief of her key, could write it anew. */
export async function rewriteFirst(
  run: HandoverRun,
  change: (line: Record<string, unknown>) => object,
): Promise<void> {
  const path = segmentPath(run.folder);
  const lines = linesOf(path).map(read);
  const user = run.machine.signer;
  const changed = lines.map(line => change(line) as typeof line);
  fs.writeFileSync(path, write(await resign(changed, { user, session: newSessionKey() })));
}
