import { createHash, randomUUID } from 'node:crypto';
import type { Author } from '../../core/audit/author.ts';
import type { Outcome } from '../../core/run/outcome.ts';
import { expectedOf } from '../../core/run/expectation/expectation.ts';
import {
  insides,
  insideTurns,
  leavesShell,
  opensPosixShell,
  showsShellPrompt,
} from '../../core/run/inside.ts';
import type { Statement } from '../../core/shell/statement.ts';
import { inputsOfStatement, type Planned } from '../../core/run/plan.ts';
import { outOfDate } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf } from '../../core/run/state.ts';
import { openGates } from '../people/gates.ts';
import { guardInside, refuseName } from './guarding.ts';
import { maskText } from '../output/outputs.ts';
import type { Sent } from './sent.ts';
import type { Walk } from '../walk.ts';

/** A statement of a step, by its index, as a view saw it. */
export interface Meant {
  readonly step: string;
  readonly statement: number;
  readonly revision: number;
}

/** Types a statement into the nested shell it is meant for, which must be open. Returns the refusal, if any; throws `NotRecorded`. */
export async function sendInside(
  walk: Walk,
  { step, statement: index, revision, confirm }: Meant & { readonly confirm?: string | undefined },
): Promise<Refusal | undefined> {
  if (walk.changedSince(revision)) return outOfDate;
  const planned = walk.text.plan.steps.get(step);
  const statement = planned?.statements[index];
  if (planned === undefined || statement === undefined || turnAt(walk, planned, index) !== 'send')
    return notOpen;
  if (statement.risks.length > 0) await walk.locate();
  const guard = guardInside(walk, planned, index);
  const unnamed = refuseName(guard, confirm);
  if (unnamed !== undefined) return unnamed;
  const begun =
    turnAt(walk, planned, index) === 'send'
      ? beginInside(walk, planned, { index, confirmed: guard?.name })
      : notOpen;
  if ('code' in begun) return begun;
  const { attemptId, text } = begun;
  const capture = walk.outputs.begin(step, attemptId, walk.values.secrets());
  walk.sent = { step, index, attemptId, since: performance.now(), capture };
  walk.options.stage.type(`${text}\n${endsIndented(statement, text) ? '\n' : ''}`);
  walk.changed();
  return undefined;
}

/** Whether python still waits for the empty row behind indented ones. */
function endsIndented({ typedInto = '' }: Statement, text: string): boolean {
  return typedInto.startsWith('python') && /\n[ \t]+\S[^\n]*$/.test(text);
}

/** Records that a statement is sent to its nested shell. Returns its text or the refusal; throws `NotRecorded`. */
export function beginInside(
  walk: Walk,
  planned: Planned,
  { index, confirmed }: { readonly index: number; readonly confirmed?: string | undefined },
): Refusal | { readonly attemptId: string; readonly text: string } {
  const statement = planned.statements[index];
  const filled = statement === undefined ? undefined : walk.filled(statement);
  if (statement === undefined || filled === undefined) return notOpen;
  if (!filled.ok) return { code: 'missing-values', message: filled.problem.message };
  const step = planned.step.id;
  const attemptId = randomUUID();
  const cmd = maskText(filled.text, walk.values.secrets());
  const stmtDigest = createHash('sha256').update(cmd).digest('hex');
  const passes = openGates(walk, { step, stmt: index, digest: stmtDigest });
  if (passes === undefined) return notOpen;
  walk.record({
    type: 'attempt.started',
    step,
    stmt: index,
    stmtDigest,
    attempt: recordOf(walk.state, step).attempt,
    attemptId,
    cmd,
    cwd: walk.facts.cwd,
    shell: 'bash',
    inputs: inputsOfStatement(walk.text.plan, step, statement),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...passes,
  });
  return { attemptId, text: filled.text };
}

/** Records the operator's judgement of the statement that was sent, with its exit code if the shell tells it. Throws `NotRecorded`. */
export async function judgeInside(
  walk: Walk,
  { step, statement, decision }: Omit<Meant, 'revision'> & { readonly decision: 'met' | 'differs' },
): Promise<Refusal | undefined> {
  const { sent } = walk;
  const planned = walk.text.plan.steps.get(step);
  if (planned === undefined || sent?.step !== step || sent.index !== statement) return notOpen;
  const shell = insides(planned.statements)[sent.index]?.shell;
  const asked = shell === undefined ? undefined : planned.statements[shell];
  const answers = asked !== undefined && (opensPosixShell(asked) || showsShellPrompt(sent.capture.text()));
  const exit = answers ? await walk.options.stage.probe() : undefined;
  // The shell may have ended while it was asked.
  if (walk.sent !== sent) return notOpen;
  await finishSent(walk, sent, exit === undefined ? { kind: 'lost' } : { kind: 'exited', exit });
  recordWord(walk, planned, { ...sent, decision, by: walk.options.author });
  walk.changed();
  return undefined;
}

/**
 * The shell that was entered has ended: by what was sent last, or nobody knows how that ended. Answers whether it was left by a command
 * of the runbook. Throws `NotRecorded`.
 */
export async function leaveInside(walk: Walk, outcome: Outcome): Promise<boolean> {
  const { sent } = walk;
  if (sent === undefined) return false;
  const planned = walk.text.plan.steps.get(sent.step);
  const statement = planned?.statements[sent.index];
  const left = statement !== undefined && leavesShell(statement) && outcome.kind === 'exited';
  await finishSent(walk, sent, left ? outcome : { kind: 'lost' });
  if (left && planned !== undefined) recordWord(walk, planned, { ...sent, decision: 'met', by: 'rule' });
  return left;
}

async function finishSent(
  walk: Walk,
  sent: Sent,
  outcome: Extract<Outcome, { kind: 'exited' | 'lost' }>,
): Promise<void> {
  walk.sent = undefined;
  const outputs = await sent.capture.end();
  walk.record({
    type: 'attempt.finished',
    attemptId: sent.attemptId,
    outcome: outcome.kind,
    ...(outcome.kind === 'exited' ? { exit: outcome.exit } : {}),
    durMs: Math.round(performance.now() - sent.since),
    cwd: walk.facts.cwd,
    outputs,
  });
}

interface Word extends Pick<Sent, 'index' | 'attemptId'> {
  readonly decision: 'met' | 'differs';
  readonly by: Author;
  readonly text?: string;
}

/** Records a person's judgement of a statement in a nested shell. */
export function recordWord(walk: Walk, { step, statements }: Planned, word: Word): void {
  const { index, attemptId, decision, by, text } = word;
  const statement = statements[index];
  const expected = statement === undefined ? undefined : expectedOf(statement);
  walk.record({
    type: 'judged',
    step: step.id,
    attemptId,
    decision,
    by,
    ...(expected === undefined ? {} : { expected }),
    ...(text === undefined ? {} : { text }),
  });
}

function turnAt(walk: Walk, planned: Planned, index: number): ReturnType<typeof insideTurns>[number] {
  const record = recordOf(walk.state, planned.step.id);
  return insideTurns(planned.statements, record, walk.running?.attemptId)[index];
}

/** The nested shell is not open. */
export const notOpen: Refusal = {
  code: 'not-running',
  message:
    'The shell that this command is meant for is not open, or waits for another one. Nothing was sent.',
};
