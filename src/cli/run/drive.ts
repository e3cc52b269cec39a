import { missingValues, obstacleOf } from '../../core/run/view/progress.ts';
import { headingOf } from '../../core/run/view/heading.ts';
import type { Planned } from '../../core/run/plan.ts';
import type { Selection } from '../../core/run/selection.ts';
import { recordOf } from '../../core/run/state.ts';
import type { Statement } from '../../core/shell/statement.ts';
import type { JobsDecision } from '../../core/run/job.ts';
import { refuseClose } from '../../core/run/refuse.ts';
import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import { decideOnJobs } from './leftRunning.ts';
import { ask } from '../../runner/answer.ts';
import { guardOfNext } from '../../runner/attempts/guarding.ts';
import type { Walk } from '../../runner/walk.ts';
import { askForValue } from './askForValue.ts';
import { announceInside, settleInside } from './inside.ts';
import { atGate, type Gatekeeping } from './gate.ts';
import { howToName, isLockedAgain, nameFor } from './naming.ts';
import { isLeftOut, leftOutIn, passedOver, passOver, whyOf } from './passedOver.ts';
import type { Person } from './person.ts';
import { questionOf, whereNext } from './question.ts';
import { settleUnknown } from './unknownOutcome.ts';
import { complain } from '../complaint.ts';
import { whereIs } from './whereIs.ts';
import { howToGive } from './takeValue.ts';

/** Why a walk on the command line ended. */
export type Ending =
  | { readonly kind: 'done' }
  /** What was chosen of a run that had begun before is done; the rest of it is not. */
  | { readonly kind: 'partDone' }
  | { readonly kind: 'failed'; readonly step: string; readonly reason: string }
  | { readonly kind: 'needsPerson'; readonly reasons: readonly string[] }
  /** The log cannot be written any more. */
  | { readonly kind: 'notRecorded'; readonly reason: string };

export interface Driver extends Gatekeeping {
  readonly selection: Selection;
  /** True for a run that had begun before. */
  readonly resumed: boolean;
  /** `--yes`: ticks what a person ticks, and takes undecidable expectations as met. */
  readonly yes: boolean;
  /** Names given by `--confirm`. */
  readonly confirmed: readonly string[];
  /** What becomes of what commands left running, where that was said. */
  readonly background?: JobsDecision;
  /** Who can be asked; undefined without a terminal. */
  readonly person?: Person;
  /** True once the operator wants to leave. */
  readonly leaving: () => boolean;
}

/** Walks the chosen steps in turn until one fails or needs a person who is not there; closes the run at its end. */
export async function drive(driver: Driver): Promise<Ending> {
  await askForValues(driver);
  const missing = missingNames(driver).map(name => missingSentence(driver, name));
  if (missing.length > 0) return { kind: 'needsPerson', reasons: missing };
  // A run that had begun before is to be gone on with afterwards, so nothing of it is skipped.
  if (!driver.resumed) for (const planned of driver.selection.excluded) await exclude(driver, planned);
  for (const planned of driver.selection.steps) {
    const ending = driver.leaving() ? left : await settle(driver, planned);
    if (ending !== undefined) return ending;
  }
  const closed = await closeRun(driver);
  if (closed === 'left') return left;
  if (closed.ok) return { kind: 'done' };
  return driver.resumed && driver.selection.excluded.length > 0
    ? { kind: 'partDone' }
    : { kind: 'needsPerson', reasons: [closed.message] };
}

/** Closes the run, unless something is not settled or it is left; nobody is asked about background commands in vain. */
async function closeRun(driver: Driver): Promise<Reply | 'left'> {
  const { walk, background, person } = driver;
  const open = refuseClose(walk.moment);
  if (open !== undefined) return { ok: false, ...open };
  const jobs = await decideOnJobs({
    walk,
    ...(background === undefined ? {} : { decision: background }),
    ...(person === undefined ? {} : { person }),
  });
  if (jobs === 'left') return jobs;
  return await ask(walk, { type: 'close', result: 'done', ...(jobs === undefined ? {} : { jobs }) });
}

const left: Ending = { kind: 'needsPerson', reasons: ['You left the run. It stays open.'] };

/** Whoever sits at the terminal is asked for what is missing. */
async function askForValues(driver: Driver): Promise<void> {
  const { walk, person, leaving } = driver;
  if (person === undefined) return;
  for (const name of missingNames(driver)) {
    const input = walk.text.plan.inputs.get(name);
    if (input !== undefined) await askForValue({ walk, person, leaving }, input);
  }
}

