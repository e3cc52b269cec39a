import { hostname, userInfo } from 'node:os';
import { execa } from 'execa';

/** The operator's name for the log: git's e-mail address, else `user@host`. A claim that verification never relies on. */
export async function operatorName(directory: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const email = await execa('git', ['config', '--get', 'user.email'], {
    cwd: directory,
    env: environment,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  const said = email.failed ? '' : email.stdout.trim();
  return said === '' ? `${loginName(environment)}@${hostname()}` : said;
}

/** A container's user often has no name. */
function loginName(environment: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return environment['USER'] ?? 'operator';
  }
}
