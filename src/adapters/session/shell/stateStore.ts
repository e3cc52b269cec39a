import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Origin, TracedVariable } from '../../../core/run/environment.ts';
import { Redactor } from '../../../core/output/redactor.ts';
import { leaveWord } from '../processes/orphans.ts';
import { Origins } from './origins.ts';
import { exportedIn } from './exported.ts';
import { sessionMark } from './hook.ts';
import { takeSnapshot, variablesOf, type Snapshot } from './snapshot.ts';
import type { ShellState } from './state.ts';
import { makePrivateFolder } from '../../privateFolder.ts';

export interface StateStoreOptions {
  /** What a new shell would inherit. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: () => readonly string[];
  readonly folder?: string;
}

/** What the shell came to its state by, and the values that were given with it. */
export interface Cause {
  readonly by: Origin;
  readonly given?: Readonly<Record<string, string>>;
  readonly attemptId?: string;
}

const stored = z.object({ cwd: z.string(), script: z.string(), missing: z.array(z.string()) });

/** What an earlier session left in a folder: where it was, and the names of its variables. */
export interface SavedSession {
  readonly cwd: string;
  readonly variables: ReadonlySet<string>;
  readonly functions: readonly string[];
}

/** Undefined where it left nothing that can be used. */
export function savedSession(folder: string): SavedSession | undefined {
  const saved = readSaved(folder);
  if (saved === undefined) return undefined;
  const functions = [...saved.script.matchAll(/^([^\s()]+) \(\) *\n\{/gm)].map(([, name = '']) => name);
  return {
    cwd: saved.cwd,
    variables: new Set(variablesOf(saved.script).map(({ name }) => name)),
    functions,
  };
}

function readSaved(folder: string): Snapshot | undefined {
  try {
    return stored.parse(JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Keeps the newest state of the shell, in memory and, without secrets, on disk. */
export class StateStore {
  readonly #options: StateStoreOptions;
  readonly #origins: Origins;
  #state: ShellState | undefined;
  #snapshot: Snapshot | undefined;
  #written = '';
  #pid: number | undefined;
  #judged: { readonly secrets: readonly string[]; readonly judge: (text: string) => boolean } | undefined;
  cwd = '/';

  constructor(options: StateStoreOptions) {
    this.#options = options;
    this.#origins = new Origins(options.environment);
  }

  keep(
    cwd: string,
    state: ShellState | undefined,
    { pid, by, given }: Cause & { readonly pid: number | undefined },
  ): void {
    this.#leaveWord(pid);
    this.cwd = cwd;
    if (state === undefined) return;
    this.#state = state;
    this.#origins.take(state, by, given);
    this.#snapshot = undefined;
    this.#write();
  }

  /** What a shell said as a statement ended it: in a function, `$1` and the rest are that function's, and not the shell's. */
  last({ sections, nonce }: ShellState): ShellState {
    const calls = sections['calls']?.split('\n', 1)[0]?.split(' ') ?? [];
    const before = this.#state?.sections['arguments'] ?? '';
    return calls.every(name => ['', 'source', 'main'].includes(name))
      ? { nonce, sections }
      : { nonce, sections: { ...sections, arguments: before } };
  }

  /** Every variable, and who set it last. */
  get variables(): readonly TracedVariable[] {
    return this.#origins.all;
  }

  /** The shell's own jobs, by their pid, as it named them last. */
  get jobs(): readonly number[] {
    return [...(this.#state?.sections['jobs'] ?? '').matchAll(/^\d+$/gm)].map(([pid]) => Number(pid));
  }

  /** The exported variables of the shell, those of its own machinery left out; undefined before it has said them. */
  exported(): Readonly<Record<string, string>> | undefined {
    const text = this.#state?.sections['variables'];
    if (text === undefined) return undefined;
    // Whoever inherits the mark counts as started by a command of the run.
    return Object.fromEntries(Object.entries(exportedIn(text)).filter(([name]) => name !== sessionMark));
  }

  /** What a new shell would start from. */
  get snapshot(): Snapshot | undefined {
    if (this.#snapshot === undefined && this.#state !== undefined) {
      this.#snapshot = takeSnapshot(this.#state, this.cwd, {
        holdsSecret: this.#judge(),
        inherited: Object.keys(this.#options.environment),
      });
    }
    return this.#snapshot;
  }

  /** Reads what an earlier session left; a file that is damaged counts as none. */
  load(): void {
    const { folder } = this.#options;
    if (folder === undefined) return;
    this.#snapshot = readSaved(folder);
    if (this.#snapshot !== undefined && this.#snapshot.cwd !== '') this.cwd = this.#snapshot.cwd;
  }

  #judge(): (text: string) => boolean {
    const secrets = this.#options.secrets();
    if (this.#judged?.secrets.join('\0') !== secrets.join('\0'))
      this.#judged = { secrets: [...secrets], judge: judge(secrets) };
    return this.#judged.judge;
  }

  /** Whoever comes after a crash finds what is left of this shell; nothing but that tidying-up needs it. */
  #leaveWord(pid: number | undefined): void {
    const { folder } = this.#options;
    if (folder === undefined || pid === undefined || pid === this.#pid) return;
    this.#pid = pid;
    void leaveWord(folder, pid).catch(() => undefined);
  }

  #write(): void {
    const { folder } = this.#options;
    if (folder === undefined) return;
    const text = JSON.stringify(this.snapshot);
    if (text === this.#written) return;
    try {
      makePrivateFolder(folder);
      const path = join(folder, 'session.json');
      writeFileSync(`${path}.new`, text, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      this.#written = text;
    } catch {
      // A full disk: the run goes on, a later session starts from an older state, and the log says by itself that it cannot be written.
    }
  }
}

/** Judges texts in latin1. One redactor serves them all: a byte that no text holds keeps them apart, and building it is what costs. */
function judge(secrets: readonly string[]): (text: string) => boolean {
  const redactor = new Redactor(secrets);
  const apart = Uint8Array.of(0xff, 0xff);
  return text => {
    const before = redactor.masked;
    redactor.push(Buffer.from(text, 'latin1'));
    redactor.push(apart);
    return redactor.masked > before;
  };
}
