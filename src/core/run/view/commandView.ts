import type { RiskKind, Statement } from '../../shell/statement.ts';
import { statementsAsRun } from '../change/asRun.ts';
import { lineDifference } from '../change/difference.ts';
import { guardOfRecorded, guardOfRisks } from '../guard.ts';
import { guardedKinds } from '../guardedKinds.ts';
import { insideTurns } from '../inside.ts';
import { limitOf } from '../limit.ts';
import type { ProposalView } from '../change/edit.ts';
import { isLeftOpen } from '../expectation/expectation.ts';
import type { Planned } from '../plan.ts';
import { shellFacts } from '../shellChange.ts';
import { statementStates, type Held } from './progress.ts';
import type { Attempt, StepRecord } from '../state.ts';
import type { OutputView } from './outputView.ts';
import type { CommandView } from './view.ts';

/** The live state of commands, which is in no entry of the log. */
export interface Doing {
  /** Id of the attempt that the session runs. */
  readonly running?: {
    readonly attemptId: string;
    readonly stopping?: NonNullable<CommandView['stopping']>;
    readonly process?: number | undefined;
  };
  readonly outputs: ReadonlyMap<string, OutputView>;
  /** Edited commands that wait to be confirmed, by their step. */
  readonly proposals?: ReadonlyMap<string, { readonly index: number; readonly view: ProposalView }>;
  /** The text of a statement as it will run, secrets masked. */
  readonly shown: (statement: Statement) => string;
  /** Kinds of risk that are guarded; by default the usual ones. */
  readonly guarded?: ReadonlySet<RiskKind>;
  readonly held: Held;
  /** Time limit of commands whose author sets none, in ms. */
  readonly usualLimitMs?: number | undefined;
}

/** The commands of a step as the walker shows them. */
export function commandViews(planned: Planned, record: StepRecord, live: Doing): readonly CommandView[] {
  const states = statementStates(planned, record, live.running?.attemptId);
  const asRun = statementsAsRun(planned, record);
  const turns = insideTurns(planned.statements, record, live.running?.attemptId);
  const proposal = live.proposals?.get(planned.step.id);
  return planned.statements.map((statement, index) => {
    const attempt = record.attempts[index];
    const output = attempt === undefined ? undefined : live.outputs.get(attempt.id);
    const { stopping, process } = (attempt?.id === live.running?.attemptId ? live.running : undefined) ?? {};
    return {
      state: states[index] ?? 'waiting',
      text: live.shown(statement),
      ...(attempt === undefined ? {} : { attemptId: attempt.id, startedAt: attempt.startedAt }),
      ...(attempt?.durationMs === undefined ? {} : { durationMs: attempt.durationMs }),
      ...limitBy(attempt, limitOf(planned, statement, live.usualLimitMs)),
      ...(attempt?.outcome === undefined ? {} : { outcome: attempt.outcome }),
      ...(attempt?.shell === undefined ? {} : { shell: shellFacts(attempt.shell.change, attempt.shell.cwd) }),
      ...(states[index] === 'judge' ? questionOf(asRun[index], attempt) : {}),
      ...(output === undefined ? {} : { output }),
      ...earlierOf(record, index),
      ...(stopping === undefined ? {} : { stopping }),
      ...(process === undefined ? {} : { process }),
      ...(turns[index] === undefined ? {} : { inside: turns[index] }),
      ...(turns[index] === 'send' ? lockOf(statement, live) : {}),
      ...(proposal?.index === index ? { proposal: proposal.view } : {}),
      ...editedOf(planned, record, { index, text: live.shown(statement) }),
    };
  });
}

/** The current limit of the running attempt, else the one that the next attempt will have. */
function limitBy(attempt: Attempt | undefined, coming: number | undefined): Pick<CommandView, 'limitMs'> {
  const limitMs = attempt === undefined ? coming : attempt.limitMs;
  return limitMs === undefined ? {} : { limitMs };
}

/** How many earlier attempts of a command a view holds; a review has them all. */
const mostEarlier = 20;

function earlierOf({ earlier = [] }: StepRecord, index: number): Pick<CommandView, 'earlier'> {
  const mine = earlier.filter(({ statement }) => statement === index).slice(-mostEarlier);
  if (mine.length === 0) return {};
  return {
    earlier: mine.map(({ id, startedAt, durationMs, outcome }) => ({
      attemptId: id,
      startedAt,
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}

/** The guard of a statement for a nested shell, by its risks alone: the author's guard was typed to open that shell. */
function lockOf(statement: Statement, { guarded = guardedKinds, held }: Doing): Pick<CommandView, 'guard'> {
  const guard = guardOfRisks(statement, { kinds: guarded, held });
  return guard === undefined ? {} : { guard };
}

function editedOf(
  planned: Planned,
  record: StepRecord,
  { index, text }: { index: number; text: string },
): Pick<CommandView, 'edited'> {
  const attempt = record.attempts[index];
  const edit = attempt?.edit ?? record.edits?.[index];
  if (edit === undefined) return {};
  const guard = guardOfRecorded(planned, edit);
  return {
    edited: {
      digest: edit.digest,
      text: edit.text,
      difference: lineDifference(text, edit.text),
      reason: edit.reason,
      ran: attempt?.edit !== undefined,
      ...(guard === undefined ? {} : { guard }),
    },
  };
}

function questionOf(
  statement: Statement | undefined,
  attempt: Attempt | undefined,
): Pick<CommandView, 'question' | 'leftOpen'> {
  const { outcome, bytes = 0 } = attempt ?? {};
  if (outcome?.kind === 'exited' && outcome.exit !== 0)
    return { question: { exit: outcome.exit, words: statement?.normalExit?.words ?? '' } };
  return statement !== undefined && isLeftOpen(statement, bytes) ? { leftOpen: true } : {};
}
