import { isBound } from '../core/run/context.ts';
import { outOfDate, refuseReason } from '../core/run/refuse.ts';
import type { Refusal } from '../core/run/refusal.ts';
import { recordOf } from '../core/run/state.ts';
import type { Reply } from '../protocol/event.ts';
import type { Request, RequestType } from '../protocol/request.ts';
import { abort, close, forceJob, stopJob } from './steps/closing.ts';
import { pasteAnswer, takeAnswers } from './people/answers.ts';
import { askApproval, breakGlass, copyRequest, refuseNext, withdrawRequest } from './people/approving.ts';
import { isGated } from './people/gates.ts';
import { attach } from './steps/attaching.ts';
import { adoptRunbook } from './text/adopting.ts';
import { confirmEdit, proposeEdit, retryEdit } from './text/editing.ts';
import { shownEnvironment } from './session/environment.ts';
import { runStep } from './attempts/execution.ts';
import { runOnward } from './attempts/onward.ts';
import { giveValue } from './steps/giveValue.ts';
import { refuseGuarded } from './attempts/guarding.ts';
import { judgeInside, sendInside } from './attempts/inside.ts';
import { tellInside } from './attempts/tellInside.ts';
import { byHand, copied, identity } from './steps/byHand.ts';
import { endWait, startWait } from './steps/countdown.ts';
import { decideOn, settleUnknown } from './attempts/ruling.ts';
import { offerRun, settleOffer } from './people/handingOver.ts';
import { NotRecorded, NotTheirTurn } from './log/recorder.ts';
import { treat } from './text/treating.ts';
import type { Walk } from './walk.ts';

type Handlers = {
  readonly [T in RequestType]: (
    walk: Walk,
    request: Extract<Request, { readonly type: T }>,
  ) => Reply | Promise<Reply>;
};

const done: Reply = { ok: true };

/** Most bytes of an output that are sent as text; the run's folder has all of it. */
const readable = 16 * 1024 * 1024;

