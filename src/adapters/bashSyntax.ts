import { execaSync } from 'execa';
import { cleanEnvironment } from './session/environment.ts';

/** Milliseconds bash gets to read a block. */
const patience = 5000;

/** Whether `bash -n` accepts a text without a message. Nothing is run. Bash only warns about an unterminated here-document. */
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
