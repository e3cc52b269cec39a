import { createHash, randomUUID } from 'node:crypto';
import type { AttemptFinished } from '../../core/audit/entry.ts';
import type { ExecutionEnd } from '../../core/ports.ts';
import type { Printed } from '../../core/run/expectation/decision.ts';
import { expectedOf } from '../../core/run/expectation/expectation.ts';
import { opensCondition } from '../../core/run/alternative.ts';
import { isBound, wrongPlace } from '../../core/run/context.ts';
import { insides } from '../../core/run/inside.ts';
import { guardOf } from '../../core/run/guard.ts';
import { limitOf, saidOfAll } from '../../core/run/limit.ts';
import type { Planned } from '../../core/run/plan.ts';
import { inputsOfStatement } from '../../core/run/plan.ts';
import { readsStatus, saysSomething, statementStates } from '../../core/run/view/progress.ts';
import { recordOf } from '../../core/run/state.ts';
import { asksToWait } from '../../core/run/wait.ts';
import type { Filled } from '../../core/shell/fill/fill.ts';
import type { Statement } from '../../core/shell/statement.ts';
import { isGated, openGates } from '../people/gates.ts';
import { isLocked, typedName } from './guarding.ts';
import { leaveInside } from './inside.ts';
import { interpreterOf, reasonOf, runsWhole, shellOf } from './executionFields.ts';
import { maskText } from '../output/outputs.ts';
import { nextStatement } from './nextStatement.ts';
import { watchRunningProcess } from './runningProcess.ts';
import { ruleOn } from './ruleOn.ts';
import type { Walk } from '../walk.ts';

export interface Start {
  /** `all` runs to the step's end, `one` only the next statement. */
  readonly extent: 'all' | 'one';
  /** The name that was typed to unlock the guard. */
  readonly confirmed?: string | undefined;
  /** The edited text that replaces one statement, once. */
  readonly edit?: EditedStatement;
}

/** A person's edit of a statement, already recorded. */
export interface EditedStatement {
  readonly index: number;
  readonly statement: Statement;
  readonly digest: string;
}

/** Runs a step's statements in order until one fails, has unexpected output or needs a person, or until the step is done. */
export async function runStep(
  walk: Walk,
  planned: Planned,
  { extent, confirmed, edit }: Start,
): Promise<void> {
  const { step } = planned;
  const before = recordOf(walk.state, step.id);
  const begins = before.status !== 'running';
  const isAuthors = guardOf(planned) !== undefined;
  if (begins) {
    walk.record({
      type: 'step.started',
      step: step.id,
      stepDigest: stepDigest(planned),
      attempt: before.attempt + 1,
      ...(confirmed === undefined || !isAuthors ? {} : { confirmed }),
    });
  }
  walk.options.stage.beginBlock();
  const places = insides(planned.statements);
  const next = nextStatement(walk, planned);
  // A statement meant for a nested shell that was left needs the statement that opens that shell.
  const first = places[next]?.opener ?? next;
  for (let index = first; index < planned.statements.length; index++) {
    // It was sent to its nested shell already, and never runs in the session's own.
    if (places[index] !== undefined && isPassed(walk, planned, index)) continue;
    if (places[index] !== undefined) break;
    if (index > first && stopsBefore(walk, planned, { index, confirmed })) break;
    const goesOn = await runStatement(walk, planned, {
      index,
      confirmed,
      isSaid: begins && isAuthors,
      edit: edit?.index === index ? edit : undefined,
    });
    if (!goesOn || extent === 'one' || walk.work.isHalted) break;
  }
  walk.options.stage.endBlock();
  settle(walk, planned);
  walk.work.unclaim();
  await walk.log.checkpoint('step');
}

function isPassed(walk: Walk, planned: Planned, index: number): boolean {
  const record = recordOf(walk.state, planned.step.id);
  return statementStates(planned, record, walk.running?.attemptId)[index] === 'passed';
}

/** Whether the next command needs a press of its own: its author asks to wait or to look first, or its guard is still locked. */
function stopsBefore(
  walk: Walk,
  planned: Planned,
  { index, confirmed }: Pick<Beginning, 'index' | 'confirmed'>,
): boolean {
  const statement = planned.statements[index];
  const waits =
    walk.options.stopsToWait === true &&
    statement !== undefined &&
    (asksToWait(statement) || opensCondition(statement, planned.statements[index - 1]));
  return waits || isLocked(walk, planned, { index, confirmed });
}

