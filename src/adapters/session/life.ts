import type { Attempt } from './attempt.ts';
import { EchoFilter } from './echo.ts';
import type { Marker } from './marker.ts';
import { isBusy } from './members.ts';
import { Shell, type Line, type ShellOptions } from './shell.ts';
import type { Sink } from './sink.ts';
import type { ShellState } from './state.ts';

/** What a statement left of the shell. */
export interface Left {
  readonly status: number;
  /** `$-` and `$SHELLOPTS`. */
  readonly flags: string;
  readonly shellopts: string;
  readonly cwd: string;
}

interface Pending {
  readonly state: Promise<ShellState | undefined>;
  readonly resolve: (state: ShellState | undefined) => void;
}

export interface LifeObserver {
  finished(attempt: Attempt, left: Left): void;
  exited(attempt: Attempt | undefined, code: number, signal: number): void;
}

/** Output between statements that is kept for the next one: background jobs write when they like. */
const mostIdle = 64 * 1024;

/** ms in which a shell says all of itself; where an interrupt hits it just then, it never does. */
const longestState = 2000;

/** ms for which output that goes through another process must rest after its statement, and at most, however busy that is. */
const rest = process.platform === 'linux' ? { quiet: 150, most: 5000 } : { quiet: 1000, most: 2000 };

