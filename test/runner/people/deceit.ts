// What somebody could try who does not play by the rules, each on a copy of all that there is: it opens nothing, and it is found.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { keepAnswer, makeAnswer } from '../../../src/adapters/audit/approvals/answer.ts';
import { readAnswers, requestsIn, scanned } from '../../../src/adapters/audit/approvals/answers.ts';
import { gatedSegments } from '../../../src/adapters/audit/approvals/gateEntries.ts';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';
import { resumeRun } from '../../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../../src/adapters/audit/keys/sessionKey.ts';
import { read, resign, write } from '../../adapters/audit/forge.ts';
import { linesOf } from '../../adapters/audit/kit.ts';
import { person } from '../../adapters/audit/roster/rosterTeam.ts';
import type { Memory } from './compare.ts';
import type { Deed } from './deed.ts';
import { Ledger, type Asked } from './ledger.ts';
import { digestOf, isForked, isSealed, lastOf, offerIn, type Part, type Story } from './story.ts';
import { mayOperate, names, type Name } from './team.ts';
import type { World } from './world.ts';

export const deceits = [
  'an answer of another run',
  'a line of another run',
  'the answer of a stranger',
  'an edited request',
  'no approval',
  'an approval once more',
  'going on uninvited',
] as const;
export type Deceit = (typeof deceits)[number];

interface Scene {
  readonly world: World;
  /** The copy to be harmed. */
  readonly folder: string;
  readonly story: Story;
  readonly other: Story | undefined;
  readonly asked: Asked | undefined;
}

/** What has to be found; undefined where there is nothing here to deceive with. */
type Trick = (scene: Scene) => Promise<RegExp | undefined>;

const tricks: Readonly<Record<Deceit, Trick>> = {
  'an answer of another run': ({ folder, other }) => {
    const answer = other?.parts.find(({ role }) => role === 'approver');
    if (other === undefined || answer === undefined) return Promise.resolve(undefined);
    fs.copyFileSync(join(other.folder, answer.file), join(folder, answer.file));
    return Promise.resolve(/RUN_MISMATCH|APPROVAL_NOT_BOUND/);
  },
  'a line of another run': ({ folder, story, other }) => {
    const [from, to] = [other?.walked.at(-1), story.walked.at(-1)];
    if (other === undefined || from === undefined || to === undefined || to.tail > 0)
      return Promise.resolve(undefined);
    const line = linesOf(join(other.folder, from.file)).at(-1) ?? '';
    fs.appendFileSync(join(folder, to.file), `${line}\n`);
    return Promise.resolve(/CHAIN_BREAK|SEQ|FOREIGN_ENTRY/);
  },
  'the answer of a stranger': async ({ world, folder, asked }) => {
    if (asked === undefined) return undefined;
    const request = requestsIn(gatedSegments(folder, scanned(folder))).get(asked.nonce);
    if (request === undefined) return undefined;
    const options = {
      ...world.writer('carol', 0),
      signer: person().signer,
      stateFolder: world.auditor.state,
    };
    keepAnswer(folder, await makeAnswer(folder, { request, decision: 'granted', reason: '' }, options));
    return /UNTRUSTED_KEY/;
  },
  'an edited request': async ({ world, folder, story, asked }) => {
    const { who } = asked?.part ?? {};
    if (asked === undefined || who === undefined || !isNamed(asked, story)) return undefined;
    const path = join(folder, asked.part.file);
    const lines = linesOf(path).map(read);
    const covers = asked.covers.map(one => ({ ...one, digest: digestOf('./act drop') }));
    const changed = lines.map((line, seq) => (seq === asked.line.seq ? { ...line, covers } : line));
    const user = world.team.signer(who, keyOf(world, who, asked.part));
    fs.writeFileSync(path, write(await resign(changed, { user, session: newSessionKey() })));
    return /REWRITTEN|APPROVAL_NOT_BOUND/;
  },
  'no approval': scene =>
    patched(scene, lastOf(scene.story), journal => attempt(journal, scene), /GATE_PASSED/),
  'an approval once more': scene => {
    const { asked } = scene;
    if (asked === undefined || asked.spent.size === 0) return Promise.resolve(undefined);
    const again = (journal: Journal): void =>
      attempt(journal, scene, { approvals: [asked.nonce], stmt: [...asked.spent][0] ?? 0 });
    return patched(scene, lastOf(scene.story), again, /APPROVAL_USED_TWICE|APPROVAL_EXPIRED/);
  },
  'going on uninvited': scene => {
    const last = lastOf(scene.story);
    const guest = names.find(name => mayOperate(name) && name !== last);
    const note = (journal: Journal): void => {
      journal.append({ type: 'note', step: scene.world.ids.prepare, text: 'it was my turn' });
    };
    return patched(scene, guest, note, /NO_HANDOVER|LATE_RETURN/);
  },
};

