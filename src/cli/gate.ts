import { agreed, gatesAt } from '../core/run/approvals.ts';
import type { Reply } from '../protocol/event.ts';
import type { Request } from '../protocol/request.ts';
import { ask } from '../runner/answer.ts';
import type { Walk } from '../runner/walk.ts';

/** What the operator said of gates when they began. */
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
  step: string,
  refused: Extract<Reply, { readonly ok: false }>,
): Promise<string | undefined> {
  if (breakGlass !== undefined)
    return await refusalOf(walk, { type: 'approval.break', step, reason: breakGlass });
  const { because } = refused;
  const closed = because?.kind === 'gate' ? because.standing : 'needed';
  if (closed === 'refused' && askAgain !== true) return refused.message;
  const unasked = await refusalOf(walk, { type: 'approval.ask', step });
  return unasked ?? askedSentence(walk, step);
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
  return `${who} is asked to approve it until ${until}, with: handrail approve ${walk.log.recorder.folder}`;
}
