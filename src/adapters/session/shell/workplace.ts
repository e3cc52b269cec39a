import { lstatSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from '../../privateFolder.ts';
import { sayWhose } from '../folder.ts';
import { makePipes, readPipe, ValuePipe } from '../pipe.ts';
import { hookFiles, typedSign, type HookFolder } from './hook.ts';
import { StateReader, type ShellState } from './state.ts';

/** What the folder of a shell is like; `foreign` where somebody else has put something in its place, which must not be read. */
export type Standing = 'whole' | 'torn' | 'foreign';

const pipes = ['values', 'state'] as const;

type Pipe = (typeof pipes)[number];

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
  /** The pipes that are open here: others of their names are not read. */
  readonly #opened = new Map<Pipe, number | undefined>();

  /** Makes it; what the shell says of itself goes to `take`. */
  static async make(hook: HookFolder, take: (state: ShellState) => void): Promise<Workplace> {
    await furnish(hook, pipes);
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
    const parts = [...folders, ...['a', 'd', 'x', 'z'].map(name => look(join(path, name)))];
    return parts.includes(undefined) || this.#lacking().length > 0 ? 'torn' : 'whole';
  }

  /**
   * Makes again what has gone of it, and answers what it was like; nothing is made where it is not ours. `typed` where keys were passed
   * on to the statement that runs.
   */
  async mend(typed: boolean): Promise<Standing> {
    // In the middle of a mending everything may be there, and the pipes not open yet.
    await this.#mending;
    const { standing } = this;
    if (standing !== 'torn' || !this.#open) return standing;
    this.#mending ??= this.#refurnish(typed).finally(() => {
      this.#mending = undefined;
    });
    await this.#mending;
    // Somebody else may have been quicker.
    return this.standing === 'foreign' ? 'foreign' : standing;
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

  async #refurnish(typed: boolean): Promise<void> {
    const lacking = this.#lacking();
    makePrivateFolder(this.#hook.path);
    // Before the files are there that look for it.
    if (typed) writePrivate(typedSign(this.#hook), '');
    await furnish(this.#hook, lacking);
    await sayWhose(dirname(this.#hook.path));
    // It may have been removed meanwhile, or somebody else's may lie there.
    if (!this.#open || this.standing === 'foreign') return;
    if (lacking.includes('values')) {
      this.#values.close();
      this.#values = this.#openValues();
    }
    if (lacking.includes('state')) {
      this.#states.destroy();
      this.#states = this.#openStates();
    }
  }

  /** The pipes that have gone, or lie there and are not the ones that are open: what is in those may not have been read yet. */
  #lacking(): readonly Pipe[] {
    return pipes.filter(name => {
      const there = look(join(this.#hook.path, name));
      return there?.isFIFO() !== true || there.ino !== this.#opened.get(name);
    });
  }

  #isOurs(stat: Stats): boolean {
    return stat.isDirectory() && stat.uid === this.#owner;
  }

  #openValues(): ValuePipe {
    const pipe = new ValuePipe(join(this.#hook.path, 'values'));
    this.#note('values');
    return pipe;
  }

  #openStates(): Socket {
    const states = new StateReader(this.#take);
    const pipe = readPipe(join(this.#hook.path, 'state'), bytes => states.push(bytes));
    this.#note('state');
    return pipe;
  }

  #note(name: Pipe): void {
    this.#opened.set(name, look(join(this.#hook.path, name))?.ino);
  }
}

/** Writes a file that only its owner can read. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}

async function furnish(hook: HookFolder, lacking: readonly Pipe[]): Promise<void> {
  makePrivateFolder(join(hook.path, 't'));
  for (const [name, text] of Object.entries(hookFiles(hook))) {
    // The shell may be reading what is there.
    const path = join(hook.path, name);
    if (look(path) === undefined) writePrivate(path, text);
  }
  const paths = lacking.map(name => join(hook.path, name));
  for (const path of paths) rmSync(path, { force: true });
  if (paths.length > 0) await makePipes(paths);
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
