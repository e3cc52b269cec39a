import type { Plan, Planned } from './plan.ts';
import {
  heldUpBy,
  isSuperseded,
  missingValues,
  obstacleOf,
  pathReplaced,
  standing,
  type Held,
  toSettle,
  unsettledTrouble,
  type Standing,
} from './view/progress.ts';
import { wrongPlace } from './context.ts';
import { refuseGates } from './gates/gateRefusal.ts';
import { nothingRun, type Because, type Refusal, type RefusalCode } from './refusal.ts';
import { recordOf, type RunState } from './state.ts';
import type { NotRecording } from './unrecorded.ts';
import type { Facts } from './view/view.ts';

/** What a person wants to do with a step. */
export type Intent =
  | 'run'
  /** Run an edited command. */
  | 'edit'
  | 'tick'
  | 'hand'
  | 'skip'
  | 'reopen'
  | 'judge'
  | 'settle'
  /** Run a statement with an unknown outcome again. */
  | 'again'
  | 'fill'
  /** Treat a suggested block as shell. */
  | 'treat'
  | 'note';

export interface Moment {
  readonly plan: Plan;
  readonly state: RunState;
  readonly held: Held;
  readonly trusted: boolean;
  readonly facts: Facts;
  /** The attempt under way, if any. */
  readonly running?: string;
  /** Why nothing can be recorded, if so. */
  readonly notRecording?: NotRecording;
  /** ms since the epoch; that of the last entry where it is not given. */
  readonly now?: number;
}

// The standings of a step in which each intent is allowed; any other is refused.
const allowed: Readonly<Record<Intent, readonly Standing[]>> = {
  run: ['open', 'paused', 'failed'],
  edit: ['open', 'paused', 'failed'],
  tick: ['open', 'settled', 'failed'],
  hand: ['open', 'paused', 'failed'],
  skip: ['open', 'paused', 'failed', 'judge'],
  reopen: ['settled', 'failed'],
  judge: ['judge'],
  settle: ['unknown'],
  again: ['unknown'],
  fill: ['open', 'settled', 'failed'],
  treat: ['open'],
  note: ['open', 'paused', 'running', 'judge', 'unknown', 'failed', 'settled', 'superseded'],
};

/** Why an intent is refused for a step; undefined if it is allowed. */
export function refuse(intent: Intent, id: string, moment: Moment): Refusal | undefined {
  const planned = moment.plan.steps.get(id);
  const general = refuseAny(moment);
  if (general !== undefined) return general;
  if (planned === undefined) return refusal('unknown-step', `This runbook has no step ${id}.`);
  const where = isSuperseded(planned, moment.state, pathReplaced(moment.plan, moment.state))
    ? 'superseded'
    : standing(planned, recordOf(moment.state, id), moment.running);
  if (!allowed[intent].includes(where))
    return refusal('not-allowed', sentences[where], { kind: 'standing', standing: where });
  switch (intent) {
    case 'run':
    case 'again':
      return (
        refuseShell(planned, moment) ??
        refuseObstacle(planned) ??
        refuseEarlier(planned, moment) ??
        refuseMissing(missingValues(moment.plan, moment.held, id)) ??
        refuseGates(planned, moment)
      );
    // What stands in the way of the runbook's text is nothing to the text that takes its place.
    case 'edit':
      return refuseShell(planned, moment) ?? refuseEarlier(planned, moment);
    case 'treat':
      return planned.step.kind === 'suggested' ? undefined : notShell;
    default:
      return refuseKind(intent, planned);
  }
}

/** Why a run may not be closed as done; undefined where it may. */
export function refuseClose(moment: Moment): Refusal | undefined {
  const general = refuseAny(moment);
  if (general !== undefined) return general;
  if (moment.running !== undefined)
    return refusal('busy', 'A command is running. Stop it or wait for its end.');
  const open = toSettle(moment.plan, moment.state).filter(planned => {
    return standing(planned, recordOf(moment.state, planned.step.id)) !== 'settled';
  });
  const [first] = open;
  if (first === undefined) return undefined;
  const rest = open.length === 1 ? '' : ` and ${open.length - 1} more`;
  return refusal('not-allowed', `Not everything is settled: "${first.step.title}"${rest}.`, {
    kind: 'not-settled',
    title: first.step.title,
    more: open.length - 1,
  });
}

