import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { root } from '../../../../scripts/project.ts';

// docs/verify.py, the second verifier, for tests that ask it about many logs.

/** Where it is. */
export const secondScript = join(root, 'docs/verify.py');

/** Whether it can be asked here. */
export const hasSecond = spawnSync('python3', ['--version']).status === 0;

export interface SecondVerdict {
  readonly exit: number;
  readonly words: string;
}

type Answer = (verdict: SecondVerdict) => void;

let second: ChildProcessByStdio<Writable, Readable, null> | undefined;
const waiting: Answer[] = [];

/** What the second verifier says of a run's folder: one process for all logs of a test file, with the arguments of its command line. */
export async function askSecond(...args: readonly string[]): Promise<SecondVerdict> {
  second ??= start();
  const asked = new Promise<SecondVerdict>(resolve => waiting.push(resolve));
  second.stdin.write(`${JSON.stringify(args)}\n`);
  return await asked;
}

function start(): ChildProcessByStdio<Writable, Readable, null> {
  const script = join(import.meta.dirname, 'manyLogs.py');
  const process = spawn('python3', [script, secondScript], { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: process.stdout }).on('line', line => {
    const [exit, words] = JSON.parse(line) as [number, string];
    waiting.shift()?.({ exit, words });
  });
  // Where it ended by itself, whoever waits is told: no log has this exit code.
  process.on('exit', () => waiting.splice(0).forEach(answer => answer({ exit: -1, words: '' })));
  // It ends with the test file, whose end closes its input.
  process.unref();
  return process;
}