/** Records that a step has passed or failed, once its statements say so. */
export function settle(walk: Walk, planned: Planned): void {
  const record = recordOf(walk.state, planned.step.id);
  if (record.status !== 'running') return;
  const base = { step: planned.step.id, stepDigest: stepDigest(planned), attempt: record.attempt };
  const states = statementStates(planned, record, walk.running?.attemptId);
  if (states.every(state => state === 'passed')) {
    walk.record({ type: 'step.finished', ...base, how: 'run', by: walk.options.author });
    return;
  }
  const failed = states.indexOf('failed');
  if (failed >= 0)
    walk.record({ type: 'step.failed', ...base, reason: reasonOf(record.attempts[failed]?.outcome) });
}

/** SHA-256 of a step's own text, as evidence of what the page showed when the step was done. */
export function stepDigest({ step }: Planned): string {
  return sha256(step.text);
}

/** Runs one statement; returns whether the step goes on with the next. */
async function runStatement(
  walk: Walk,
  planned: Planned,
  { index, confirmed, isSaid, edit }: Pick<Beginning, 'index' | 'confirmed' | 'isSaid' | 'edit'>,
): Promise<boolean> {
  const statement = edit?.statement ?? planned.statements[index];
  if (statement === undefined) return false;
  const attemptId = randomUUID();
  if (statement.risks.length > 0 || isBound(walk.text.plan.demands, walk.facts) || isGated(walk))
    await walk.locate();
  // While that was read, the run may have been left, or a value or the policy may have changed.
  if (walk.work.isHalted || (edit === undefined && isLocked(walk, planned, { index, confirmed })))
    return false;
  const begun = recordStart(walk, planned, { statement, index, attemptId, confirmed, isSaid, edit });
  if (begun === undefined) return false;
  const { outcome, wasLeft, printed } = await perform(walk, planned, { ...begun, attemptId, index });
  if (statement.endless && outcome.kind === 'stopped') {
    walk.work.unhalt();
    return true;
  }
  if (outcome.kind !== 'exited') return false;
  if (wasLeft && outcome.exit !== 0) {
    // Its exit code is that of the last command inside, which was judged already.
    walk.record({ type: 'judged', step: planned.step.id, attemptId, decision: 'met', by: 'rule' });
    return true;
  }
  const next = planned.statements[index + 1];
  const excused = next !== undefined && readsStatus(next);
  if (outcome.exit !== 0 && !excused && !saysSomething(statement, outcome.exit)) return false;
  if (excused && expectedOf(statement) === undefined) return true;
  return ruleOn(walk, planned, { statement, attemptId, printed: { ...printed, exit: outcome.exit } });
}

interface Beginning {
  readonly statement: Statement;
  readonly index: number;
  readonly attemptId: string;
  readonly confirmed: string | undefined;
  /** `step.started` has the name already. */
  readonly isSaid: boolean;
  readonly edit: EditedStatement | undefined;
}