/** A reason has to say something to whoever reads it tomorrow. */
export function refuseReason(reason: string): Refusal | undefined {
  const said = reason.trim();
  if (said.length >= 4 && !/^n\/?a$/i.test(said)) return undefined;
  return refusal('needs-reason', 'Say it so that a colleague understands it tomorrow.');
}

/** What refuses everything: a closed run, or a log that cannot be written. */
export function refuseAny({ state, notRecording }: Moment): Refusal | undefined {
  if (state.closed !== undefined) return refusal('closed', 'This run is closed. Start a new one.');
  if (state.offer !== undefined)
    return notRun('offered', 'This run is offered to somebody else. Take the offer back first.');
  if (notRecording !== undefined)
    return notRun('not-recording', `Not recording: ${notRecording.reason}`, {
      kind: 'unrecorded',
      why: notRecording.why,
    });
  return undefined;
}

/** What would run is no longer what was seen. */
export const outOfDate: Refusal = notRun(
  'out-of-date',
  'The command has changed since you saw it. Look again.',
);

/** What is no shell, or was said to be already. */
export const notShell: Refusal = refusal(
  'not-allowed',
  'There is nothing here that could be taken as shell.',
  {
    kind: 'not-shell',
  },
);

/** Why no command of a step may run now, whatever it says. */
function refuseShell(planned: Planned, moment: Moment): Refusal | undefined {
  const { plan, running } = moment;
  if (planned.statements.length === 0) {
    return refusal('not-allowed', 'There is nothing to run in this step.', { kind: 'nothing-to-run' });
  }
  if (!moment.trusted) {
    return refusal(
      'untrusted',
      'This folder is not trusted, so nothing can be run. Trust it to run commands.',
    );
  }
  if (running !== undefined)
    return refusal('busy', 'Another command is running. Stop it or wait for its end.');
  const elsewhere = wrongPlace(plan.demands, moment.facts);
  return elsewhere === undefined ? undefined : notRun('wrong-context', elsewhere);
}

/** What in the runbook's own text can never be run. */
function refuseObstacle(planned: Planned): Refusal | undefined {
  const obstacle = obstacleOf(planned);
  return obstacle === undefined
    ? undefined
    : refusal('problem', obstacle.message, { kind: 'problem', code: obstacle.code });
}

function refuseEarlier(planned: Planned, { plan, state }: Moment): Refusal | undefined {
  const earlier = heldUpBy(planned, unsettledTrouble(plan, state));
  return earlier === undefined ? undefined : refusal('earlier-step', `Settle "${earlier.step.title}" first.`);
}

/** Why nothing may run that needs these values, none of which is there; undefined where there are none. */
export function refuseMissing(names: readonly string[]): Refusal | undefined {
  if (names.length === 0) return undefined;
  return notRun('missing-values', `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no value.`);
}

function refuseKind(intent: Intent, { step }: Planned): Refusal | undefined {
  if (intent === 'tick' && step.kind !== 'check') {
    return refusal('not-allowed', 'This step is not a task.', { kind: 'no-task' });
  }
  if (intent === 'fill' && step.kind !== 'record') {
    return refusal('not-allowed', 'This step has nothing to fill in.', { kind: 'nothing-to-fill' });
  }
  return undefined;
}

const sentences: Readonly<Record<Standing, string>> = {
  open: 'This step has not been begun.',
  paused: 'This step is under way.',
  running: 'This step is running.',
  judge: 'This step waits for your judgement.',
  unknown: 'The outcome of this step is unknown. Look first, then say what happened.',
  failed: 'This step failed. Choose what happens next.',
  settled: 'This step is settled. Take it back first.',
  superseded: 'This step is not on the path any more.',
};

function refusal(code: RefusalCode, message: string, because?: Because): Refusal {
  return { code, message, ...(because === undefined ? {} : { because }) };
}

function notRun(code: RefusalCode, why: string, because?: Because): Refusal {
  return { ...refusal(code, '', because), ...nothingRun(why) };
}
