import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { systemCode } from '../adapters/audit/failure.ts';
import { planContent } from '../adapters/audit/approvals/plans.ts';
import { readRun, type RunRecord } from '../adapters/audit/runFolder.ts';
import { wasmFolder } from '../adapters/assets.ts';
import { loadGrammar } from '../adapters/grammar.ts';
import { parseText, readRunbook, type RunbookFailure, type RunbookText } from '../adapters/runbookFile.ts';
import { pieceRenderer } from '../core/runbook/markdown/render.ts';
import { decodeSource } from '../core/runbook/markdown/source.ts';
import { layOut } from '../core/run/view/page.ts';
import { planOf } from '../core/run/plan.ts';
import { emptyRun, replay } from '../core/run/state.ts';
import type { Grammar } from '../core/shell/grammar.ts';
import type { NotBegun } from '../protocol/hello.ts';
import type { ReadText } from './text/runText.ts';

export type Source =
  /** `name` is what the log calls the file, where that is not the path. */
  | { readonly kind: 'file'; readonly path: string; readonly name?: string }
  /** An open run's folder; the run goes on with the text it started with. */
  | { readonly kind: 'resume'; readonly folder: string };

/** A runbook ready to be walked; nothing has been recorded yet. */
export interface Prepared extends ReadText {
  readonly ok: true;
  readonly grammar: Grammar;
  /** What an earlier session of the run recorded. */
  readonly record?: RunRecord;
}

export interface NotPrepared {
  readonly ok: false;
  readonly message: string;
  /** The same for whoever says it in another language. */
  readonly why: NotBegun;
  /** The run has come to its end: only a new one can be begun. */
  readonly sealed?: true;
}

/** Reads and understands what is to be walked. */
export async function prepare(source: Source): Promise<Prepared | NotPrepared> {
  const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
  if (source.kind === 'resume') return await prepareResume(source.folder, grammar);
  const read = await readRunbook(source.path);
  return read.ok
    ? laidOut({ ...read.text, path: source.name ?? source.path }, grammar)
    : {
        ok: false,
        message: read.failure.message,
        why: { code: ofFile[read.failure.code], path: source.path },
      };
}

const ofFile = {
  missing: 'no-file',
  folder: 'folder',
  'too-large': 'too-large',
  unreadable: 'unreadable',
} as const satisfies Record<RunbookFailure['code'], NotBegun['code']>;

function noRun(code: NotBegun['code'], path: string, message: string): NotPrepared {
  return { ok: false, message, why: { code, path } };
}

async function prepareResume(folder: string, grammar: Grammar): Promise<Prepared | NotPrepared> {
  const record = await readRun(resolve(folder)).catch((error: unknown) => error);
  if (record instanceof Error) return unreadable(folder, record);
  const run = record as RunRecord;
  const [open] = run.entries;
  if (open?.type !== 'open')
    return noRun('not-a-run', folder, `${folder} is not a run that can be gone on with.`);
  if (run.sealed)
    return {
      ...noRun('sealed', folder, 'This run is sealed. Nothing can be added to it. Start a new one.'),
      sealed: true,
    };
  // The text in force, which may be another than the one that the run began with.
  const { text, shell } = replay(emptyRun, run.entries);
  const object = text?.object ?? open.runbook.object;
  // Git is not given objects; who offered the run has left a copy.
  const bytes = run.content(object) ?? planContent(run.folder, object);
  if (bytes === undefined)
    return noRun('no-text', folder, `The runbook of this run is missing in ${folder}/objects.`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...laidOut({ path: open.runbook.path, bytes, sha256 }, grammar, shell), record: run };
}

function unreadable(folder: string, error: Error): NotPrepared {
  if (systemCode(error) !== 'ENOENT')
    return noRun('run-unreadable', folder, `${folder} could not be read: ${error.message}.`);
  const message = `There is no run in ${folder}. Where somebody else began it, pull first; handrail runs lists what is here.`;
  return noRun('no-run', folder, message);
}

function laidOut(text: RunbookText, grammar: Grammar, shell?: ReadonlySet<string>): Prepared {
  return { ok: true, ...layText(text, grammar, shell), grammar };
}

/** A text with the plan and the page that it gives; `shell` holds ids of suggested steps that somebody says are shell. */
export function layText(
  text: RunbookText,
  grammar: Grammar,
  shell: ReadonlySet<string> = new Set(),
): ReadText {
  const runbook = parseText(text, grammar, shell);
  const render = pieceRenderer(decodeSource(text.bytes).lines.join('\n'));
  return { laid: { plan: planOf(runbook), page: layOut(runbook, render) }, text };
}