const handlers: Handlers = {
  'run.step': (walk, { step, revision, confirm }) => run(walk, step, { revision, confirm, extent: 'all' }),
  'run.next': (walk, { step, revision, confirm }) => run(walk, step, { revision, confirm, extent: 'one' }),
  'run.from': (walk, { step, revision, confirm }) => run(walk, step, { revision, confirm, extent: 'onward' }),
  'context.check': async walk => {
    await walk.locate();
    return done;
  },
  'run.stop': (walk, { step }) => whileRunning(walk, step, () => stop(walk)),
  'run.force': (walk, { step }) => whileRunning(walk, step, () => walk.options.stage.force()),
  'run.extend': (walk, { step, ms }) => extend(walk, step, ms),
  'wait.start': (walk, { step }) => unless(startWait(walk, step), () => undefined),
  'wait.end': (walk, { step }) => unless(endWait(walk, step), () => undefined),
  'terminal.type': (walk, { step, text }) => whileRunning(walk, step, () => walk.options.stage.type(text)),
  'shell.send': async (walk, asked) => unless(await sendInside(walk, asked), () => undefined),
  'shell.told': (walk, asked) => unless(tellInside(walk, asked), () => undefined),
  'shell.judge': async (walk, asked) => unless(await judgeInside(walk, asked), () => undefined),
  'input.set': (walk, { name, value }) => unless(giveValue(walk, name, value), () => undefined),
  'check.set': (walk, { step, checked, note }) =>
    unless(walk.refuse('tick', step), () => {
      const { author } = walk.options;
      walk.record({
        type: 'check.set',
        step,
        checked,
        by: author,
        ...(note === undefined ? {} : { text: note }),
      });
    }),
  note: (walk, { step, text }) =>
    unless(walk.refuse('note', step) ?? refuseReason(text), () => walk.record({ type: 'note', step, text })),
  attach: async (walk, { step, path }) => unless(await attach(walk, step, path), () => undefined),
  'record.fill': (walk, { step, values }) =>
    unless(walk.refuse('fill', step), () =>
      walk.record({ type: 'record.filled', step, values, by: walk.options.author }),
    ),
  'step.hand': (walk, { step, reason }) => unless(byHand(walk, step, reason), () => undefined),
  'step.treat': (walk, { step }) => unless(treat(walk, step), () => undefined),
  'step.copied': (walk, { step, values }) => unless(copied(walk, step, values), () => undefined),
  'step.skip': (walk, { step, reason }) =>
    unless(walk.refuse('skip', step) ?? refuseReason(reason), () =>
      walk.record({ type: 'step.skipped', ...identity(walk, step), reason }),
    ),
  'step.reopen': (walk, { step, reason }) =>
    unless(walk.refuse('reopen', step) ?? refuseReason(reason), () =>
      walk.record({ type: 'step.reopened', step, reason }),
    ),
  judge: (walk, { step, decision, text }) =>
    unless(walk.refuse('judge', step), () => decideOn(walk, step, { waiting: 'judge', decision, text })),
  settle: (walk, { step, decision, reason }) =>
    unless(settleUnknown(walk, step, { decision, reason }), () => undefined),
  'edit.propose': (walk, asked) => unless(proposeEdit(walk, asked), () => undefined),
  'edit.confirm': async (walk, asked) => unless(await confirmEdit(walk, asked), () => undefined),
  'edit.retry': async (walk, asked) => unless(await retryEdit(walk, asked), () => undefined),
  'approval.ask': async (walk, { step, why }) =>
    unless(await askApproval(walk, step, why?.trim()), () => undefined),
  'approval.withdraw': async (walk, { step }) => unless(await withdrawRequest(walk, step), () => undefined),
  'approval.copy': (walk, { step }) => ({ ok: true, text: copyRequest(walk, step) }),
  'approval.paste': async (walk, { text }) => unless(await pasteAnswer(walk, text), () => undefined),
  'approval.look': async walk => unless(await takeAnswers(walk), () => undefined),
  // `ask` reopens the log before any request; this request exists for nothing else.
  'log.retry': () => done,
  'approval.break': async (walk, { step, reason }) =>
    unless(await breakGlass(walk, step, reason), () => undefined),
  'handover.offer': async (walk, asked) => unless(await offerRun(walk, asked), () => undefined),
  'handover.accept': async walk => unless(await settleOffer(walk, 'accept'), () => undefined),
  'handover.withdraw': async walk => unless(await settleOffer(walk, 'withdraw'), () => undefined),
  'branch.enter': (walk, { section, reason }) => enterBranch(walk, section, reason),
  close: async (walk, { result, reason, jobs }) => {
    const refused = await (result === 'done' ? close(walk, jobs) : abort(walk, reason ?? '', jobs));
    return unless(refused, () => undefined);
  },
  'job.stop': (walk, { job }) => unless(stopJob(walk, job), () => undefined),
  'job.force': (walk, { job }) => unless(forceJob(walk, job), () => undefined),
  'seal.sign': async walk => {
    if (await walk.log.signSeal()) return done;
    return no({
      code: 'not-recording',
      message: 'The key did not sign. The run stays closed and can be signed later.',
      because: { kind: 'seal-unsigned' },
    });
  },
  look: async walk => {
    await walk.look();
    return done;
  },
  'live.signIn': (walk, { digest }) => unless(undefined, () => walk.live.agree(digest)),
  'runbook.adopt': async (walk, asked) => unless(await adoptRunbook(walk, asked), () => undefined),
  'runbook.read': walk => ({ ok: true, text: walk.text.source }),
  'environment.read': walk => ({ ok: true, environment: shownEnvironment(walk) }),
  'output.read': async (walk, { attemptId }) => ({
    ok: true,
    text: await walk.outputs.text(attemptId, readable),
  }),
};

const withoutTrace: ReadonlySet<RequestType> = new Set([
  'look',
  'runbook.read',
  'environment.read',
  'live.signIn',
]);
/** Requests that settle the offer of a run before its log is opened. */
const ofOffer: ReadonlySet<RequestType> = new Set(['handover.accept', 'handover.withdraw']);

/** Handles a view's request. A refusal has changed nothing. */
export async function ask(walk: Walk, request: Request): Promise<Reply> {
  try {
    // A preview must not begin a log.
    if (!withoutTrace.has(request.type) && !ofOffer.has(request.type)) {
      const refused = walk.state.offer === undefined ? undefined : walk.refuseAny();
      if (refused !== undefined) return no(refused);
      await walk.log.start();
    }
    return await answer(walk, request);
  } catch (error) {
    if (error instanceof NotTheirTurn) return no(notTheirTurn(error));
    if (!(error instanceof NotRecorded)) throw error;
    const { message, why } = error;
    const because = { kind: 'unrecorded', why } as const;
    return no({ code: 'not-recording', message: `Not recording: ${message}`, because });
  }
}

