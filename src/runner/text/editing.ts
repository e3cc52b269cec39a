import { createHash } from 'node:crypto';
import { bashAccepts } from '../../adapters/bashSyntax.ts';
import { guardOfEdit, guardOfRecorded } from '../../core/run/guard.ts';
import { isBound } from '../../core/run/context.ts';
import { lineDifference, unifiedDifference } from '../../core/run/change/difference.ts';
import { normalised, type EditRefusal } from '../../core/run/change/edit.ts';
import { insides } from '../../core/run/inside.ts';
import type { Planned } from '../../core/run/plan.ts';
import { refuseMissing, refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf } from '../../core/run/state.ts';
import { readEdit } from '../../core/shell/edit.ts';
import type { Statement } from '../../core/shell/statement.ts';
import type { Request } from '../../protocol/request.ts';
import { runStep, stepDigest } from '../attempts/execution.ts';
import { guardingOf, refuseName } from '../attempts/guarding.ts';
import { nextStatement } from '../attempts/nextStatement.ts';
import { maskText } from '../output/outputs.ts';
import type { Proposal } from './proposals.ts';
import type { Walk } from '../walk.ts';

// An edited command: proposed, shown beside the runbook's, confirmed by its digest, recorded and signed, and only then run.

type Asked<T extends Request['type']> = Extract<Request, { readonly type: T }>;

/** Proposes an edited command, to be shown. Runs and records nothing. Returns the refusal, if any. */
export function proposeEdit(
  walk: Walk,
  { step, statement, revision, text }: Asked<'edit.propose'>,
): Refusal | undefined {
  const refused =
    walk.refuse('edit', step) ?? refuseOld(walk, revision) ?? refusePlace(walk, step, statement);
  if (refused !== undefined) return refused;
  const { planned, original } = placeOf(walk, step, statement);
  const shown = walk.shown(original);
  const edited = normalised(text);
  if (edited === normalised(shown)) return wrong({ kind: 'same' });
  const read = understand(walk, edited, original);
  if ('code' in read) return read;
  const guard = guardOfEdit(planned, { index: statement, edited: read }, guardingOf(walk));
  walk.proposals.set(step, {
    index: statement,
    statement: read,
    original: maskText(shown, walk.values.secrets()),
    view: {
      digest: sha256(edited),
      text: edited,
      difference: lineDifference(maskText(shown, walk.values.secrets()), edited),
      risks: read.risks,
      endless: read.endless,
      ...(guard === undefined ? {} : { guard }),
    },
  });
  walk.changed();
  return undefined;
}

/** Records a proposed edit as the operator's decision and runs it in place of the command. Returns the refusal, if any. */
export async function confirmEdit(walk: Walk, asked: Asked<'edit.confirm'>): Promise<Refusal | undefined> {
  const { step, statement, revision, digest, reason, confirm } = asked;
  if (isBound(walk.text.plan.demands, walk.facts)) await walk.locate();
  const refused =
    walk.refuse('edit', step) ?? refuseOld(walk, revision) ?? refusePlace(walk, step, statement);
  if (refused !== undefined) return refused;
  const proposal = walk.proposals.of(step);
  if (proposal?.index !== statement || proposal.view.digest !== digest) return wrong({ kind: 'gone' });
  const { planned, original } = placeOf(walk, step, statement);
  // A value may have become a secret since the text was shown.
  const read = understand(walk, proposal.view.text, original);
  if ('code' in read) return read;
  const guard = guardOfEdit(planned, { index: statement, edited: read }, guardingOf(walk));
  if (guard?.name !== proposal.view.guard?.name) return wrong({ kind: 'gone' });
  const unsaid = refuseReason(reason) ?? refuseName(guard, confirm) ?? refuseBusy(walk);
  if (unsaid !== undefined) return unsaid;
  walk.work.claim();
  walk.proposals.drop(step);
  // A name that nobody asked for was not typed for anything, and is not asked for by a retry.
  const confirmed = guard?.name;
  try {
    recordEdit(walk, planned, { proposal, reason, confirmed });
  } catch (error) {
    walk.work.unclaim();
    throw error;
  }
  walk.work.begin(async () => {
    // Signed before it takes effect, so that nobody can later put another decision in its place.
    await walk.log.checkpoint('gate');
    await runStep(walk, planned, {
      extent: 'one',
      confirmed,
      edit: { index: statement, statement: read, digest },
    });
  });
  return undefined;
}

/** Runs a command's newest edit again; its decision is already recorded. Returns the refusal, if any. */
export async function retryEdit(walk: Walk, asked: Asked<'edit.retry'>): Promise<Refusal | undefined> {
  const { step, statement, revision, digest, confirm } = asked;
  if (isBound(walk.text.plan.demands, walk.facts)) await walk.locate();
  const refused =
    walk.refuse('edit', step) ?? refuseOld(walk, revision) ?? refusePlace(walk, step, statement);
  if (refused !== undefined) return refused;
  const edit = recordOf(walk.state, step).edits?.[statement];
  // The log's own digest says whether the text is the one that was agreed to.
  if (edit?.digest !== digest || sha256(edit.text) !== digest) return wrong({ kind: 'gone' });
  const { planned, original } = placeOf(walk, step, statement);
  const read = understand(walk, edit.text, original);
  if ('code' in read) return read;
  const recorded = guardOfRecorded(planned, edit);
  const guard = guardOfEdit(planned, { index: statement, edited: read }, guardingOf(walk));
  // With another value, or under another policy, it takes something else away than was agreed to.
  if (guard !== undefined && guard.name !== recorded?.name) return wrong({ kind: 'gone' });
  const unsaid = refuseName(recorded, confirm) ?? refuseBusy(walk);
  if (unsaid !== undefined) return unsaid;
  walk.work.claim();
  walk.work.begin(() =>
    runStep(walk, planned, {
      extent: 'one',
      confirmed: confirm,
      edit: { index: statement, statement: read, digest },
    }),
  );
  return undefined;
}

