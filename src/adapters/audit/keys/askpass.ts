import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { parseSignature } from '../../../core/audit/ssh/sshsig.ts';
import { privateState } from '../stateFolders.ts';

// ssh-keygen asks by a helper (SSH_ASKPASS), which only hands on: the question goes out and the answer comes in by a descriptor that
// ssh-keygen inherited and that nobody else has. So what is typed stands in no argument, no environment and no file.

const helper = `#!/bin/sh
printf '%s\\n' "$1" >&3 && exec cat <&3
`;

/** One signature by ssh-keygen. */
export interface KeygenWish {
  readonly environment: NodeJS.ProcessEnv;
  readonly path: string;
  readonly message: Uint8Array;
  readonly namespace: string;
  /** Answers what ssh-keygen asks; undefined declines, and then nothing is signed. */
  readonly answer: (prompt: string) => Promise<string | undefined>;
  readonly signal?: AbortSignal;
}

/** The armored signature; undefined if ssh-keygen gave none. */
export async function signByKeygen(wish: KeygenWish): Promise<string | undefined> {
  // Not in a folder for temporary files: on many machines nothing there may be executed.
  const home = privateState(wish.environment);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(home, 'ask-'));
  try {
    const program = join(folder, 'ask');
    writeFileSync(program, helper, { mode: 0o700 });
    return await run(wish, program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  { environment, path, message, namespace, answer, signal }: KeygenWish,
  program: string,
): Promise<string | undefined> {
  const child = spawn('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', path], {
    // Without a terminal of its own, so that it cannot ask there; DISPLAY is what older ones look at before they use a helper.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    env: {
      ...environment,
      SSH_ASKPASS: program,
      SSH_ASKPASS_REQUIRE: 'force',
      SSH_AUTH_SOCK: '',
      DISPLAY: environment['DISPLAY'] ?? ':0',
    },
  });
  const stop = (): void => void child.kill();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    hearQuestions(child.stdio[3] as Duplex, answer);
    child.stdin?.on('error', () => undefined).end(message);
    const said = await outputOf(child);
    return parseSignature(said) === undefined ? undefined : said;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** The end of the helper's input is the end of the answer, so one question is all that can be asked. */
function hearQuestions(line: Duplex, answer: KeygenWish['answer']): void {
  let heard = '';
  let asked = false;
  line.on('error', () => undefined);
  line.on('data', (bytes: Buffer) => {
    heard += bytes.toString('utf8');
    if (asked || !heard.includes('\n')) return;
    asked = true;
    answer(heard.slice(0, heard.indexOf('\n'))).then(
      said => (said === undefined ? line.destroy() : line.end(`${said}\n`)),
      () => line.destroy(),
    );
  });
}

function outputOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', code => resolve(code === 0 ? said.trimEnd() : ''));
  });
}