/** The values that the chosen steps lack. */
function missingNames({ walk, selection }: Driver): readonly string[] {
  const { plan } = walk.text;
  const names = new Set(
    selection.steps
      .filter(planned => planned.counts && !['settled', 'superseded'].includes(whereIs(walk, planned)))
      .flatMap(({ step }) => missingValues(plan, walk.values, step.id)),
  );
  return [...names];
}

function missingSentence({ walk }: Driver, name: string): string {
  const input = walk.text.plan.inputs.get(name);
  return `${name} has no value (line ${input?.line ?? 0}). Give it by ${input === undefined ? '--var' : howToGive(input)}.`;
}

async function exclude({ walk, selection }: Driver, planned: Planned): Promise<void> {
  if (whereIs(walk, planned) === 'settled') return;
  const first = selection.steps[0]?.step.id ?? '';
  await ask(walk, {
    type: 'step.skip',
    step: planned.step.id,
    reason: `not chosen: the walk began at ${first}`,
  });
}

/** Settles one step; undefined where the walk goes on. */
async function settle(driver: Driver, planned: Planned): Promise<Ending | undefined> {
  const { walk } = driver;
  switch (whereIs(walk, planned)) {
    case 'settled':
    case 'superseded':
      return undefined;
    case 'unknown': {
      const unknown = await settleUnknown(walk, planned, driver.person);
      return unknown === undefined ? await settle(driver, planned) : needs(driver, planned, unknown);
    }
    case 'judge':
      return (await judge(driver, planned)) ?? (await settleRest(driver, planned));
    case 'open':
    case 'paused':
    case 'running':
    case 'failed':
      if (isLeftOut(planned)) return leaveOut(driver, planned);
      return planned.statements.length > 0 && planned.counts
        ? await runAll(driver, planned)
        : await byPerson(driver, planned);
  }
}

/** Only what nobody has begun may be left; what somebody took in an earlier session has to be brought to its end. */
function leaveOut(driver: Driver, planned: Planned): Ending | undefined {
  const where = whereIs(driver.walk, planned);
  if (where !== 'open') {
    const state = where === 'failed' ? 'was run and failed' : 'was begun and is not done';
    const how = `Run it by --only ${planned.step.id}, or skip it in the checklist`;
    return needs(driver, planned, `it need not be done, but ${state}. ${how}`);
  }
  passOver(planned.step.line, planned);
  return undefined;
}

async function runAll(driver: Driver, planned: Planned): Promise<Ending | undefined> {
  const { walk } = driver;
  const obstacle = obstacleOf(planned)?.message ?? cannotAnswer(driver, planned);
  if (obstacle !== undefined) return needs(driver, planned, obstacle);
  // Nobody types a name for what cannot run here.
  const stands = walk.refuse('run', planned.step.id);
  const guard = stands === undefined ? guardOfNext(walk, planned) : undefined;
  const confirm = guard === undefined ? undefined : await nameFor(driver, guard);
  const { revision } = walk.view();
  const named = confirm === undefined ? {} : { confirm };
  const begun = await ask(walk, { type: 'run.step', step: planned.step.id, revision, ...named });
  if (!begun.ok && begun.code === 'needs-approval') {
    const waits = await atGate(driver, planned, begun);
    return waits === undefined ? await runAll(driver, planned) : needs(driver, planned, waits);
  }
  if (!begun.ok) {
    const how = begun.code === 'needs-name' && guard !== undefined ? ` ${howToName(guard)}` : '';
    return needs(driver, planned, `${whereNext(walk, planned, begun)}${how}`);
  }
  if (driver.person !== undefined) announceInside(walk, planned);
  await walk.work.idle();
  if (!driver.leaving() && isLockedAgain(walk, planned, guard)) return await runAll(driver, planned);
  if (planned.step.kind === 'commands' && planned.step.run === 'statements') {
    for (const statement of planned.step.statements) {
      if (statement.alternativeTo !== undefined) passOver(statement.line, whyOf(statement));
    }
  }
  if (walk.log.failure !== undefined) return { kind: 'notRecorded', reason: walk.log.failure.reason };
  if (whereIs(walk, planned) === 'failed') return failed(walk, planned);
  if (driver.leaving() || walk.work.isHalted) return left;
  return await settleRest(driver, planned);
}

/**
 * What was meant for a shell that was left just now is asked about, however that was left: it never runs in the session's own, and no
 * shell is opened a second time for what was done in it.
 */
async function settleRest(driver: Driver, planned: Planned): Promise<Ending | undefined> {
  const { walk, person } = driver;
  const isLeft = person !== undefined && whereIs(walk, planned) === 'paused';
  const untold = isLeft ? await settleInside(walk, planned, person) : undefined;
  return untold === undefined ? await settle(driver, planned) : needs(driver, planned, untold);
}

