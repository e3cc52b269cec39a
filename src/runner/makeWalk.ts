import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readAnswers } from '../adapters/audit/approvals/answers.ts';
import { refuseSuccessor } from '../adapters/audit/roster/successor.ts';
import { privateState } from '../adapters/audit/stateFolders.ts';
import { createRun, resumeRun, type RunFacts, type WriterOptions } from '../adapters/audit/journal/run.ts';
import { takeTurn, type Lists, type Wish } from '../adapters/audit/turn.ts';
import { maskRules } from '../adapters/audit/journal/maskRules.ts';
import { chooseSigner, type SignerOptions } from '../adapters/audit/keys/chooseSigner.ts';
import { treeSignersFiles } from '../adapters/audit/keys/signingKey.ts';
import type { Journal } from '../adapters/audit/journal/journal.ts';
import { readRun, type RunRecord } from '../adapters/audit/runFolder.ts';
import { hangUpOrphans } from '../adapters/session/processes/orphans.ts';
import { readAgain } from '../adapters/runbookFile.ts';
import type { Cluster } from '../core/ports.ts';
import type { Author } from '../core/audit/author.ts';
import type { Recorded } from '../core/audit/entry.ts';
import { isAmbient, isSecretName } from '../core/shell/variables/variableNames.ts';
import { emptyRun, replay, type RunState } from '../core/run/state.ts';
import type { Facts, Notice } from '../core/run/view/view.ts';
import { guardAsync, recorderFor } from './log/journalRecorder.ts';
import { operatorName } from '../adapters/operator.ts';
import { holdInherited, inheritedActions } from './session/inheritedValues.ts';
import { lookAround } from './session/preflight.ts';
import { layText, type Prepared } from './prepare.ts';
import { sessionStage } from './session/sessionStage.ts';
import type { Stage } from './session/stage.ts';
import { comeBack, resumedHere, leavingFor, sessionFolder } from './session/savedShell.ts';
import { offeredHere } from './people/offers.ts';
import type { OpenedLog } from './log/runLog.ts';
import { factsFor } from './session/whereabouts.ts';
import type { WalkObserver } from './log/observer.ts';
import { Walk } from './walk.ts';
import type { WalkOptions } from './walkOptions.ts';

export interface OpenOptions extends Pick<SignerOptions, 'asker' | 'apart'> {
  /** Where the session starts, unless front matter says otherwise. */
  readonly directory: string;
  /** The Markdown file, if the log's path for it does not lead there from `directory`. */
  readonly file?: string;
  readonly stateFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly author: Author;
  readonly version: string;
  /** Version of VS Code; empty on the command line. */
  readonly vscode: string;
  readonly observer?: WalkObserver;
  /** False in an untrusted workspace: nothing may run, not even git or kubectl. */
  readonly trusted: boolean;
  readonly notices?: readonly Notice[];
  /** True if `environment` was made by the user's login profile. */
  readonly login?: true;
  /** Time limit in ms of a command whose author sets none. */
  readonly timeoutMs?: number;
  /** True if variables of the environment count as values of inputs of the same name. */
  readonly takesEnvironment?: boolean;
  /** True if a step stops before a command whose title asks to wait. */
  readonly stopsToWait?: boolean;
  /** False in an unattended run, where nobody could type a guard's name. */
  readonly asksForNames?: boolean;
  /** The live cluster, for the views. */
  readonly cluster?: Cluster;
  /** True if the key may prompt on this process's terminal. */
  readonly asksHere?: boolean;
  /** Called with the run's folder once there is one; awaited before anything is done in the run. */
  readonly opened?: (folder: string) => Promise<void>;
  /** Lists of trusted signers from outside the tree, used when a run is taken over. */
  readonly lists?: Lists;
}

