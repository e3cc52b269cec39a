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
  const instead = held.length === 0 ? undefined : nowhere();
  if (instead === undefined) return ['ignore', 'pipe', 'pipe'];
  const rest: ('ignore' | Given)[] = Array.from({ length: Math.max(...held) - 2 }, () => 'ignore');
  // What stands there already is only taken from the child by giving it something else.
  for (const descriptor of held) rest[descriptor - 3] = instead;
  return ['ignore', 'pipe', 'pipe', ...rest];
}

/** Undefined where no more can be opened: what is asked is then worth more than what it may keep. */
function nowhere(): Given | undefined {
  try {
    nothing ??= openSync('/dev/null', 'r+') as Given;
  } catch {
    // The next one tries again.
  }
  return nothing;
}

/** Numbers of this process's descriptors that are a terminal's other end; none where /proc does not say. */
function heldTerminals(): readonly number[] {
  return descriptors().flatMap(name =>
    linkOf(`/proc/self/fd/${name}`).endsWith('/ptmx') ? [Number(name)] : [],
  );
}

function descriptors(): readonly string[] {
  try {
    return readdirSync('/proc/self/fd');
  } catch {
    return [];
  }
}

/** Where a link leads; nowhere where it has gone, as the one by which the list was read. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
