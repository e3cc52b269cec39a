import { openSync, readdirSync, readlinkSync } from 'node:fs';

/** Any descriptor may be given by its number; execa's types know only the first few. */
type Given = 3;

type ChildStdio = ['ignore', 'pipe', 'pipe', ...('ignore' | Given)[]];

let nothing: Given | undefined;

/**
 * The descriptors of a program that is asked something: no input, its output read, and nothing of the terminals of sessions. node-pty
 * leaves their other ends to be inherited on Linux, and whoever lives on with one, as a daemon that `git status` starts, keeps the
 * shell from hearing that its runner was killed.
 */
export function childStdio(): ChildStdio {
  const held = heldTerminals();
  if (held.length === 0) return ['ignore', 'pipe', 'pipe'];
  nothing ??= openSync('/dev/null', 'r+') as Given;
  const rest: ('ignore' | Given)[] = Array.from({ length: Math.max(...held) - 2 }, () => 'ignore');
  // What stands there already is only taken from the child by giving it something else.
  for (const descriptor of held) rest[descriptor - 3] = nothing;
  return ['ignore', 'pipe', 'pipe', ...rest];
}

/** Numbers of this process's descriptors that are a terminal's other end; Linux only, none elsewhere. */
function heldTerminals(): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap(name =>
    linkOf(`/proc/self/fd/${name}`).endsWith('/ptmx') ? [Number(name)] : [],
  );
}

/** Where a link leads; nowhere where it has gone, as the one by which the list was read. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
