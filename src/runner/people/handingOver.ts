import { hostname } from 'node:os';
import type { HandoverOffered } from '../../core/audit/handover/handover.ts';
import { openItems } from '../../core/run/handover.ts';
import type { JobsDecision, JobView } from '../../core/run/job.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { stillAlive } from '../steps/closing.ts';
import type { Walk } from '../walk.ts';

/** What the operator says to whoever takes over. */
export interface Offering {
  readonly text: string;
  readonly to?: string | undefined;
  readonly jobs?: JobsDecision | undefined;
}

/** Ends the shell and offers the run to somebody else, with a summary of its state. Returns the refusal, if any. */
export async function offerRun(walk: Walk, { text, to, jobs }: Offering): Promise<Refusal | undefined> {
  const refused = walk.refuseAny() ?? refuseReason(text) ?? (await refuseName(walk, to));
  if (refused !== undefined) return refused;
  if (walk.running !== undefined)
    return { code: 'busy', message: 'A command is running. Stop it or wait for its end, then hand over.' };
  const alive = await walk.left.alive();
  if (alive.length > 0 && jobs === undefined) return stillAlive(alive);
  await walk.left.end(jobs ?? 'hang-up', walk.options.author);
  walk.waits.leave();
  walk.record({ type: 'session.ended', reason: 'left' });
  const { folder } = walk.log.recorder;
  walk.options.keepForOthers(folder, textsOf(walk));
  if (await walk.log.offer(offerOf(walk, { text, to }, jobs === 'leave' ? alive : []))) return undefined;
  return {
    code: 'not-handed-over',
    message: 'Your key did not sign, so nothing was offered. The run stays yours.',
    because: { kind: 'handover', why: 'not-signed' },
  };
}

/** A name that is misspelled would leave an offer that nobody can take up. */
async function refuseName(walk: Walk, to = ''): Promise<Refusal | undefined> {
  const name = to.trim();
  const message =
    name === '' ? undefined : await walk.options.refuseSuccessor?.(walk.log.recorder.folder, name);
  if (message === undefined) return undefined;
  return { code: 'not-handed-over', message, because: { kind: 'handover', why: 'no-such-person' } };
}

function offerOf(
  walk: Walk,
  { text, to }: Pick<Offering, 'text' | 'to'>,
  alive: readonly JobView[],
): HandoverOffered {
  const mask = (one: string): string => walk.values.mask(one);
  const left = walk.options.shellLeft(walk.log.recorder.folder);
  const jobs = alive.map(({ id, pid, command }) => ({ job: id, pid, cmd: mask(command) }));
  return {
    type: 'handover.offered',
    ...(to === undefined || to.trim() === '' ? {} : { to: to.trim() }),
    text: mask(text),
    openItems: openItems(walk.text.plan, walk.state),
    shell: left === null ? null : { ...left, cwd: mask(left.cwd), jobs },
    host: hostname(),
    by: walk.options.author,
  };
}

/** The objects without which nobody else can read what the run goes on with. */
function textsOf({ state, log }: Walk): readonly string[] {
  const { object } = state.text ?? {};
  return [...log.runbooks, ...(object === undefined ? [] : [object])];
}

/** Accepts or withdraws an offer. Returns the refusal, if any; throws `NotTheirTurn` and `NotRecorded`. */
export async function settleOffer(walk: Walk, wish: 'accept' | 'withdraw'): Promise<Refusal | undefined> {
  if (walk.state.offer === undefined)
    return {
      code: 'not-handed-over',
      message:
        'This run is not offered to anybody. Whoever walks it offers it with: handrail handover LOG --note TEXT',
    };
  await walk.log.start(wish);
  return undefined;
}
