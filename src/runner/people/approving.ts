import { createHash, randomBytes } from 'node:crypto';
import { requestText } from '../../adapters/audit/approvals/answer.ts';
import { keepPlan } from '../../adapters/audit/approvals/plans.ts';
import { canonical, type JsonObject } from '../../core/audit/line/canonical.ts';
import { planFormat } from '../../core/audit/line/format.ts';
import type { Covered } from '../../core/audit/gates/approval.ts';
import { gatesAt, standingOf, type GateRecord } from '../../core/run/gates/approvals.ts';
import { headingOf } from '../../core/run/view/heading.ts';
import { holdsBack } from '../../core/run/gates/gate.ts';
import { inputsOfStatement, type Planned } from '../../core/run/plan.ts';
import { standing } from '../../core/run/view/progress.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { placeHere, recordOf } from '../../core/run/state.ts';
import { stepDigest } from '../attempts/execution.ts';
import { nextStatement } from '../attempts/nextStatement.ts';
import { refuseGate } from './gates.ts';
import { guard } from '../log/journalRecorder.ts';
import { maskText } from '../output/outputs.ts';
import type { Walk } from '../walk.ts';

/** As many bytes of what a request covers as surely stand in a line; the rest is asked for later. */
const mostCovered = 40_000;
/** As many characters as an approver is shown in one request: they stand in one object. */
const mostShown = 200_000;

/** A statement as it would run. */
interface Statement extends Covered {
  readonly line: number;
  readonly text: string;
  readonly edited: boolean;
}

/** The statement of a step by its index, as it would run now; behind it the text that was agreed to in its place. */
function commandsOf(walk: Walk, planned: Planned, stmt: number): readonly Statement[] {
  const statement = planned.statements[stmt];
  if (statement === undefined) return [];
  const step = planned.step.id;
  const { line } = statement;
  const edit = recordOf(walk.state, step).edits?.[stmt];
  const texts = [walk.shown(statement), ...(edit === undefined ? [] : [edit.text])];
  return texts.map((text, index) => {
    const masked = maskText(text, walk.values.secrets());
    return { step, stmt, digest: sha256(masked), line, text: masked, edited: index > 0 };
  });
}

/**
 * Asks those whose agreement a step lacks; `why` is what the operator tells them. Answers why it did not; asking again takes the place of
 * what was asked.
 */
export async function askApproval(walk: Walk, step: string, why = ''): Promise<Refusal | undefined> {
  const planned = walk.text.plan.steps.get(step);
  const general = walk.refuseAny();
  if (general !== undefined) return general;
  const records = gatesAt(walk.state.gates, step);
  if (planned === undefined || records.length === 0)
    return { code: 'not-allowed', message: 'Nobody has to approve this step.' };
  if (walk.running !== undefined)
    return { code: 'busy', message: 'A command is running. Stop it or wait for its end.' };
  await walk.locate();
  const next = nextStatement(walk, planned);
  for (const { gate } of records.filter(record => isClosed(walk, record, planned))) {
    const statements = covered(walk, gate, planned);
    if (!statements.some(({ step: id, stmt }) => id === step && stmt === next))
      return { code: 'not-allowed', message: 'This is too long to be shown to an approver.' };
    request(walk, gate, { planned, statements, why });
  }
  // Signed before anybody is asked to sign over it.
  await walk.log.checkpoint('gate');
  return undefined;
}

/** What waits for somebody who was asked is not asked again. */
function isClosed(walk: Walk, record: GateRecord, planned: Planned): boolean {
  const place = placeHere(walk.state);
  return commandsOf(walk, planned, nextStatement(walk, planned)).some(({ step, stmt, digest }) => {
    const { kind } = standingOf(record, { step, stmt, digest, place, now: walk.now() });
    return kind !== 'waiting' && kind !== 'granted';
  });
}

/** What is asked at a gate. */
interface Wish {
  readonly planned: Planned;
  readonly statements: readonly Statement[];
  /** The operator's own words; empty where they said none. */
  readonly why: string;
}

function request(walk: Walk, gate: GateRecord['gate'], { planned, statements, why }: Wish): void {
  const nonce = randomBytes(16).toString('hex');
  const expires = walk.now() + gate.lastsMs;
  const { role, quorum } = gate;
  const shown = {
    ...planShown(walk, statements),
    ...(why === '' ? {} : { why: maskText(why, walk.values.secrets()) }),
    gate: gate.gate,
    says: gate.text,
    role,
    quorum,
    nonce,
    expires,
  };
  const plan = walk.log.store(Buffer.from(`${canonical(shown)}\n`), {
    role: 'plan',
    media: 'application/json',
  });
  guard(() => keepPlan(walk.log.recorder.folder, plan));
  walk.record({
    type: 'approval.requested',
    gate: gate.gate,
    step: planned.step.id,
    stepDigest: stepDigest(planned),
    role,
    quorum,
    plan,
    covers: statements.map(({ step, stmt, digest }) => ({ step, stmt, digest })),
    nonce,
    expires,
  });
}