/** Where in somebody's keys the one of a part is. */
const keyOf = (world: World, who: Name, { key }: Part): number =>
  world.team.signer(who).publicKey === key ? 0 : 1;

const isNamed = ({ part, line }: Asked, { parts }: Story): boolean =>
  parts.some(({ seen }) => (seen.get(part.seg) ?? 0) > line.seq);

/** A program of somebody's own goes on with the copy. */
async function patched(
  { world, folder, story }: Scene,
  who: Name | undefined,
  ...[act, found]: readonly [(journal: Journal) => void, RegExp]
): Promise<RegExp | undefined> {
  if (who === undefined || isSealed(story)) return undefined;
  // What it does leaves no trace on the machine of whoever it is blamed on.
  const options = { ...world.writer(who, 0), privateFolder: join(world.auditor.home, 'deceiver') };
  const { journal } = await world.clocks.of(who, () => resumeRun(folder, options));
  act(journal);
  journal.checkpoint('step');
  journal.close();
  return offerIn(story) === undefined ? found : new RegExp(`${found.source}|LATE_RETURN|NO_HANDOVER`);
}

function attempt(
  journal: Journal,
  { world }: Scene,
  { approvals = [], stmt = 0 }: { readonly approvals?: readonly string[]; readonly stmt?: number } = {},
): void {
  const cmd = './act drain';
  journal.append({
    type: 'attempt.started',
    step: world.ids.migrate,
    stmt,
    stmtDigest: digestOf(cmd),
    attempt: 9,
    attemptId: 'a-stranger',
    cmd,
    cwd: '/',
    shell: 'bash',
    inputs: [],
    ...(approvals.length === 0 ? {} : { approvals }),
  });
}

/** Tries it on a copy: nothing that was not believed before is believed there, and verification finds it. */
export async function deceive(
  memory: Memory,
  world: World,
  deed: Extract<Deed, { readonly do: 'deceive' }>,
): Promise<void> {
  const story = world.gather(deed.run);
  if (story === undefined || isForked(story) || world.team.stolen !== undefined) return;
  const folder = story.folder.replace('/auditor/', '/deceived/');
  fs.cpSync(story.folder, folder, { recursive: true });
  try {
    const { asked } = new Ledger(story, world);
    const other = world.gather(deed.run === 0 ? 1 : 0);
    const options = { ...world.auditor.lists, privateFolder: join(world.auditor.home, 'nothing') };
    const before = await readAnswers(folder, options);
    const wanted = await tricks[deed.how]({ world, folder, story, other, asked });
    if (wanted === undefined) return;
    const { exit, findings } = await world.verify(folder);
    expect(findings.map(({ code }) => code).join()).toMatch(wanted);
    expect([1, 3]).toContain(exit);
    const after = await readAnswers(folder, options);
    expect(before.answers.map(({ ref }) => ref.head)).toEqual(
      expect.arrayContaining(after.answers.map(({ ref }) => ref.head)),
    );
    memory.count(`deceived by ${deed.how}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
