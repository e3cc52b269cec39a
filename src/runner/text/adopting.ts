import { midStep, reopenedBy, unfit } from '../../core/run/change/adoption.ts';
import { unifiedDifference } from '../../core/run/change/difference.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import type { Unfit } from '../../core/run/change/unfit.ts';
import { sourceOf, type ReadText } from './runText.ts';
import type { Walk } from '../walk.ts';

export interface Adoption {
  /** SHA-256 of the text that was seen. */
  readonly digest: string;
  readonly reason: string;
}

/** Adopts the file's current text, if the run is between steps and the text can be walked. Returns the refusal, if any. */
export async function adoptRunbook(walk: Walk, { digest, reason }: Adoption): Promise<Refusal | undefined> {
  const early = walk.refuseAny() ?? refuseReason(reason) ?? refuseMiddle(walk);
  if (early !== undefined) return early;
  const { file } = walk.options;
  const found = await file.read();
  if (!found.ok) return { code: 'not-allowed', message: found.failure.message };
  const read = file.lay(found.text, walk.state.shell);
  // The file may have changed again, and the run have gone on, while it was read.
  const refused = walk.refuseAny() ?? refuseMiddle(walk) ?? refuseText(walk, read, digest);
  if (refused !== undefined) return refused;
  record(walk, read, reason);
  walk.adopt(read);
  await walk.log.checkpoint('gate');
  return undefined;
}

/** Never in the middle of a step: what has run of it ran as the old text says. */
function refuseMiddle(walk: Walk): Refusal | undefined {
  if (walk.running !== undefined || walk.work.isClaimed)
    return { code: 'busy', message: 'A command is running. Stop it or wait for its end.' };
  const middle = midStep(walk.text.plan, walk.state);
  if (middle === undefined) return undefined;
  return {
    code: 'not-allowed',
    message: `"${middle.step.title}" is under way. Finish it first, then use the new text.`,
    because: { kind: 'mid-step', title: middle.step.title },
  };
}

function refuseText(walk: Walk, { laid, text }: ReadText, digest: string): Refusal | undefined {
  if (text.sha256 === walk.text.sha256) return wrong({ kind: 'same' });
  if (text.sha256 !== digest) {
    return {
      code: 'out-of-date',
      message: 'The file has changed again since you saw it. Look at the change. Nothing was done.',
      because: { kind: 'text-changed' },
    };
  }
  const found = unfit(laid.plan, name => walk.values.get(name));
  return found === undefined ? undefined : wrong(found);
}

function record(walk: Walk, { laid, text }: ReadText, reason: string): void {
  const before = walk.text;
  const after = { plan: laid.plan, source: sourceOf(text) };
  const diff = unifiedDifference(
    { name: 'before', text: before.source },
    { name: 'after', text: after.source },
  );
  walk.record({
    type: 'runbook.adopted',
    from: before.sha256,
    to: text.sha256,
    object: walk.log.store(text.bytes, { role: 'runbook', media: 'text/markdown' }),
    diff: walk.log.store(Buffer.from(diff), { role: 'diff', media: 'text/x-diff' }),
    reason,
    reopened: reopenedBy(before, after, walk.state),
    by: walk.options.author,
  });
}

function wrong(found: Unfit): Refusal {
  const message = `${sentenceOf(found)} This run goes on with the text it has.`;
  return { code: 'problem', message, because: { kind: 'unfit', unfit: found } };
}

function sentenceOf(found: Unfit): string {
  switch (found.kind) {
    case 'same':
      return 'The file holds the text of this run.';
    case 'no-steps':
      return 'There is nothing to do in the new text.';
    case 'front-matter':
      return `The front matter of the new text cannot be read (line ${found.line}).`;
    case 'value':
      return `The new text does not take the value that ${found.name} has.`;
  }
}