/** Every command behind a gate that has not been settled yet: the step that waits first. */
function covered(walk: Walk, gate: GateRecord['gate'], first: Planned): readonly Statement[] {
  const found: Statement[] = [];
  let bytes = 0;
  let shown = 0;
  for (const planned of [first, ...walk.text.plan.steps.values()]) {
    const { step } = planned;
    if (planned === first ? found.length > 0 : !holdsBack(gate, step.id) || !isAhead(walk, planned)) continue;
    for (const [index] of planned.statements.entries()) {
      const commands = commandsOf(walk, planned, index);
      bytes += commands.length * (step.id.length + 120);
      shown += commands.reduce((sum, { text }) => sum + text.length, 0);
      if (bytes > mostCovered || shown > mostShown) return found;
      found.push(...commands);
    }
  }
  return found;
}

function isAhead(walk: Walk, planned: Planned): boolean {
  return standing(planned, recordOf(walk.state, planned.step.id)) !== 'settled';
}

/** What the approver sees, and signs: nothing else is told to them. */
function planShown(walk: Walk, statements: readonly Statement[]): JsonObject {
  const { host, user, cwd, git, kube, cloud } = walk.facts;
  const place = JSON.parse(
    JSON.stringify({ host, user, cwd: walk.values.mask(cwd), git, kube, cloud }),
  ) as JsonObject;
  return {
    fmt: planFormat,
    run: walk.state.runId,
    runbook: { path: walk.text.text.path, sha256: walk.text.sha256, title: walk.text.plan.runbook.title },
    operator: walk.state.operator,
    context: place,
    values: valuesShown(walk, statements),
    statements: statements.map(({ step, stmt, digest, line, text, edited }) => ({
      step,
      stmt,
      digest,
      line,
      text,
      edited,
      heading: headingOf(walk.text.plan, step),
    })),
  };
}

/** The values that the commands take, by name; of secrets only that they are there. */
function valuesShown(walk: Walk, statements: readonly Statement[]): JsonObject[] {
  const taken = new Set(
    statements.flatMap(({ step, stmt }) => {
      const statement = walk.text.plan.steps.get(step)?.statements[stmt];
      return statement === undefined ? [] : inputsOfStatement(walk.text.plan, step, statement);
    }),
  );
  return [...taken].flatMap((name): readonly JsonObject[] => {
    if (!walk.values.has(name)) return [];
    const value = walk.values.get(name);
    return [value === undefined ? { name, secret: true } : { name, value: walk.values.mask(value) }];
  });
}

/** What is open at a step, as a text for whoever shares no repository. */
export function copyRequest(walk: Walk, step: string): string {
  const plans = gatesAt(walk.state.gates, step).flatMap(({ request: asked }) => asked?.plan ?? []);
  return guard(() => requestText(walk.log.recorder.folder, plans));
}

/** Passes a step's gates without approval, if the team's policy allows it. Returns the refusal, if any. */
export async function breakGlass(walk: Walk, step: string, reason: string): Promise<Refusal | undefined> {
  const records = gatesAt(walk.state.gates, step);
  const early = walk.refuseAny() ?? refuseReason(reason);
  if (early !== undefined) return early;
  const closed = records.find(({ gate }) => !gate.breakGlass);
  if (records.length === 0 || closed !== undefined)
    return { code: 'not-allowed', message: 'The policy lets nobody go on here without an approval.' };
  const refused = await askApproval(walk, step);
  if (refused !== undefined) return refused;
  for (const { gate, request: asked } of gatesAt(walk.state.gates, step)) {
    if (asked === undefined || asked.overridden !== undefined) continue;
    const { author: by } = walk.options;
    walk.record({ type: 'approval.overridden', gate: gate.gate, nonce: asked.nonce, reason, by });
  }
  await walk.log.checkpoint('gate');
  return undefined;
}

/** Withdraws a step's requests that nobody has used yet. Returns the refusal, if any. */
export async function withdrawRequest(walk: Walk, step: string): Promise<Refusal | undefined> {
  const refused = walk.refuseAny();
  if (refused !== undefined) return refused;
  const open = gatesAt(walk.state.gates, step).flatMap(({ gate, request: asked }) =>
    asked === undefined || asked.usedAt !== undefined || asked.overridden !== undefined
      ? []
      : [{ gate: gate.gate, nonce: asked.nonce }],
  );
  if (open.length === 0) return { code: 'not-allowed', message: 'Nothing is asked here.' };
  const { author: by } = walk.options;
  for (const one of open) walk.record({ type: 'approval.withdrawn', ...one, by });
  await walk.log.checkpoint('gate');
  return undefined;
}

/** Why the next command of a step may not run as it stands now. */
export function refuseNext(walk: Walk, planned: Planned): Refusal | undefined {
  const [command] = commandsOf(walk, planned, nextStatement(walk, planned));
  return command === undefined ? undefined : refuseGate(walk, command);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
