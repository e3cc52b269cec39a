import * as z from 'zod';

// What a view may ask of the runner. A view names a step and the revision it saw; no script travels this way but an edited command,
// which runs only once its digest was confirmed.

const stepId = z.string().min(1).max(200);
/** `RunView.revision` the operator was looking at; the runner refuses to run what has changed since. */
const revision = z.int().min(0);
const text = z.string().max(100_000);
/** Of a command in its step, from 0. */
const index = z.int().min(0).max(100_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** What was written into the blanks of a step, by their names. */
const filledIn = z.array(z.object({ name: z.string().min(1).max(500), value: text })).max(1000);
const jobId = z.string().min(1).max(100);

export const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.step'), step: stepId, revision, confirm: text.optional() }),
  z.object({ type: z.literal('run.next'), step: stepId, revision, confirm: text.optional() }),
  /** The step and those after it, as far as nobody is needed. */
  z.object({ type: z.literal('run.from'), step: stepId, revision, confirm: text.optional() }),
  /** Tries again to write the log, where that failed; nothing runs by it. */
  z.object({ type: z.literal('log.retry') }),
  /** Looks anew where commands would act. */
  z.object({ type: z.literal('context.check') }),
  z.object({ type: z.literal('run.stop'), step: stepId }),
  z.object({ type: z.literal('run.force'), step: stepId }),
  /** More time for a command that has a limit, in ms. */
  z.object({ type: z.literal('run.extend'), step: stepId, ms: z.int().min(1000).max(86_400_000) }),
  /** Counts down how long the step's words say to wait; nothing begins when it is over. */
  z.object({ type: z.literal('wait.start'), step: stepId }),
  z.object({ type: z.literal('wait.end'), step: stepId }),
  z.object({ type: z.literal('terminal.type'), step: stepId, text }),
  /** Types a command into the shell that it is meant for, which an earlier command of its step has opened. */
  z.object({
    type: z.literal('shell.send'),
    step: stepId,
    statement: index,
    revision,
    confirm: text.optional(),
  }),
  /** How what was sent there has ended. */
  z.object({
    type: z.literal('shell.judge'),
    step: stepId,
    statement: index,
    decision: z.enum(['met', 'differs']),
  }),
  /** A person did there, by their own hand, what is meant for a shell that has been left. */
  z.object({ type: z.literal('shell.told'), step: stepId, statement: index, revision }),
  /** `keep`, of a secret: the window keeps it in VS Code's secret storage until the run is closed; the runner has no part in that. */
  z.object({
    type: z.literal('input.set'),
    name: z.string().min(1).max(200),
    value: text,
    keep: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('check.set'), step: stepId, checked: z.boolean(), note: text.optional() }),
  z.object({ type: z.literal('note'), step: stepId, text }),
  /** A file that a person chose in VS Code's own dialog, as evidence; `path` is absolute. */
  z.object({ type: z.literal('attach'), step: stepId, path: z.string().min(1).max(4096) }),
  z.object({ type: z.literal('record.fill'), step: stepId, values: filledIn }),
  /** Takes what only looks like shell as shell; nothing runs by it. */
  z.object({ type: z.literal('step.treat'), step: stepId }),
  /** Asks those whose agreement a step lacks; asking again takes the place of what was asked. */
  z.object({ type: z.literal('approval.ask'), step: stepId, why: text.optional() }),
  /** Takes back what was asked and nobody used yet. */
  z.object({ type: z.literal('approval.withdraw'), step: stepId }),
  /** The request as a text to paste. */
  z.object({ type: z.literal('approval.copy'), step: stepId }),
  /** An answer that somebody sent as a text. */
  z.object({ type: z.literal('approval.paste'), text }),
  /** Looks whether an answer has come into the run's folder. */
  z.object({ type: z.literal('approval.look') }),
  /** Goes on without an answer, where the team's policy allows it. */
  z.object({ type: z.literal('approval.break'), step: stepId, reason: text }),
  /** Offers the run to somebody else, and ends its shell; `jobs` as in `close`. */
  z.object({
    type: z.literal('handover.offer'),
    text,
    to: z.string().max(500).optional(),
    jobs: z.enum(['end', 'leave', 'hang-up']).optional(),
  }),
  /** Verifies the run and takes it over. */
  z.object({ type: z.literal('handover.accept') }),
  z.object({ type: z.literal('handover.withdraw') }),
  z.object({ type: z.literal('step.hand'), step: stepId, reason: text }),
  /** A template was copied; with what was typed into its blanks, by their names. */
  z.object({ type: z.literal('step.copied'), step: stepId, values: filledIn.optional() }),
  z.object({ type: z.literal('step.skip'), step: stepId, reason: text }),
  z.object({ type: z.literal('step.reopen'), step: stepId, reason: text }),
  z.object({
    type: z.literal('judge'),
    step: stepId,
    decision: z.enum(['met', 'differs']),
    text: text.optional(),
  }),
  z.object({
    type: z.literal('settle'),
    step: stepId,
    decision: z.enum(['finished', 'failed', 'again']),
    reason: text,
  }),
  /** A text in a command's place: it is shown beside the command, and does not run by this. The one text that travels this way. */
  z.object({ type: z.literal('edit.propose'), step: stepId, statement: index, revision, text }),
  /** Runs the text that was shown, by its digest, and no other. */
  z.object({
    type: z.literal('edit.confirm'),
    step: stepId,
    statement: index,
    revision,
    digest,
    reason: text,
    confirm: text.optional(),
  }),
  /** Runs once more what was confirmed before. */
  z.object({
    type: z.literal('edit.retry'),
    step: stepId,
    statement: index,
    revision,
    digest,
    confirm: text.optional(),
  }),
  z.object({ type: z.literal('branch.enter'), section: stepId, reason: text }),
  /** Goes on with the text that the file holds now, if that is the one that was seen. */
  z.object({ type: z.literal('runbook.adopt'), digest, reason: text }),
  /** The text that the run goes on with. */
  z.object({ type: z.literal('runbook.read') }),
  /** The variables of the shell, secrets by name only. */
  z.object({ type: z.literal('environment.read') }),
  z.object({
    type: z.literal('close'),
    result: z.enum(['done', 'aborted']),
    reason: text.optional(),
    /** What becomes of what commands left running; refused where something is alive and nobody says. */
    jobs: z.enum(['end', 'leave', 'hang-up']).optional(),
  }),
  /** INT, then TERM after 2 s, for something that a command left running. */
  z.object({ type: z.literal('job.stop'), job: jobId }),
  z.object({ type: z.literal('job.force'), job: jobId }),
  /** Signs the end of a run that was closed while its key was away. */
  z.object({ type: z.literal('seal.sign') }),
  /** Looks around once more before the first action: tools, context, directory. */
  z.object({ type: z.literal('look') }),
  /** Agrees to a program that signs in to the cluster, by its digest; it is started for this run's live view. */
  z.object({ type: z.literal('live.signIn'), digest }),
  z.object({ type: z.literal('output.read'), attemptId: z.string().min(1).max(100) }),
]);

export type Request = z.infer<typeof request>;
export type RequestType = Request['type'];
