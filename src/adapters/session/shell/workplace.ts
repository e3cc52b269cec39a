import { lstatSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from '../../privateFolder.ts';
import { makePipes, readPipe, ValuePipe } from '../pipe.ts';
import { hookFiles, type HookFolder } from './hook.ts';
import { StateReader, type ShellState } from './state.ts';

/** What the folder of a shell is like; `foreign` where somebody else has put something in its place, which must not be read. */
export type Standing = 'whole' | 'torn' | 'foreign';

const pipes = ['values', 'state'] as const;

/** The folder of one shell with the hook's files and its two pipes. What tidies temporary folders up may take it while the shell lives. */
export class Workplace {
  readonly #hook: HookFolder;
  readonly #take: (state: ShellState) => void;
  /** Of what is made there: not everywhere the user who makes it. */
  readonly #owner: number | undefined;
  #values: ValuePipe;
  #states: Socket;
  #open = true;
  #mending: Promise<void> | undefined;

  /** Makes it; what the shell says of itself goes to `take`. */
  static async make(hook: HookFolder, take: (state: ShellState) => void): Promise<Workplace> {
    await furnish(hook);
    return new Workplace(hook, take);
  }

  private constructor(hook: HookFolder, take: (state: ShellState) => void) {
    this.#hook = hook;
    this.#take = take;
    this.#owner = look(hook.path)?.uid;
    this.#values = this.#openValues();
    this.#states = this.#openStates();
  }

  get standing(): Standing {
    const { path } = this.#hook;
    const folders = [dirname(path), path, join(path, 't')].map(look);
    if (folders.some(folder => folder !== undefined && !this.#isOurs(folder))) return 'foreign';
    const parts = [
      ...folders,
      ...['a', 'd', 'z'].map(name => look(join(path, name))),
      ...pipes.map(name => look(join(path, name))),
    ];
    const fifos = parts.filter(part => part?.isFIFO() === true).length;
    return parts.includes(undefined) || fifos < pipes.length ? 'torn' : 'whole';
  }

  /** Makes again what has gone of it, and answers what it was like; nothing is made where it is not ours. */
  async mend(): Promise<Standing> {
    const { standing } = this;
    if (standing !== 'torn' || !this.#open) return standing;
    this.#mending ??= this.#refurnish().finally(() => {
      this.#mending = undefined;
    });
    await this.#mending;
    return standing;
  }

  /** Queues bytes for the shell to read. */
  give(bytes: Buffer): void {
    this.#values.write(bytes);
  }

  /** Closes the pipes and removes the folder. */
  remove(): void {
    this.#open = false;
    this.#values.close();
    this.#states.destroy();
    if (this.standing !== 'foreign') rmSync(this.#hook.path, { recursive: true, force: true });
  }

  async #refurnish(): Promise<void> {
    await furnish(this.#hook);
    // It may have been removed meanwhile.
    if (!this.#open) return;
    this.#values.close();
    this.#states.destroy();
    this.#values = this.#openValues();
    this.#states = this.#openStates();
  }

  #isOurs(stat: Stats): boolean {
    return stat.isDirectory() && stat.uid === this.#owner;
  }

  #openValues(): ValuePipe {
    return new ValuePipe(join(this.#hook.path, 'values'));
  }

  #openStates(): Socket {
    const states = new StateReader(this.#take);
    return readPipe(join(this.#hook.path, 'state'), bytes => states.push(bytes));
  }
}

/** Writes a file that only its owner can read. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}

async function furnish(hook: HookFolder): Promise<void> {
  makePrivateFolder(join(hook.path, 't'));
  for (const [name, text] of Object.entries(hookFiles(hook))) {
    // The shell may be reading what is there.
    const path = join(hook.path, name);
    if (look(path) === undefined) writePrivate(path, text);
  }
  const paths = pipes.map(name => join(hook.path, name));
  for (const path of paths) rmSync(path, { force: true });
  await makePipes(paths);
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
