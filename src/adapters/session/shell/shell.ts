import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn, type IPty } from 'node-pty';
import { foregroundOf, groupsOf, signal } from '../processes/foreground.ts';
import {
  closingLine,
  exitsLine,
  lastTyped,
  overSign,
  ownTrap,
  probeLine,
  quote,
  startLine,
  statementFile,
  statementLine,
  typedSign,
  type HookFolder,
  type Typed,
} from './hook.ts';
import { Keyboard } from './keyboard.ts';
import { MarkerReader, type Marker } from './marker.ts';
import type { ShellState } from './state.ts';
import { Workplace, writePrivate, type Standing } from './workplace.ts';

export interface ShellOptions {
  readonly bash: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Private to this shell; made and removed by it. */
  readonly folder: string;
  readonly columns: number;
  readonly rows: number;
  /** Base name of statement files, as bash's messages show it. */
  readonly name: string;
}

/** What a shell tells its session, in the order in which it happened. */
export interface ShellObserver {
  bytes(bytes: Uint8Array): void;
  marker(marker: Marker): void;
  state(state: ShellState): void;
  exit(code: number, signal: number): void;
}

/** A value for the shell; `e` for one statement, `p` to stay. */
export interface ShellValue {
  readonly kind: 'e' | 'p';
  readonly name: string;
  readonly value: string;
}

/** How a statement is put to the shell. */
export interface Line {
  readonly text: string;
  readonly line: number;
  readonly prologue: string;
  readonly values: readonly ShellValue[];
  readonly status: number;
  readonly options: string;
  readonly input: 'terminal' | 'none';
  readonly mark: string;
  /** Run by a bash of its own, that one in POSIX mode for `sh`. */
  readonly apart?: string;
}

/** Nothing of the user's is read, and no line is edited. */
export const shellArguments: readonly string[] = ['--noprofile', '--norc', '--noediting', '-i'];

/** ms that a shell is given to hang up its jobs and run its EXIT trap. */
const patience = 500;

/** One bash in one pseudo-terminal, with the hook in it. */
export class Shell {
  readonly #pty: IPty;
  readonly #keyboard: Keyboard;
  readonly #hook: HookFolder;
  readonly #bash: string;
  readonly #file: string;
  readonly #workplace: Workplace;
  #open = true;
  #left = false;
  /** The nonce by which the statement's own line ends it. */
  #end = '';
  /** Keys were passed on to the statement that runs. */
  #typed = false;

  /** Starts bash; what it prints and says goes to the observer, first of all the marker with `nonce`. */
  static async start(
    options: ShellOptions,
    observer: ShellObserver,
    restore?: string,
  ): Promise<{ shell: Shell; nonce: string }> {
    const hook = { path: options.folder, tag: newNonce(), last: newNonce() };
    const workplace = await Workplace.make(hook, state => observer.state(withoutOwnTrap(hook, state)));
    const restoreFile = restore === undefined ? undefined : join(hook.path, 'restore');
    if (restore !== undefined)
      writeFileSync(join(hook.path, 'restore'), restore, { mode: 0o600, encoding: 'latin1' });
    const shell = new Shell(options, hook, workplace);
    shell.#listen(observer);
    const nonce = newNonce();
    shell.#write(startLine(hook, nonce, restoreFile));
    return { shell, nonce };
  }

