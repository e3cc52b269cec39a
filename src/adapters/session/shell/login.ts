import { homedir } from 'node:os';
import { execa } from 'execa';
import type { Environment } from '../environment.ts';

/** Milliseconds that a login profile gets; one that asks something would never end. */
const patience = 10_000;

export type LoginEnvironment =
  | { readonly ok: true; readonly environment: Record<string, string> }
  /** `reason` is a sentence, `code` says it in any language. */
  | { readonly ok: false; readonly reason: string; readonly code: 'profile-slow' | 'profile-ended' };

/**
 * What the user's login profile makes of an environment: that of a `bash --login` in the home folder, without a terminal. What it prints
 * is thrown away; its functions, aliases and options are not taken over.
 */
export async function loginEnvironment(environment: Environment, bash = 'bash'): Promise<LoginEnvironment> {
  const before = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  // By its path: the profile may have changed PATH, and `command -p` of bash 3.2 would tell of the standard one.
  const result = await execa(bash, ['--login', '-c', '/usr/bin/env -0 >&3'], {
    cwd: environment['HOME'] ?? homedir(),
    env: before as Record<string, string>,
    extendEnv: false,
    reject: false,
    timeout: patience,
    // Whatever the profile has left running holds its descriptors, and is no reason to wait.
    cleanup: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  if (result.timedOut)
    return {
      ok: false,
      code: 'profile-slow',
      reason: `The login profile did not end within ${patience / 1000} s, so nothing can be run with it.`,
    };
  const said = Buffer.from(result.stdio[3]).toString('utf8');
  if (result.failed || said === '')
    return {
      ok: false,
      code: 'profile-ended',
      reason: 'The login profile ended before it had made an environment, so nothing can be run with it.',
    };
  const found = said.split('\0').flatMap(entry => {
    const at = entry.indexOf('=');
    return at <= 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)] as const];
  });
  return { ok: true, environment: Object.fromEntries(found.filter(([name]) => !ofThatShell.has(name))) };
}

/** What a session begins with: what is inherited, or what the login profile makes of it. */
export async function sessionEnvironment(
  inherited: NodeJS.ProcessEnv,
  from: 'inherited' | 'login',
): Promise<
  { readonly ok: true; readonly environment: NodeJS.ProcessEnv } | Extract<LoginEnvironment, { ok: false }>
> {
  return from === 'login' ? await loginEnvironment(inherited) : { ok: true, environment: inherited };
}

/** What describes the shell that was asked, not the one that follows. */
const ofThatShell: ReadonlySet<string> = new Set(['_', 'SHLVL', 'PWD', 'OLDPWD']);
