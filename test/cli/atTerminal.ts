import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node-pty';
import { afterEach, expect } from 'vitest';
import { cli } from '../built.ts';
import type { Place } from './handrail.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** The CLI at a pseudo-terminal of its own, with a person who types. */
export class Terminal {
  #seen = '';
  readonly #pty;
  readonly exit: Promise<number>;

  /** `after` is what a shell does at the same terminal once the CLI has ended. */
  constructor(place: Place, args: readonly string[], after?: string) {
    const command = [process.execPath, cli, ...args];
    const [file = '', ...rest] =
      after === undefined ? command : ['bash', '-c', `"$@"; ${after}`, 'bash', ...command];
    this.#pty = spawn(file, rest, {
      cwd: place.work,
      env: { PATH: process.env['PATH'] ?? '', HOME: place.home },
      cols: 200,
    });
    this.#pty.onData(text => (this.#seen += text));
    this.exit = new Promise(resolve => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
    const timer = setTimeout(() => this.#pty.kill('SIGKILL'), 200_000);
    ends.push(() => clearTimeout(timer));
  }

  get seen(): string {
    return this.#seen;
  }

  kill(signal = 'SIGKILL'): void {
    this.#pty.kill(signal);
  }

  /** Types once a text has been shown; `gapMs` lies between what is typed one after the other. */
  async answer(question: string | RegExp, typed: string | readonly string[], gapMs = 0): Promise<void> {
    await expect.poll(() => this.#seen, { timeout: 20_000 }).toMatch(question);
    for (const part of [typed].flat()) {
      this.#pty.write(part);
      await sleep(gapMs);
    }
  }
}
