import { agreed, gatesAt } from '../../core/run/gates/approvals.ts';
import type { Planned } from '../../core/run/plan.ts';
import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import { ask } from '../../runner/answer.ts';
import { fromHere } from '../fromHere.ts';
import type { Walk } from '../../runner/walk.ts';
import { whereNext } from './question.ts';

/** The operator's options for gates. */
export interface Gatekeeping {
  readonly walk: Walk;
  /** Why gates are gone through without an approval, where the policy allows it. */
  readonly breakGlass?: string;
  /** True where whoever refused is to be asked again. */
  readonly askAgain?: boolean;
}

/**
 * Somebody else has to agree: they are asked, unless they were and their answer is waited for or was no. Answers what the run
 * waits for; undefined where it goes on.
 */
export async function atGate(
  { walk, breakGlass, askAgain }: Gatekeeping,
  planned: Planned,
  refused: Extract<Reply, { readonly ok: false }>,
): Promise<string | undefined> {
  const step = planned.step.id;
  if (breakGlass !== undefined)
    return await refusalOf(walk, { type: 'approval.break', step, reason: breakGlass });
  const { because } = refused;
  const closed = because?.kind === 'gate' ? because.standing : 'needed';
  if (closed === 'refused' && askAgain !== true)
    return `${whereNext(walk, planned, refused)} They are asked again by: handrail run --resume ${walk.log.recorder.folder} --ask-again`;
  const unasked = await refusalOf(walk, { type: 'approval.ask', step });
  if (unasked !== undefined) return unasked;
  return `${closed === 'expired' ? 'The last request has expired. ' : ''}${askedSentence(walk, step)}${wayRound(walk, step)}`;
}

/** Takes an answer that was given as a text; those in the run's folder are taken at the gate. Answers why it is none. */
export async function takeAnswer(walk: Walk, text: string | undefined): Promise<string | undefined> {
  return text === undefined ? undefined : await refusalOf(walk, { type: 'approval.paste', text });
}

async function refusalOf(walk: Walk, request: Request): Promise<string | undefined> {
  const reply = await ask(walk, request);
  return reply.ok ? undefined : reply.message;
}

/** Who is asked, until when, and how they answer. */
function askedSentence(walk: Walk, step: string): string {
  const now = walk.now();
  const open = gatesAt(walk.state.gates, step).flatMap(({ request }) =>
    request !== undefined && request.expires > now && agreed(request, now).length < request.quorum
      ? [request]
      : [],
  );
  const who = open
    .map(({ role, quorum }) => (quorum === 1 ? role : `${quorum} people of ${role}`))
    .join(' and ');
  const until = new Date(Math.min(...open.map(({ expires }) => expires))).toISOString();
  const { folder } = walk.log.recorder;
  const [here, log] = [folder, fromHere(folder)];
  return `${who} is asked to approve it until ${until}. Commit and push the run's folder, and they answer with: handrail approve ${log} (or send them what this prints: handrail approve ${here} --copy)`;
}

/** For when nobody can be reached; only where the policy has one. */
function wayRound(walk: Walk, step: string): string {
  return gatesAt(walk.state.gates, step).every(({ gate }) => gate.breakGlass)
    ? '. Where nobody can be reached, --break-glass REASON goes on without them, and the review shows it'
    : '';
}