/** The life of one shell, from its start to its exit: whose bytes are whose. */
export class Life {
  readonly ready: Promise<Left>;
  readonly #sink: Sink;
  readonly #observer: LifeObserver;
  readonly #echo = new EchoFilter();
  #shell: Shell | undefined;
  #attempt: Attempt | undefined;
  #last: Left | undefined;
  /** What the shell will say of itself, by the nonces that may end the statement; it may come before the marker does. */
  readonly #ends = new Map<string, Pending>();
  /** Nonces that ended statements, or would have: the shell may say them later than it was believed to. */
  readonly #retired = new Set<string>();
  #idle: Uint8Array[] = [];
  #raw = false;
  #exited = false;
  #bytesAt = 0;
  #chosen: Pending & { readonly nonce: string } = {
    nonce: '',
    state: Promise.resolve(undefined),
    resolve: () => undefined,
  };
  #begin: (left: Left) => void = () => undefined;
  #fail: (reason: Error) => void = () => undefined;

  constructor(sink: Sink, observer: LifeObserver) {
    this.#sink = sink;
    this.#observer = observer;
    this.ready = new Promise((resolve, reject) => {
      this.#begin = resolve;
      this.#fail = reject;
    });
    // Whoever starts a life waits for it; nobody else needs to hear of its failure.
    this.ready.catch(() => undefined);
  }

  /** Starts the shell; `restore` is sourced before anything else. Rejects where it ends before it answers. */
  async start(options: ShellOptions, restore?: string): Promise<Left> {
    const { shell, nonce } = await Shell.start(
      options,
      {
        bytes: bytes => this.#bytes(bytes),
        marker: marker => this.#marker(marker),
        state: state => this.#pendingOf(state.nonce)?.resolve(state),
        exit: (code, signal) => this.#exit(code, signal),
      },
      restore,
    );
    this.#shell = shell;
    this.#sink.connect(shell);
    this.#awaitEnd(nonce);
    return await this.ready;
  }

  get alive(): boolean {
    return this.#last !== undefined && !this.#exited;
  }

  get pid(): number {
    return this.#shell?.pid ?? 0;
  }

  /** What the shell said of itself after its last statement; undefined where it could not. */
  get state(): Promise<ShellState | undefined> {
    return this.#chosen.state;
  }

  run(attempt: Attempt, line: Line): void {
    if (this.#shell === undefined) return;
    const typed = this.#shell.run(line, this.#raw);
    attempt.begin = typed.begin;
    this.#attempt = attempt;
    this.#awaitEnd(typed.end);
    this.#echo.expect(typed.echo);
    for (const bytes of this.#idle.splice(0)) this.#sink.write(attempt.execution.attemptId, bytes);
  }

  /** Asks a shell at its prompt how the statement ended. */
  ask(): void {
    if (this.#shell === undefined || this.#attempt === undefined) return;
    const { end, echo } = this.#shell.ask();
    this.#awaitEnd(end);
    this.#echo.expect(echo);
    this.#attempt.askedAt ??= performance.now();
  }

  type(text: string): void {
    this.#shell?.type(text);
  }

  resize(columns: number, rows: number): void {
    this.#shell?.resize(columns, rows);
  }

  /** Ends the shell without a word to the observer. */
  dispose(): void {
    this.#exited = true;
    this.#attempt = undefined;
    this.#shell?.dispose();
  }

  /** Ends the shell and its jobs as a closed terminal does, without a word to the observer. */
  async hangUp(): Promise<void> {
    this.#exited = true;
    await this.#shell?.hangUp();
  }

  #awaitEnd(nonce: string): void {
    let resolve: Pending['resolve'] = () => undefined;
    const state = new Promise<ShellState | undefined>(done => {
      resolve = done;
    });
    this.#ends.set(nonce, { state, resolve });
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#last === undefined) return;
    this.#give(this.#echo.push(bytes));
  }

  #give(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#bytesAt = performance.now();
    if (this.#attempt !== undefined) {
      this.#sink.write(this.#attempt.execution.attemptId, bytes);
      return;
    }
    this.#idle.push(bytes);
    while (this.#idle.length > 1 && this.#idle.reduce((sum, { length }) => sum + length, 0) > mostIdle)
      this.#idle.shift();
  }

  #marker(marker: Marker): void {
    const { kind, nonce } = marker;
    if (kind === 'P' || kind === 'Q') this.#prompt(kind);
    else if (kind === 'A' && nonce === this.#attempt?.begin) this.#began(this.#attempt, marker.rest === 't');
    else if (kind === 'Z' && this.#ends.has(nonce)) this.#ended(marker);
    else if (this.#retired.has(nonce)) return;
    else this.#bytes(marker.raw);
  }

  #prompt(kind: string): void {
    const attempt = this.#attempt;
    if (attempt === undefined || !attempt.begun || attempt.heard) return;
    // One prompt says both; the same once more is another prompt, so what was asked at the last one was thrown away.
    if (attempt.hints.has(kind)) attempt.hints.clear();
    if (attempt.hints.size === 0) this.ask();
    attempt.hints.add(kind);
  }

  #began(attempt: Attempt, direct: boolean): void {
    attempt.begin = '';
    attempt.indirect = !direct;
    this.#give(this.#echo.forget());
    attempt.start();
  }

  #ended(marker: Marker): void {
    const left = parseLeft(marker.rest);
    this.#raw = !left.cooked;
    this.#give(this.#echo.forget());
    this.#choose(marker.nonce);
    const first = this.#last === undefined;
    this.#last = left;
    if (first) this.#begin(left);
    const attempt = this.#attempt;
    if (attempt === undefined) return;
    attempt.heard = true;
    if (!attempt.indirect) this.#finish(attempt, left);
    else void this.#rest().then(() => this.#finish(attempt, left));
  }

  #finish(attempt: Attempt, left: Left): void {
    if (this.#attempt !== attempt) return;
    this.#attempt = undefined;
    this.#observer.finished(attempt, left);
  }

  async #rest(): Promise<void> {
    const start = performance.now();
    for (let now = start; now - start < rest.most; now = performance.now()) {
      const quiet = now - Math.max(start, this.#bytesAt);
      // A process that has not run yet, on a busy machine, is as quiet as one that has nothing to say.
      if (quiet >= rest.quiet && !(await isBusy(this.pid))) return;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  #pendingOf(nonce: string): Pending | undefined {
    return nonce === this.#chosen.nonce ? this.#chosen : this.#ends.get(nonce);
  }

  /** Of the nonces that may end a statement one has; the state is the one that came with it. */
  #choose(nonce: string): void {
    const chosen = this.#ends.get(nonce);
    if (chosen === undefined) return;
    for (const known of this.#ends.keys()) this.#retired.add(known);
    this.#ends.clear();
    this.#chosen = { nonce, ...chosen };
    setTimeout(() => chosen.resolve(undefined), longestState).unref();
  }

  #exit(code: number, signal: number): void {
    if (this.#exited) return;
    this.#give(this.#echo.forget());
    this.#exited = true;
    for (const { resolve } of [...this.#ends.values(), this.#chosen]) resolve(undefined);
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#shell?.dispose();
    this.#fail(
      new Error(
        `bash ended with ${signal > 0 ? `signal ${signal}` : `exit ${code}`} before it could be used`,
      ),
    );
    this.#observer.exited(attempt, code, signal);
  }
}

function parseLeft(rest: string): Left & { readonly cooked: boolean } {
  const [, status = '1', flags = '', shellopts = '', cr = '', cwd = ''] =
    /^(\d+):([^;]*);([^;]*);(\r?)\n([\s\S]*)$/.exec(rest) ?? [];
  return { status: Number(status), flags, shellopts, cwd: cwd.replaceAll('\r\n', '\n'), cooked: cr !== '' };
}