/** Makes the walk of a prepared run. Its log is opened by `start` or by the first action. */
export async function makeWalk(prepared: Prepared, options: OpenOptions): Promise<Walk> {
  const { cwd } = prepared.laid.plan.runbook.meta;
  const directory = resolve(options.directory, cwd ?? '.');
  const file = fileOf(prepared, options);
  const back = comeBack(prepared.record, options.environment);
  const place = back?.saved !== undefined && existsSync(back.saved.cwd) ? back.saved.cwd : directory;
  const { environment } = options;
  const trust = options.trusted ? 'ask' : 'untrusted';
  const facts = await factsFor(file, { cwd: place, environment }, trust);
  const offered = await offeredHere(prepared.record, { ...options, directory });
  const walk: Walk = new Walk({
    begins: prepared,
    grammar: prepared.grammar,
    facts,
    ...readersFor({ prepared, options, directory }),
    notices: options.notices ?? [],
    ...resumedHere(back, offered),
    author: options.author,
    ...paceOf(options),
    trusted: options.trusted,
    stage: stageFor({ prepared, options, directory, walk: () => walk }),
    ...offered,
    ...leavingFor(environment),
    openLog: async wish => {
      const opening = { ...options, wish, signedLate: () => walk.changed() };
      const { log, record } = await guardAsync(() => openLog(prepared, opening, facts));
      await options.opened?.(log.recorder.folder);
      restoreValues(walk, log.entries, back?.saved?.variables ?? new Set());
      // Only now: resuming has recorded the partial outputs that a crash left.
      if (prepared.record !== undefined) await recallOutputs(walk, record);
      const begins = (state: RunState) => inheritedActions(walk, environment, state);
      return options.takesEnvironment === true ? { ...log, begins } : log;
    },
    ...(options.observer === undefined ? {} : { observer: options.observer }),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
  });
  walk.values.inherit(inheritedSecrets(options.environment));
  if (options.takesEnvironment === true) holdInherited(walk, environment);
  return walk;
}

/** The readers by which a walk learns what changed outside of it: file, place, answers to requests. */
function readersFor({
  prepared,
  options,
  directory,
}: {
  readonly prepared: Prepared;
  readonly options: OpenOptions;
  readonly directory: string;
}): Pick<WalkOptions, 'file' | 'readFacts' | 'readAnswers' | 'refuseSuccessor' | 'look'> {
  const { environment } = options;
  const file = fileOf(prepared, options);
  return {
    file: {
      read: () => readAgain(file),
      lay: (text, shell) => layText({ ...text, path: prepared.text.path }, prepared.grammar, shell),
    },
    readFacts: (cwd, own) => factsFor(file, { cwd, environment: own ?? environment }, 'ask'),
    readAnswers: folder => readAnswers(folder, { privateFolder: privateState(environment) }),
    refuseSuccessor: (folder, to) =>
      refuseSuccessor(folder, to, { environment, roster: options.lists?.roster }),
    look: (plan, look) => lookAround({ ...prepared, plan }, { ...options, directory, file }, look),
  };
}

function paceOf({
  timeoutMs,
  stopsToWait = false,
  asksForNames = true,
}: OpenOptions): Pick<WalkOptions, 'timeoutMs' | 'stopsToWait' | 'asksForNames'> {
  return { stopsToWait, asksForNames, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

/** Where the runbook's file is: `file`, else the log's path relative to `directory`, else relative to the state folder's place. */
export function fileOf(
  { text, record }: Prepared,
  { directory, file }: Pick<OpenOptions, 'directory' | 'file'>,
): string {
  if (file !== undefined) return file;
  const near = resolve(directory, text.path);
  if (record === undefined || existsSync(near)) return near;
  return resolve(record.folder, '../../../..', text.path);
}

/** Values of variables whose names suggest a secret. Short values are left out: masking them would hide ordinary text. */
function inheritedSecrets(environment: NodeJS.ProcessEnv): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) =>
    value.length >= 8 && isSecretName(name) && !isAmbient(name) ? [value] : [],
  );
}

interface StageParts {
  readonly prepared: Prepared;
  readonly options: OpenOptions;
  readonly directory: string;
  readonly walk: () => Walk;
}

