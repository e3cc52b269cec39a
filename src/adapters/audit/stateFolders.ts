import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

// Which folders are whose; layout.ts says what is in them. Every window asks this at once, so nothing else is loaded with it.

/** Own, private and outside any repository: receipts. `${XDG_STATE_HOME:-~/.local/state}/handrail`. */
export function privateState(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_STATE_HOME'];
  return join(base ? base : join(homeOf(environment), '.local', 'state'), 'handrail');
}

/** `${XDG_CONFIG_HOME:-~/.config}/handrail`: where a key of our own is kept. */
export function privateConfig(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_CONFIG_HOME'];
  return join(base ? base : join(homeOf(environment), '.config'), 'handrail');
}

export function homeOf(environment: NodeJS.ProcessEnv): string {
  const home = environment['HOME'];
  return home ? home : homedir();
}

/** A path without links; as it is where there is none. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The state folder of a run's folder. */
export function stateFolderOf(runFolder: string): string {
  return dirname(dirname(dirname(realPath(runFolder))));
}