function notTheirTurn({ message, why }: NotTheirTurn): Refusal {
  return { code: 'not-handed-over', message, because: { kind: 'handover', why } };
}

async function answer(walk: Walk, request: Request): Promise<Reply> {
  // TypeScript cannot see that a request's type picks the handler of that very type; the table's own type has made sure of it.
  const handler = handlers[request.type] as (walk: Walk, request: Request) => Reply | Promise<Reply>;
  return await handler(walk, request);
}

interface Pressed {
  readonly revision: number;
  readonly confirm: string | undefined;
  /** `onward` goes on with the steps behind it. */
  readonly extent: 'all' | 'one' | 'onward';
}

async function run(walk: Walk, step: string, { revision, confirm, extent }: Pressed): Promise<Reply> {
  // The kube context or branch may have been switched since the page was drawn.
  if (isBound(walk.text.plan.demands, walk.facts)) await walk.locate();
  if (isGated(walk)) await takeAnswers(walk);
  const refused = walk.refuse('run', step) ?? refuseText(walk, step) ?? refuseUnnamed(walk, step, confirm);
  if (refused !== undefined) return no(refused);
  if (walk.changedSince(revision)) return no(outOfDate);
  const planned = walk.text.plan.steps.get(step);
  if (planned === undefined) return done;
  if (walk.work.isClaimed)
    return no({ code: 'busy', message: 'Another command is running. Stop it or wait for its end.' });
  const confirmed = confirm;
  walk.work.claim();
  if (extent === 'onward') walk.work.begin(() => runOnward(walk, planned, { confirmed }));
  else walk.work.begin(() => runStep(walk, planned, { extent, confirmed }));
  return done;
}

/** An approval holds for one text only. */
function refuseText(walk: Walk, step: string): Refusal | undefined {
  const planned = walk.text.plan.steps.get(step);
  return planned === undefined ? undefined : refuseNext(walk, planned);
}

function refuseUnnamed(walk: Walk, step: string, confirm: string | undefined): Refusal | undefined {
  const planned = walk.text.plan.steps.get(step);
  return planned === undefined ? undefined : refuseGuarded(walk, planned, confirm);
}

const notRunning: Refusal = { code: 'not-running', message: 'This step is not running.' };

function whileRunning(walk: Walk, step: string, act: () => void): Reply {
  if (walk.running?.step !== step) return no(notRunning);
  act();
  return done;
}

/** Also halts the step: if the command ends by itself at this moment, the next one must not begin. */
function stop(walk: Walk): void {
  walk.work.halt();
  walk.options.stage.stop();
}

function extend(walk: Walk, step: string, ms: number): Reply {
  const attempt = Object.values(recordOf(walk.state, step).attempts).find(
    ({ id }) => id === walk.running?.attemptId,
  );
  if (attempt === undefined || walk.running?.step !== step) return no(notRunning);
  if (attempt.limitMs === undefined)
    return no({ code: 'not-allowed', message: 'Nothing limits how long this command takes.' });
  if (!walk.options.stage.extend(ms))
    return no({ code: 'not-allowed', message: 'The time of this command is over; it is being ended.' });
  const { id: attemptId, limitMs } = attempt;
  const by = walk.options.author;
  walk.record({ type: 'attempt.extended', step, attemptId, byMs: ms, limitMs: limitMs + ms, by });
  return done;
}

function enterBranch(walk: Walk, section: string, reason: string): Reply {
  const inside = [...walk.text.plan.steps.values()].some(({ sections }) => sections.includes(section));
  const refused = walk.refuseAny() ?? refuseReason(reason);
  if (refused !== undefined) return no(refused);
  if (!inside) return no({ code: 'unknown-step', message: 'There is nothing to do in this section.' });
  walk.record({ type: 'branch.entered', section, reason });
  return done;
}

function unless(refused: Refusal | undefined, act: () => void): Reply {
  if (refused !== undefined) return no(refused);
  act();
  return done;
}

/** Turns a refusal into the reply to its request. */
function no(refusal: Refusal): Reply {
  return { ok: false, ...refusal };
}
