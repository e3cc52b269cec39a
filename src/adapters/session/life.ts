import type { Attempt } from './attempt.ts';
import { EchoFilter } from './shell/echo.ts';
import { StatementEnds } from './shell/statementEnds.ts';
import { FinalState, type Said } from './shell/finalState.ts';
import { parseLeft, type Left } from './shell/endMarker.ts';
import type { Marker } from './shell/marker.ts';
import { Probe } from './shell/probe.ts';
import { isBusy } from './processes/members.ts';
import { Shell, type Line, type ShellOptions } from './shell/shell.ts';
import type { Sink } from './screen/sink.ts';
import type { ShellState } from './shell/state.ts';
import type { Standing } from './shell/workplace.ts';

export interface LifeObserver {
  finished(attempt: Attempt, left: Left): void;
  /** The shell's folder had gone and was made again. */
  mended(): void;
  exited(attempt: Attempt | undefined, code: number, signal: number): void;
}

/** Whose the bytes are that come while no command runs: only what commands left in the background writes then. */
export const ofBackground = 'background';

/** The most jobs that are asked after at once: a terminal's line may have 1,024 bytes. */
const mostAsked = 6;

/** The most questions after one end: a shell that only complains of each, and prompts again, would be asked for ever. */
const mostAsks = 20;