function recordEdit(
  walk: Walk,
  planned: Planned,
  { proposal, reason, confirmed }: { proposal: Proposal; reason: string; confirmed: string | undefined },
): void {
  const { index, original, statement, view } = proposal;
  const patch = unifiedDifference({ name: 'runbook', text: original }, { name: 'edited', text: view.text });
  const diff = walk.log.store(Buffer.from(patch), { role: 'diff', media: 'text/x-diff' });
  walk.record({
    type: 'command.edited',
    step: planned.step.id,
    stepDigest: stepDigest(planned),
    stmt: index,
    originalDigest: sha256(original),
    editDigest: view.digest,
    cmd: view.text,
    diff,
    endless: statement.endless,
    ...(statement.normalExit === undefined ? {} : { normalExit: statement.normalExit }),
    reason,
    ...(confirmed === undefined ? {} : { confirmed }),
    by: walk.options.author,
  });
}

/** The text as a statement that can run now, with what the author says of the command in whose place it stands. */
function understand(walk: Walk, text: string, original: Statement): Statement | Refusal {
  if (maskText(text, walk.values.secrets()) !== text) return wrong({ kind: 'secret' });
  const read = readEdit(text, original.line, { grammar: walk.options.grammar, bashAccepts });
  if (!read.ok) return wrong(read.fault);
  const { inputs } = walk.text.plan;
  const missing = read.statement.reads.filter(name => inputs.has(name) && !walk.values.has(name));
  return refuseMissing(missing) ?? inPlaceOf(original, read.statement);
}

/** What the author says of a command holds for the text in its place; what the shell does is that text's own. */
function inPlaceOf(original: Statement, edited: Statement): Statement {
  const {
    text,
    reads,
    writes,
    placeholders,
    risks,
    needsTerminal,
    endless,
    entersShell,
    normalExit,
    problems,
  } = edited;
  const does = { text, reads, writes, placeholders, risks, needsTerminal, endless, entersShell, problems };
  return { ...original, ...does, normalExit };
}

/** Only the command that would run next can be edited, and only text that bash reads. */
function refusePlace(walk: Walk, step: string, statement: number): Refusal | undefined {
  const planned = walk.text.plan.steps.get(step);
  if (planned === undefined || planned.statements[statement] === undefined) return wrong({ kind: 'gone' });
  if (planned.step.kind === 'script' && !/\b(?:ba)?sh\b/.test(planned.step.interpreter))
    return wrong({ kind: 'not-shell' });
  // What is meant for another shell would not be typed there: that shell is opened first.
  const isInside = insides(planned.statements)[statement] !== undefined;
  return nextStatement(walk, planned) === statement && !isInside ? undefined : wrong({ kind: 'not-next' });
}

function placeOf(walk: Walk, step: string, index: number): { planned: Planned; original: Statement } {
  const planned = walk.text.plan.steps.get(step);
  const original = planned?.statements[index];
  if (planned === undefined || original === undefined) throw new Error(`no command ${index} in ${step}`);
  return { planned, original };
}

function refuseOld(walk: Walk, revision: number): Refusal | undefined {
  if (!walk.changedSince(revision)) return undefined;
  return {
    code: 'out-of-date',
    message: 'The command has changed since you saw it. Look again. Nothing was run.',
  };
}

function refuseBusy(walk: Walk): Refusal | undefined {
  if (!walk.work.isClaimed) return undefined;
  return { code: 'busy', message: 'Another command is running. Stop it or wait for its end.' };
}

function wrong(why: EditRefusal): Refusal {
  const code = why.kind === 'gone' ? 'out-of-date' : 'problem';
  return { code, message: `${sentenceOf(why)} Nothing was run.`, because: { kind: 'edit', wrong: why } };
}

function sentenceOf(why: EditRefusal): string {
  switch (why.kind) {
    case 'empty':
      return 'There is no command in this text.';
    case 'text':
      return 'This text reads as words for a person, not as a command.';
    case 'syntax':
      return 'bash would not understand this text. Look for an open quote or bracket.';
    case 'prompt':
      return 'This text begins with a prompt. Leave the prompt out.';
    case 'blanks':
      return `${why.names.join(', ')} has to be filled in first.`;
    case 'hidden':
      return `This text holds characters that cannot be seen: ${why.characters.join(', ')}. Type it anew.`;
    case 'same':
      return 'This is the command of the runbook. Run it, or change it.';
    case 'secret':
      return 'This text holds the value of a secret. Name its variable instead.';
    case 'not-next':
      return 'Another command of this step comes first.';
    case 'not-shell':
      return 'This script is not for bash, so it cannot be edited here.';
    case 'gone':
      return 'The edited command is not the one that was shown. Look again.';
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
