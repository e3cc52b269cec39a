import { readRunbook } from '../adapters/runbookFile.ts';
import { reachOf } from '../core/run/adoption.ts';
import { refuseReason } from '../core/run/refusal.ts';
import { ask } from '../runner/answer.ts';
import { fileOf } from '../runner/makeWalk.ts';
import { layText, type Prepared } from '../runner/prepare.ts';
import type { ReadText } from '../runner/runText.ts';
import type { Walk } from '../runner/walk.ts';

/** The text that is walked, and the decision that it needs where it is not the run's own. */
export interface Onward {
  readonly text: ReadText;
  readonly adopt?: { readonly digest: string; readonly reason: string };
}

/** The run's text, or with a reason the one that the file holds today; or why that cannot be. */
export async function textToWalk(prepared: Prepared, reason: string | undefined): Promise<Onward | string> {
  if (reason === undefined) return { text: prepared };
  if (prepared.record === undefined) return '--adopt goes with --resume: a new run has the text of the file.';
  const unsaid = refuseReason(reason);
  if (unsaid !== undefined) return `--adopt needs a reason. ${unsaid.message}`;
  const found = await readRunbook(fileOf(prepared, { directory: process.cwd() }));
  if (!found.ok) return found.failure.message;
  const { sha256 } = found.text;
  if (sha256 === prepared.text.sha256) return { text: prepared };
  const text = layText({ ...found.text, path: prepared.text.path }, prepared.grammar);
  return { text, adopt: { digest: sha256, reason } };
}

/** Takes the new text, where one was decided on; answers why not. */
export async function takeNewText(walk: Walk, { adopt }: Onward): Promise<string | undefined> {
  if (adopt === undefined) return undefined;
  const reply = await ask(walk, { type: 'runbook.adopt', ...adopt });
  return reply.ok ? undefined : reply.message;
}

/** What whoever goes on with a run should know of its file. */
export async function changedNotes(walk: Walk, { adopt }: Onward): Promise<readonly string[]> {
  if (adopt !== undefined) return ['This run goes on with the text that the file holds now.'];
  await walk.compareToday();
  const { today, page } = walk.text;
  if (today === undefined) return [];
  const { lines, reached } = reachOf(today.change, walk.state);
  const where = reached === 0 ? '' : `, ${reached} of them in steps that were begun`;
  const many = lines === 1 ? '1 line' : `${lines} lines`;
  return [
    `${page.path} was changed: ${many}${where}. This run goes on with the text it has. Take the new one with --adopt REASON.`,
  ];
}