/** Without a terminal nobody can answer a program that asks, leave a shell that was entered, or end what never ends. */
function cannotAnswer({ person }: Driver, { statements }: Planned): string | undefined {
  if (person !== undefined) return undefined;
  const entering = statements.find(({ entersShell }) => entersShell);
  if (entering !== undefined) return `line ${entering.line} enters another shell, which needs a terminal`;
  const asking = statements.find(asksSomebody);
  if (asking !== undefined) return `line ${asking.line} asks for input, which needs a terminal`;
  const endless = statements.find(statement => statement.endless);
  return endless === undefined
    ? undefined
    : `line ${endless.line} does not end by itself, which needs somebody to stop it`;
}

/** One command in a container is given a terminal by `-it` and asks nothing. */
function asksSomebody({ needsTerminal, text }: Statement): boolean {
  const single = /\b(?:kubectl|oc|docker|podman|nerdctl)\b[^\n]*\b(?:exec|run)\b/.test(text);
  return needsTerminal && !(single && !/\b(?:read|select)\b/.test(text));
}

async function judge(driver: Driver, planned: Planned): Promise<Ending | undefined> {
  const { walk, yes, person } = driver;
  const { why, expected, about } = questionOf(walk, planned);
  // An exit code is no matter of taste: where nobody looks, one that is not 0 is a failure. Neither is what leaves no doubt.
  const unasked = about === 'exit' ? false : (yes && about === 'words') || undefined;
  const reason = why === undefined ? '' : `${why}\n`;
  const asked = `${reason}Expected: ${expected}\nIs this what the runbook expects?`;
  const met = person === undefined || unasked === true ? unasked : await person.confirm(asked);
  // Whoever left the question has judged nothing.
  if (met === undefined && driver.leaving()) return left;
  if (met === undefined) {
    const because = why === undefined ? '' : `${why} `;
    return needs(driver, planned, `nobody is here to judge its output. ${because}Expected: ${expected}`);
  }
  if (person === undefined && about === 'exit' && why !== undefined)
    complain(`${why} Nobody was here to say so; "# Expected: exit code …" below it says it.`);
  await refusalOf(walk, { type: 'judge', step: planned.step.id, decision: met ? 'met' : 'differs' });
  return met ? undefined : failed(walk, planned);
}

/** What a person does or signs off. */
async function byPerson(driver: Driver, planned: Planned): Promise<Ending | undefined> {
  const { walk, yes, person } = driver;
  const { step } = planned;
  if (step.kind !== 'check' && step.kind !== 'manual')
    return planned.counts ? needs(driver, planned, 'a person fills it in') : undefined;
  const untouched = yes ? leftOutIn(driver, planned) : undefined;
  if (untouched !== undefined) return await skip(driver, planned, untouched);
  const done = yes || (await person?.confirm(`${headingOf(walk.text.plan, step.id)}\nDone?`));
  if (done === undefined)
    return planned.counts ? needs(driver, planned, 'nobody is here to sign it off') : undefined;
  if (!done) return planned.counts ? needs(driver, planned, 'it is not done') : undefined;
  const refused = await refusalOf(
    walk,
    step.kind === 'check'
      ? { type: 'check.set', step: step.id, checked: true }
      : { type: 'step.hand', step: step.id, reason: '' },
  );
  return refused === undefined ? undefined : needs(driver, planned, refused);
}

/** Nobody may sign as done what nothing was done of. */
async function skip(
  driver: Driver,
  planned: Planned,
  untouched: readonly Planned[],
): Promise<Ending | undefined> {
  const reason = untouched.map(one => passedOver(one.step.line, one)).join(' ');
  const refused = await refusalOf(driver.walk, { type: 'step.skip', step: planned.step.id, reason });
  return refused === undefined ? undefined : needs(driver, planned, refused);
}

function failed(walk: Walk, { step }: Planned): Ending {
  return {
    kind: 'failed',
    step: headingOf(walk.text.plan, step.id),
    reason: recordOf(walk.state, step.id).reason ?? '',
  };
}

function needs({ walk }: Driver, { step }: Planned, why: string): Ending {
  const heading = headingOf(walk.text.plan, step.id);
  return {
    kind: 'needsPerson',
    reasons: [`"${heading}" (line ${step.line}): ${why}.`.replace(/\.\.$/, '.')],
  };
}

/** Why a request was refused; undefined where it was done. */
async function refusalOf(walk: Walk, request: Request): Promise<string | undefined> {
  const reply = await ask(walk, request);
  return reply.ok ? undefined : reply.message;
}