  private constructor(options: ShellOptions, hook: HookFolder, workplace: Workplace) {
    this.#hook = hook;
    this.#bash = options.bash;
    this.#file = join(hook.path, 't', fileName(options.name));
    this.#workplace = workplace;
    this.#pty = spawn(options.bash, [...shellArguments], {
      cwd: options.cwd,
      // Empty, it keeps bash from reading what somebody typed elsewhere; the hook unsets it.
      env: { ...options.environment, HISTFILE: '' },
      cols: options.columns,
      rows: options.rows,
      encoding: null,
    });
    this.#keyboard = new Keyboard(this.#pty);
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** The nonce of what it says of itself as it ends. */
  get last(): string {
    return this.#hook.last;
  }

  /** Makes again what has gone of its folder, and answers what that was like. Between statements nothing that was typed counts. */
  async mend(state: 'idle' | 'busy'): Promise<Standing> {
    return await this.#workplace.mend(state === 'busy' && this.#typed);
  }

  /** Types the line that runs a statement, and answers its nonces and the line as the terminal will echo it. */
  run(line: Line, sane: boolean): { begin: string; end: string; echo: string } {
    const nonces = [newNonce(), newNonce()] as const;
    // In this order: the prompt before may still look for them.
    rmSync(typedSign(this.#hook), { force: true });
    rmSync(overSign(this.#hook), { force: true });
    this.#typed = false;
    this.#end = nonces[1];
    writePrivate(this.#file, statementFile(line.text, line.line, line.prologue));
    this.#workplace.give(pack(line.values));
    const file = line.apart === undefined ? this.#file : this.#runner(line.apart);
    const typed: Typed = { ...line, nonces, values: line.values.length > 0, file };
    const text =
      (sane ? ' \\builtin command -p stty sane -ixon </dev/tty >/dev/null 2>&1;' : '') +
      statementLine(this.#hook, typed);
    this.#write(text);
    return { begin: nonces[0], end: nonces[1], echo: text.slice(0, -1) };
  }

  /** Types the line that asks a shell at its prompt how the last statement ended. */
  ask(): { end: string; echo: string } {
    const end = newNonce();
    const text = closingLine(this.#hook, end, this.#end);
    this.#write(text);
    return { end, echo: text.slice(0, -1) };
  }

  /** Types the line that asks a shell at its prompt how jobs have ended, and answers its nonce and echo. */
  askExits(pids: readonly number[]): { nonce: string; echo: string } {
    const nonce = newNonce();
    const text = exitsLine(this.#hook, nonce, pids);
    this.#write(text);
    return { nonce, echo: text.slice(0, -1) };
  }

  /** Types the line that asks a shell within this one how its last command ended, and answers its nonce: short, for a line. */
  askWithin(): string {
    const nonce = newNonce().slice(0, 8);
    this.press(`${probeLine(this.#hook, nonce)}\r`);
    return nonce;
  }

  /** Passes keys on to the statement that runs; those that come when it is over are nobody's. */
  press(keys: string): void {
    if (!this.#open) return;
    if (!this.#typed) this.#signTyped();
    this.#typed = true;
    if (!existsSync(overSign(this.#hook))) this.#write(keys);
  }

  /** The shell throws away what was typed and not read; answers the echo of the line that ends it, undefined where it cannot have said so. */
  endTyped(): string | undefined {
    if (!this.#typed || !existsSync(overSign(this.#hook))) return undefined;
    const text = lastTyped(this.#hook);
    this.#write(text);
    return text.slice(0, -1);
  }

  resize(columns: number, rows: number): void {
    if (this.#keyboard.isOpen && !this.exited) this.#pty.resize(columns, rows);
  }

  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }

  /** Its process is no more; what it wrote may still be on its way. */
  get exited(): boolean {
    if (this.#left) return true;
    try {
      process.kill(this.pid, 0);
      return false;
    } catch {
      return true;
    }
  }

  /**
   * Ends the shell alone: its jobs are taken out of its table first, so that it passes nothing on to them. Is told the lines that
   * are the shell's own in what the terminal still shows: an interactive bash says that it exits.
   */
  async leaveJobs(own: (line: string, where?: 'alone') => void): Promise<void> {
    const text = ' \\builtin disown -a >/dev/null 2>&1;\\builtin exit';
    own(text);
    own('exit', 'alone');
    this.#write(`${text}\n`);
    await this.#gone();
    this.dispose();
  }

  /** Ends the shell as a closed terminal does, its jobs with it; kills it where that is not enough. Resolves when it has gone. */
  async hangUp(): Promise<void> {
    const [standing, jobs] = await Promise.all([foregroundOf(this.pid), groupsOf(this.pid)]);
    // Bash passes a hang-up on to its jobs only where it stands at its prompt.
    for (const group of jobs) signal(-group, group === standing?.foreground ? 'SIGKILL' : 'SIGHUP');
    if (!this.exited) this.#pty.kill('SIGHUP');
    await this.#gone();
    this.dispose();
  }

  async #gone(): Promise<void> {
    const end = performance.now() + patience;
    while (!this.exited && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 5));
  }

  /** Removes the folder and closes the pipes; a shell that still lives is killed. */
  dispose(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#keyboard.close();
    if (!this.exited) this.#pty.kill('SIGKILL');
    this.#workplace.remove();
  }

  // The statement may have removed the folder or filled the disk: it is given its keys all the same.
  #signTyped(): void {
    try {
      writePrivate(typedSign(this.#hook), '');
    } catch {
      // Without the sign nothing is thrown away, as without the folder.
    }
  }

  #write(text: string): void {
    if (!this.exited) this.#keyboard.type(text);
  }

  /** A file that gives the statement's file to a fresh bash, or to its interpreter as the system would: a program and one argument. */
  #runner(reader: string): string {
    const file = join(this.#hook.path, 'apart');
    const mode = reader === 'sh' ? ' --posix' : '';
    const [, program = '', argument = ''] = /^(\S+)\s*(.*)$/.exec(reader) ?? [];
    const words = argument === '' ? [program] : [program, argument];
    const call =
      reader === 'bash' || reader === 'sh'
        ? `${quote(this.#bash)} --noprofile --norc${mode}`
        : words.map(quote).join(' ');
    writePrivate(file, `${call} ${quote(this.#file)}\n`);
    return file;
  }

  #listen(observer: ShellObserver): void {
    const markers = new MarkerReader(this.#hook.tag);
    this.#pty.onData(data => {
      // `encoding: null` gives bytes; node-pty's types know only text.
      for (const piece of markers.push(data as unknown as Uint8Array)) {
        if (piece.type === 'bytes') observer.bytes(piece.bytes);
        else observer.marker(piece.marker);
      }
    });
    this.#pty.onExit(({ exitCode, signal }) => {
      this.#left = true;
      const held = markers.end();
      if (held.length > 0) observer.bytes(held);
      observer.exit(exitCode, signal ?? 0);
    });
  }
}

/** A name that a typed line can hold: what a terminal would act on, and what is long, is left out. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.+-]/g, '_').slice(-60) || 'statement';
}

/** The trap by which the shell says its last word is nobody's own, so no other shell is given it. */
function withoutOwnTrap(hook: HookFolder, state: ShellState): ShellState {
  const kept = state.sections['traps-kept']?.replace(ownTrap(hook), '');
  return kept === undefined ? state : { ...state, sections: { ...state.sections, 'traps-kept': kept } };
}

function newNonce(): string {
  return randomBytes(8).toString('hex');
}

function pack(values: readonly ShellValue[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  return Buffer.from(
    values.map(({ kind, name, value }) => `${kind}\0${name}\0${value}\0`).join('') + '.\0\0\0',
  );
}
