import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { countersign, type ReviewWish } from '../../../../src/adapters/audit/review/countersign.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../../src/core/audit/verdict.ts';
import { Machine } from '../kit.ts';
import type { Scene } from '../scene.ts';
import { askSecond, hasSecond } from '../secondVerifier/second.ts';

type Walked = Pick<Scene, 'machine' | 'folder'>;

/** Options of somebody who reviews on another machine, with a key of their own that the run's list of signers lets review. */
export function reviewer(
  { machine }: Pick<Scene, 'machine'>,
  name = 'bob',
  namespaces = 'approve.v1@handrail',
): Parameters<typeof countersign>[2] {
  const own = new Machine(name);
  fs.appendFileSync(machine.signers, `${name}@corp namespaces="${namespaces}" ${own.signer.publicKey}\n`);
  return { ...own.options(), operator: `${name}@corp`, signers: machine.signers };
}

/** The run is verified and countersigned by somebody else. */
export async function reviewed<T extends Walked>(
  made: T,
  wish: Partial<ReviewWish> = {},
  options = reviewer(made),
): Promise<T> {
  await countersign(made.folder, { decision: 'accepted', findings: [], ...wish }, options);
  return made;
}

/** The verdict with COUNTERSIGNED required; both verifiers agree, where there is Python. */
export async function verdictOf({ machine, folder }: Walked): Promise<Verdict> {
  const verdict = await verifyRun(folder, {
    signers: machine.signers,
    privateFolder: join(machine.home, 'nothing'),
    require: ['COUNTERSIGNED'],
  });
  if (hasSecond) {
    const second = await askSecond(folder, '--signers', machine.signers, '--require', 'countersigned');
    expect(second).toEqual({ exit: verdict.exit, words: expect.anything() as unknown });
  }
  return verdict;
}
