import { createInterface, type Interface } from 'node:readline';
import { PassThrough, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { complain } from '../complaint.ts';

/** How long nothing may come before a question is shown, in ms: the parts of one paste come closer than that. */
const quietMs = 50;
const controlC = '\u0003';
const controlZ = '\u001A';

/**
 * The keys of this process's terminal. What was typed before a question was shown answers nothing, and is never echoed: while the
 * keyboard is held the terminal echoes nothing by itself, what comes while nothing is asked and no command reads is discarded, which
 * is said, and a question waits until nothing more comes. So the first line after a question is its answer, and no other one is.
 */
export class Keyboard {
  readonly #interrupted: () => void;
  readonly #decoder = new StringDecoder('utf8');
  /** Who reads: a question, or a command that runs. */
  #reader: ((text: string) => void) | undefined;
  #holders = 0;
  /** How many times something came. */
  #came = 0;
  #hasDiscarded = false;
  /** Leaves the question that is open. */
  #leaveQuestion: (() => void) | undefined;
  #isLeft = false;
  readonly #take = (chunk: Buffer): void => {
    this.#came += 1;
    const text = this.#decoder.write(chunk);
    if (this.#reader === undefined) this.#discard(text);
    else this.#reader(text);
  };

  /** `interrupted` is told of Ctrl-C, which is a key like others while the terminal is held. */
  constructor(interrupted: () => void) {
    this.#interrupted = interrupted;
    // A terminal that was closed fails at whatever is asked of it; a signal tells that, and an open question ends.
    process.stdin.on('error', () => undefined);
  }

  /** Keeps the terminal from echoing, until what this answers is called; it then waits for the rest of what is being pasted. */
  hold(): () => Promise<void> {
    this.#holders += 1;
    if (this.#holders === 1) this.#listen();
    return async () => {
      if (this.#holders === 1) await this.#quiet();
      this.#holders -= 1;
      if (this.#holders === 0) this.#rest();
    };
  }

  /** Gives the terminal as it was to another program, which asks on it. */
  async apart<T>(use: () => Promise<T>): Promise<T> {
    if (this.#holders === 0) return await use();
    this.#rest();
    try {
      return await use();
    } finally {
      this.#listen();
    }
  }

  /** Hands the keys to a command, all but Ctrl-C where that is `ours`, until what this answers is called. */
  lend(type: (text: string) => void, whose: 'ours' | 'theirs'): () => void {
    const reader = (text: string): void => {
      if (whose === 'ours' && text.includes(controlC)) this.#interrupted();
      else type(text);
    };
    this.#reader = reader;
    return () => {
      if (this.#reader === reader) this.#reader = undefined;
    };
  }

  /** The line that is typed after the question was shown; undefined where the terminal is closed or the question left by Ctrl-C. */
  async ask(question: string, { hidden }: { readonly hidden: boolean }): Promise<string | undefined> {
    const release = this.hold();
    try {
      await this.#quiet();
      return await this.#answer(question, hidden);
    } finally {
      await release();
    }
  }

  /** Nobody is asked anything any more, and an open question is left. */
  leave(): void {
    this.#isLeft = true;
    this.#leaveQuestion?.();
  }

  async #answer(question: string, hidden: boolean): Promise<string | undefined> {
    if (process.stdin.destroyed || this.#isLeft) return undefined;
    const keys = new PassThrough();
    const lines = createInterface({
      input: keys,
      // Questions go to stderr, so that stdout stays what the commands print.
      output: hidden ? nowhere() : process.stderr,
      terminal: true,
      historySize: 0,
      prompt: question,
    });
    const close = (): void => lines.close();
    this.#leaveQuestion = close;
    const answer = new Promise<string | undefined>(resolve => {
      lines.once('line', line => {
        resolve(line);
        // What came at once with the answer follows key by key.
        keys.on('keypress', (_key, { sequence = '' }: { readonly sequence?: string }) =>
          this.#discard(sequence),
        );
        close();
      });
      lines.once('close', () => {
        this.#reader = undefined;
        resolve(undefined);
      });
    });
    lines.on('SIGINT', () => {
      close();
      this.#interrupted();
    });
    lines.on('SIGTSTP', () => this.#suspend(lines));
    for (const end of ['end', 'close'] as const) process.stdin.once(end, close);
    if (hidden) process.stderr.write(question);
    lines.prompt();
    // At once, and not by way of the stream's buffer: what comes after the answer must find it given.
    this.#reader = text => void keys.emit('data', text);
    const line = await answer;
    this.#leaveQuestion = undefined;
    for (const end of ['end', 'close'] as const) process.stdin.off(end, close);
    if (hidden) process.stderr.write('\n');
    return line;
  }

  /** Waits until nothing more comes, and says whether something was discarded. */
  async #quiet(): Promise<void> {
    let before: number;
    do {
      before = this.#came;
      await sleep(quietMs);
      // What came while the process was busy is only read now.
      await nextTurn();
    } while (before !== this.#came);
    if (this.#hasDiscarded) complain('What was typed ahead was discarded.');
    this.#hasDiscarded = false;
  }

  #discard(text: string): void {
    // A further Enter holds nothing that could be missed.
    this.#hasDiscarded ||= !['', controlC, controlZ].includes(text.replaceAll(/[\r\n]/g, ''));
    if (text.includes(controlC)) this.#interrupted();
    else if (text.includes(controlZ)) this.#suspend();
  }

  #listen(): void {
    process.stdin.setRawMode(true);
    process.stdin.on('data', this.#take);
    process.stdin.resume();
  }

  #rest(): void {
    process.stdin.off('data', this.#take);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }

  /** Ctrl-Z: the shell that started this process has the terminal until it goes on. */
  #suspend(lines?: Interface): void {
    process.once('SIGCONT', () => {
      process.stdin.setRawMode(true);
      lines?.prompt(true);
    });
    process.stdin.setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
