import { execaSync } from 'execa';
import { cleanEnvironment } from './session/environment.ts';

/** Milliseconds bash gets to read a block. */
const patience = 5000;

/** Whether `bash -n` reads a text without a word; nothing of it is run. A here-document without its end is only a warning to bash. */
export function bashAccepts(text: string): boolean {
  const { failed, stderr } = execaSync('bash', ['--noprofile', '--norc', '-n'], {
    input: text,
    reject: false,
    timeout: patience,
    env: cleanEnvironment(process.env),
    extendEnv: false,
  });
  return !failed && stderr === '';
}