function stageFor({ prepared, options, directory, walk }: StageParts): Stage {
  const { environment } = options;
  return sessionStage({
    directory,
    environment,
    runbook: prepared.text.path,
    secrets: () => walk().values.secrets(),
    snapshotFolder: () => sessionFolder(walk().log.recorder.folder, environment),
    ...(prepared.record && { resumed: sessionFolder(prepared.record.folder, environment) }),
    background: bytes => walk().left.background.take(bytes),
    restored: ({ cwd }) => walk().setFacts({ ...walk().facts, cwd }),
  });
}

type Opening = OpenOptions & Pick<WriterOptions, 'signedLate'> & { readonly wish: Wish };

async function openLog(
  prepared: Prepared,
  options: Opening,
  facts: Facts,
): Promise<{ readonly log: OpenedLog; readonly record: RunRecord }> {
  const { environment, asker, asksHere = false, apart, signedLate } = options;
  const [{ signer, notes }, operator] = await Promise.all([
    chooseSigner({
      environment,
      folder: facts.cwd,
      signersFiles: treeSignersFiles(options.stateFolder),
      interactive: asksHere,
      ...(apart === undefined ? {} : { apart }),
      ...(asker === undefined ? {} : { asker }),
    }),
    operatorName(facts.cwd, environment),
  ]);
  const journal = await openJournal(prepared, options, {
    operator,
    signer,
    facts: runFacts(options, facts),
    ...(signedLate === undefined ? {} : { signedLate }),
  });
  const record = await readRun(journal.folder, prepared.record);
  const log: OpenedLog = {
    recorder: recorderFor(journal),
    entries: record.entries,
    notices: notes.map(({ kind, place, sentence }) => ({
      kind: kind === 'key-made' ? 'key-made' : 'key-passed-over',
      path: place,
      sentence,
    })),
  };
  return { log, record };
}

async function openJournal(
  { text, record }: Prepared,
  { stateFolder, environment, wish, lists }: Opening,
  writer: WriterOptions,
): Promise<Journal> {
  if (record !== undefined) {
    const { journal } = await resumeRun(resolve(record.folder), {
      ...writer,
      known: record,
      turn: now => takeTurn(now, wish, { me: writer, ...(lists === undefined ? {} : { lists }) }),
    });
    // Holding the lease proves that the process of the last session is dead.
    await hangUpOrphans(sessionFolder(record.folder, environment));
    return journal;
  }
  return await createRun({
    ...writer,
    stateFolder,
    slug: slugOf(text.path),
    runbook: { path: text.path, source: text.bytes },
  });
}

/**
 * Values of an earlier session; secrets were never written down and are asked for again. What the shell's saved state holds is
 * not given to it once more, since the runbook may have changed it.
 */
export function restoreValues(walk: Walk, entries: readonly Recorded[], known: ReadonlySet<string>): void {
  for (const [name, { value }] of replay(emptyRun, entries).values) {
    const input = walk.text.plan.inputs.get(name);
    if (input === undefined || value === undefined) continue;
    if (known.has(name)) walk.values.restore(input, value);
    else walk.values.set(input, value);
  }
}

async function recallOutputs(walk: Walk, record: RunRecord): Promise<void> {
  const steps = replay(emptyRun, record.entries).steps.values();
  const attempts = [...steps].flatMap(({ attempts }) => Object.values(attempts));
  await walk.outputs.recall(
    record,
    attempts.map(({ id }) => id),
  );
}

function runFacts({ version, vscode, author, login }: OpenOptions, { git }: Facts): RunFacts {
  return {
    repo:
      git === undefined
        ? null
        : { head: git.head, dirty: git.dirty, objectFormat: git.head.length === 64 ? 'sha256' : 'sha1' },
    env: {
      os: process.platform,
      arch: process.arch,
      vscode,
      ext: version,
      ...(login === undefined ? {} : { login }),
    },
    maskRules,
    unattended: author === 'unattended',
  };
}

function slugOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '');
}
