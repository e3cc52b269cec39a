import * as fs from 'node:fs';
import { join } from 'node:path';
import { ReviewSegment } from '../../../../src/adapters/audit/review/reviewSegment.ts';
import { bodyOf, type WriterOptions } from '../../../../src/adapters/audit/journal/run.ts';
import { readRunNow } from '../../../../src/adapters/audit/runFolder.ts';
import { loosePath } from '../kit.ts';
import { reviewed, reviewer } from './reviewers.ts';
import { scene, type Scene } from '../scene.ts';

type Maker = () => Promise<Scene>;

/** COUNTERSIGNED is wanted of it. */
function required(made: Scene): Scene {
  fs.writeFileSync(join(made.machine.home, 'require'), 'COUNTERSIGNED\n');
  return made;
}

/** What no honest program writes: the operator's own word, as a reviewer's. */
async function countersignOwn(made: Scene): Promise<void> {
  const { machine } = made;
  fs.appendFileSync(
    machine.signers,
    `alice@corp namespaces="approve.v1@handrail" ${machine.signer.publicKey}\n`,
  );
  await countersignAs(made, machine.options());
}

/** A word on the run by whoever has the options' key, on its last line or on another that was never there. */
async function countersignAs(made: Scene, options: WriterOptions, head?: string): Promise<void> {
  const { machine, folder } = made;
  const { segments, entries, run } = readRunNow(folder);
  const [open] = entries;
  const [first] = segments;
  if (open?.type !== 'open' || first === undefined) throw new Error('no run');
  const ref = { seg: first.seg, lines: first.lines, head: first.head };
  const body = {
    ...bodyOf(machine.options()),
    role: 'reviewer',
    runbook: open.runbook,
    runParents: [],
  } as const;
  const signer = options.signer.publicKey;
  const part = new ReviewSegment(
    { folder, run },
    { ...body, signer, session: null, parents: [ref] },
    options,
  );
  const about = { ...ref, head: head ?? ref.head };
  await part.write({ decision: 'accepted', ref: about, findings: [], by: options.operator });
}

/** Logs with countersignatures, for `vectorMakers.ts`. */
export const reviewMakers: Readonly<Record<string, Maker>> = {
  'good-countersigned': async () => {
    const made = await scene();
    const findings = [{ text: 'it waited too long', entry: 6 }, { text: 'the runbook should say so' }];
    return required(await reviewed(made, { decision: 'findings', findings }));
  },
  'bad-countersignature-changed': async () => {
    const made = await reviewed(await scene());
    const path = loosePath(made.folder);
    fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replace('"accepted"', '"rejected"'));
    return made;
  },
  'bad-countersigner-part-missing': async () => {
    const made = await reviewed(await scene());
    await reviewed(made, {}, reviewer(made, 'carol'));
    fs.rmSync(loosePath(made.folder, 'bob'));
    return made;
  },
  'bad-countersignature-of-another-run': async () => {
    const [made, other] = [await scene(), await reviewed(await scene())];
    fs.copyFileSync(loosePath(other.folder), join(made.folder, '01-bob-0000.jsonl'));
    return made;
  },
  'bad-countersignature-of-another-head': async () => {
    const made = await scene();
    await countersignAs(made, reviewer(made), 'f'.repeat(64));
    return made;
  },
  'open-countersigned-by-oneself': async () => {
    const made = required(await scene());
    await countersignOwn(made);
    return made;
  },
  'open-not-accepted': async () =>
    required(await reviewed(await scene(), { decision: 'rejected', reason: 'step 2 was never shown' })),
  'trust-reviewer-unknown': async () => {
    const made = await reviewed(await scene());
    const [own = ''] = fs.readFileSync(made.machine.signers, 'utf8').split('\n');
    fs.writeFileSync(made.machine.signers, `${own}\n`);
    return made;
  },
};