/** ms in which a shell within this one answers, also one on the other side of the world. */
const longestProbe = 3000;

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
  readonly #ends = new StatementEnds();
  readonly #finalState = new FinalState();
  /** A question after the last exit code of a shell within this one. */
  #probe: Probe | undefined;
  /** Somebody else's lies where its folder was. */
  isForeign = false;
  #raw = false;
  #exited = false;
  #bytesAt = 0;
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
        state: state => this.#take(state),
        exit: (code, signal) => this.#exit(code, signal),
      },
      restore,
    );
    this.#shell = shell;
    this.#sink.connect(shell);
    this.#ends.expect(nonce);
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
    return this.#ends.state;
  }

  /** What it said of itself as it ended; undefined where it could not, as one that was killed. */
  get finalState(): Promise<Said | undefined> {
    return this.#finalState.read();
  }

  run(attempt: Attempt, line: Line): void {
    if (this.#shell === undefined) return;
    const typed = this.#shell.run(line, this.#raw);
    attempt.begin = typed.begin;
    this.#attempt = attempt;
    this.#ends.expect(typed.end);
    this.#echo.expect(typed.echo);
  }

  /** Asks a shell at its prompt how the statement ended. */
  ask(): void {
    const attempt = this.#attempt;
    if (attempt === undefined || attempt.asks++ >= mostAsks) return;
    attempt.askedAt ??= performance.now();
    void this.tend().then(standing => {
      if (this.#shell === undefined || this.#attempt !== attempt || standing === 'foreign') return;
      const { end, echo } = this.#shell.ask();
      this.#ends.expect(end);
      this.#echo.expect(echo);
    });
  }

  /** Makes again what has gone of the shell's folder, and answers what that was like. */
  async mend(state: 'idle' | 'busy' = 'idle'): Promise<Standing> {
    const standing = await this.#shell?.mend(state);
    if (standing === 'torn') this.#observer.mended();
    this.isForeign = standing === 'foreign';
    return standing ?? 'whole';
  }

  /** The same while a statement runs, undefined once it has ended: where it cannot be done now, its end is another chance. */
  async tend(): Promise<Standing | undefined> {
    const attempt = this.#attempt;
    const standing = this.alive ? await this.mend('busy').catch(() => undefined) : undefined;
    return attempt === this.#attempt && attempt?.heard !== true ? standing : undefined;
  }

  press(keys: string): void {
    this.#shell?.press(keys);
  }

  resize(columns: number, rows: number): void {
    this.#shell?.resize(columns, rows);
  }

  /** How jobs of the shell ended that are no more, by pid; what it does not know is left out. Only where nothing runs. */
  async exits(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const shell = this.#shell;
    if (shell === undefined || !this.alive || this.#attempt !== undefined || pids.length === 0)
      return new Map();
    const { nonce, echo } = shell.askExits(pids.slice(0, mostAsked));
    this.#echo.expect(echo);
    const state = await this.#ends.answer(nonce);
    const answers = [...(state?.sections['exits'] ?? '').matchAll(/^(\d+) (\d+)$/gm)];
    return new Map(answers.map(([, pid, status]) => [Number(pid), Number(status)]));
  }

  /** How the last command of the shell that reads the terminal ended; undefined where nothing answers. */
  async probe(): Promise<number | undefined> {
    const shell = this.#shell;
    if (shell === undefined || !this.alive) return undefined;
    const answer = new Promise<number | undefined>(resolve => {
      this.#probe ??= new Probe(shell.askWithin(), resolve);
      setTimeout(() => resolve(undefined), longestProbe).unref();
    });
    const exit = await answer;
    this.#endProbe();
    return exit;
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

  /** Ends the shell and leaves its jobs alone, without a word to the observer. */
  async leaveJobs(): Promise<void> {
    this.#exited = true;
    await this.#shell?.leaveJobs((line, where) => this.#echo.expect(line, where));
    this.#give(this.#echo.forget());
  }

  #take(state: ShellState): void {
    if (state.nonce === this.#shell?.last) this.#finalState.take(state);
    else this.#ends.take(state);
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#last === undefined) return;
    const shown = this.#echo.push(bytes);
    this.#give(this.#probe === undefined ? shown : this.#probe.push(shown));
  }

  #endProbe(): void {
    const probe = this.#probe;
    this.#probe = undefined;
    if (probe !== undefined) this.#give(probe.end());
  }

  #give(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#bytesAt = performance.now();
    // Before the shell has said that the statement begins, it has written nothing.
    const owner = this.#attempt?.begun === true ? this.#attempt.execution.attemptId : ofBackground;
    this.#sink.write(owner, bytes);
  }

  #marker(marker: Marker): void {
    const { kind, nonce } = marker;
    if (kind === 'P' || kind === 'Q') this.#prompt(kind);
    else if (kind === 'A' && nonce === this.#attempt?.begin) this.#began(this.#attempt, marker.rest === 't');
    else if (kind === 'Z' && this.#ends.mayEnd(nonce)) this.#ended(marker);
    else if (kind === 'X' && nonce === this.#shell?.last) this.#finalState.end(marker.rest);
    else if (kind === 'D') this.#discards(marker);
    else if (kind === 'R' && nonce === this.#probe?.nonce) this.#probe.answer(marker.rest);
    else if (this.#ends.isRetired(nonce)) return;
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

  /** A statement is over, and more was typed than it has read. */
  #discards(marker: Marker): void {
    const echo = this.#shell?.endTyped();
    if (echo === undefined) this.#bytes(marker.raw);
    else this.#echo.expect(echo);
  }

  #began(attempt: Attempt, direct: boolean): void {
    attempt.begin = '';
    attempt.indirect = !direct;
    this.#give(this.#echo.forget());
    attempt.start();
  }

  #ended(marker: Marker): void {
    const left = parseLeft(marker.rest);
    this.#raw = marker.isRaw;
    this.#endProbe();
    this.#give(this.#echo.forget());
    this.#ends.choose(marker.nonce);
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

  #exit(code: number, signal: number): void {
    if (this.#exited) return;
    this.#give(this.#echo.forget());
    this.#exited = true;
    this.#endProbe();
    this.#ends.close();
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#fail(
      new Error(
        `bash ended with ${signal > 0 ? `signal ${signal}` : `exit ${code}`} before it could be used`,
      ),
    );
    // What it said last may still be in the pipe.
    void this.finalState.then(() => {
      this.#shell?.dispose();
      this.#observer.exited(attempt, code, signal);
    });
  }
}
