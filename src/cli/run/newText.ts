import { readAgain } from '../../adapters/runbookFile.ts';
import { reachOf } from '../../core/run/change/adoption.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import { emptyRun, replay } from '../../core/run/state.ts';
import type { Request } from '../../protocol/request.ts';
import { ask } from '../../runner/answer.ts';
import { fileOf } from '../../runner/makeWalk.ts';
import { layText, type Prepared } from '../../runner/prepare.ts';
import type { ReadText } from '../../runner/text/runText.ts';
import type { Walk } from '../../runner/walk.ts';

/** The text that is walked, and the decision that it needs where it is not the run's own. */
export interface Onward {
  readonly text: ReadText;
  readonly adopt?: { readonly digest: string; readonly reason: string };
  /** Steps that only look like shell, and that are to be taken as shell. */
  readonly treat: readonly string[];
}

/** The text to walk, with blocks to treat as shell read as such; or why that is not possible. */
export async function textToWalk(
  prepared: Prepared,
  { adopt, treat }: { readonly adopt: string | undefined; readonly treat: readonly string[] },
): Promise<Onward | string> {
  const found = await textInForce(prepared, adopt);
  if (typeof found === 'string' || treat.length === 0)
    return typeof found === 'string' ? found : { ...found, treat };
  const known = replay(emptyRun, prepared.record?.entries ?? []).shell;
  const fresh = treat.filter(id => !known.has(id));
  const text = layText(
    { ...found.text.text, path: prepared.text.path },
    prepared.grammar,
    new Set([...known, ...fresh]),
  );
  const wrong = fresh.find(
    id =>
      found.text.laid.plan.steps.get(id)?.step.kind !== 'suggested' ||
      text.laid.plan.steps.get(id)?.statements.length === 0,
  );
  return wrong === undefined
    ? { ...found, text, treat: fresh }
    : `--treat needs the id of a step that looks like shell and is not tagged as such; ${wrong} is none. handrail parse FILE lists them.`;
}

/** The run's text, or with a reason the one that the file holds today. */
async function textInForce(
  prepared: Prepared,
  reason: string | undefined,
): Promise<Omit<Onward, 'treat'> | string> {
  if (reason === undefined) return { text: prepared };
  if (prepared.record === undefined) return '--adopt goes with --resume: a new run has the text of the file.';
  const unsaid = refuseReason(reason);
  if (unsaid !== undefined) return `--adopt needs a reason. ${unsaid.message}`;
  const found = await readAgain(fileOf(prepared, { directory: process.cwd() }));
  if (!found.ok) return found.failure.message;
  const { sha256 } = found.text;
  if (sha256 === prepared.text.sha256) return { text: prepared };
  const text = layText({ ...found.text, path: prepared.text.path }, prepared.grammar);
  return { text, adopt: { digest: sha256, reason } };
}

/** Adopts the new text and treats suggested blocks as shell, if that was asked for. Returns why not, if so. */
export async function takeNewText(walk: Walk, { adopt, treat }: Onward): Promise<string | undefined> {
  const decisions: readonly Request[] = [
    ...(adopt === undefined ? [] : [{ type: 'runbook.adopt' as const, ...adopt }]),
    ...treat.map(step => ({ type: 'step.treat' as const, step })),
  ];
  for (const decision of decisions) {
    const reply = await ask(walk, decision);
    if (!reply.ok) return reply.message;
  }
  return undefined;
}

/** What whoever goes on with a run should know of its file. */
export async function changedNotes(walk: Walk, { adopt }: Onward): Promise<readonly string[]> {
  if (adopt !== undefined) return ['This run goes on with the text that the file holds now.'];
  await walk.compareToday();
  const { today, page, isGone } = walk.text;
  if (isGone)
    return [
      `${page.path} is no longer there: it was renamed, moved or deleted. This run goes on with the text it has.`,
    ];
  if (today === undefined) return [];
  const { lines, reached } = reachOf(today.change, walk.state);
  const where = reached === 0 ? '' : `, ${reached} of them in steps that were begun`;
  const many = lines === 1 ? '1 line' : `${lines} lines`;
  return [
    `${page.path} was changed: ${many}${where}. This run goes on with the text it has. Take the new one with --adopt REASON.`,
  ];
}