interface Begun {
  readonly statement: Statement;
  readonly text: string;
  /** Secrets that the text names, by their variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * `attempt.started`, durable before the shell sees a byte; undefined where a value cannot be filled in, and where nothing is recorded
 * as begun: nobody lets it through, or commands would act somewhere else by now. Such a step waits, and goes on from there.
 */
function recordStart(
  walk: Walk,
  planned: Planned,
  { statement, index, attemptId, confirmed, isSaid, edit }: Beginning,
): Begun | undefined {
  const filled = edit === undefined ? walk.filled(statement) : editedText(walk, planned, edit);
  const limitMs = limitFor(walk, planned, statement);
  const base = {
    type: 'attempt.started' as const,
    step: planned.step.id,
    stmt: index,
    attempt: recordOf(walk.state, planned.step.id).attempt,
    attemptId,
    cwd: walk.facts.cwd,
    shell: shellOf(planned),
    inputs: inputsOfStatement(walk.text.plan, planned.step.id, statement),
    ...(limitMs === undefined ? {} : { limitMs }),
    ...(edit === undefined ? {} : { edit: edit.digest }),
    ...(edit === undefined && !isSaid ? typedName(walk, planned, { index, confirmed }) : {}),
  };
  const text = filled.ok ? filled.text : statement.text;
  const cmd = maskText(text, walk.values.secrets());
  if (wrongPlace(walk.text.plan.demands, walk.facts) !== undefined) return undefined;
  const passes = openGates(walk, { step: planned.step.id, stmt: index, digest: sha256(cmd) });
  if (passes === undefined) return undefined;
  walk.record({ ...base, ...passes, stmtDigest: sha256(cmd), cmd });
  if (filled.ok) return { statement, text, environment: filled.environment };
  const outcome = { kind: 'notStarted', reason: filled.problem.message } as const;
  recordEnd(walk, attemptId, { end: { outcome, durationMs: 0, cwd: walk.facts.cwd }, outputs: [] });
  return undefined;
}

/** An edited text as it stands, with the secrets that the runbook's own text would have named. */
function editedText(walk: Walk, planned: Planned, { index, statement }: EditedStatement): Filled {
  const original = planned.statements[index];
  const filled = original === undefined ? undefined : walk.filled(original);
  return { ok: true, text: statement.text, environment: filled?.ok === true ? filled.environment : {} };
}

async function perform(
  walk: Walk,
  planned: Planned,
  { statement, text, environment, attemptId, index }: Begun & Pick<Beginning, 'attemptId' | 'index'>,
): Promise<ExecutionEnd & { readonly printed: Omit<Printed, 'exit'>; readonly wasLeft: boolean }> {
  const limitMs = limitFor(walk, planned, statement);
  walk.setRunning({ step: planned.step.id, attemptId });
  const capture = walk.outputs.begin(planned.step.id, attemptId, walk.values.secrets());
  const rest = watchRunningProcess(walk, attemptId);
  try {
    const end = await walk.options.stage.run(
      {
        attemptId,
        text,
        shell: shellOf(planned),
        line: statement.line,
        from: { step: planned.step.id, statement: index },
        run: runsWhole(planned) ? 'block' : 'statements',
        ...interpreterOf(planned),
        // One command in a container may insist on a terminal, and asks nothing all the same.
        input: walk.options.author === 'unattended' && !statement.needsTerminal ? 'none' : 'terminal',
        environment: { ...walk.values.forStatement(), ...environment },
        variables: walk.values.takeUnsent(),
        ...(limitMs === undefined ? {} : { timeoutMs: limitMs }),
      },
      { take: bytes => (walk.sent?.capture ?? capture).take(bytes), stopping: how => stopping(walk, how) },
    );
    const wasLeft = await leaveInside(walk, end.outcome);
    const outputs = await capture.end();
    recordEnd(walk, attemptId, { end, outputs });
    return { ...end, printed: { output: capture.text(), isCut: capture.isCut }, wasLeft };
  } finally {
    rest();
    walk.setRunning(undefined);
  }
}

function limitFor({ facts, options }: Walk, planned: Planned, statement: Statement): number | undefined {
  return limitOf(planned, statement, saidOfAll(facts.policy, options).usualLimitMs);
}

function stopping(walk: Walk, how: 'interrupted' | 'terminated' | 'can-force'): void {
  if (walk.running !== undefined) walk.setRunning({ ...walk.running, stopping: how });
}

function recordEnd(
  walk: Walk,
  attemptId: string,
  { end, outputs }: { end: ExecutionEnd; outputs: AttemptFinished['outputs'] },
): void {
  const { outcome, durationMs, cwd, shell } = end;
  walk.record({
    type: 'attempt.finished',
    attemptId,
    outcome: outcome.kind,
    ...(outcome.kind === 'exited' ? { exit: outcome.exit } : {}),
    ...(outcome.kind === 'signalled' ? { signal: outcome.signal } : {}),
    ...(outcome.kind === 'notStarted' ? { reason: outcome.reason } : {}),
    durMs: Math.round(durationMs),
    cwd,
    outputs,
    ...(shell === undefined ? {} : { shell }),
  });
  if (cwd !== walk.facts.cwd) walk.setFacts({ ...walk.facts, cwd });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
