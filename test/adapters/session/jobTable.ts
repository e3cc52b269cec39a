// Ways in which a command leaves something running, and what is found of each.

export interface Case {
  readonly name: string;
  readonly run: string;
  readonly command: string;
  /** Left out where it depends on when one looks, or on the version of bash. */
  readonly ofShell?: boolean;
  readonly detached: boolean;
  readonly suspended?: boolean;
  readonly linux?: boolean;
  readonly since?: number;
  /** It shares the shell's own process group. */
  readonly alone?: true;
}

export const table: readonly Case[] = [
  { name: 'a program', run: 'sleep 31 &', command: 'sleep 31', ofShell: true, detached: false },
  { name: 'a pipeline', run: 'sleep 32 | cat &', command: 'sleep 32', ofShell: true, detached: false },
  { name: 'a part of the shell', run: '(sleep 33; :) &', command: '', ofShell: true, detached: false },
  {
    name: 'behind nohup',
    run: 'nohup sleep 34 >/dev/null 2>&1 &',
    command: 'sleep 34',
    ofShell: true,
    detached: true,
  },
  {
    name: 'a daemon with a session of its own',
    run: '(setsid sleep 35 >/dev/null 2>&1 &)',
    command: 'sleep 35',
    ofShell: false,
    detached: true,
    linux: true,
  },
  {
    name: 'a session of its own, in the background',
    run: 'setsid sleep 71 >/dev/null 2>&1 &',
    command: 'sleep 71',
    detached: true,
    linux: true,
  },
  {
    name: 'behind a descriptor',
    run: 'exec 7< <(sleep 77)',
    command: 'sleep 77',
    since: 4,
    detached: false,
    linux: true,
    alone: true,
  },
  {
    name: 'behind a descriptor, with what it calls',
    run: 'exec 7< <(while sleep 0.05; do :; done)',
    command: '',
    detached: false,
    linux: true,
    alone: true,
  },
  {
    name: 'behind a descriptor, deaf to what a closed terminal says',
    run: 'exec 7< <(nohup sleep 78 2>/dev/null)',
    command: 'sleep 78',
    since: 4,
    detached: true,
    linux: true,
    alone: true,
  },
  { name: 'begun by a subshell', run: '( sleep 72 & )', command: 'sleep 72', detached: false },
  { name: 'disowned', run: 'sleep 73 & disown', command: 'sleep 73', ofShell: true, detached: false },
  {
    name: 'disowned, but kept',
    run: 'sleep 74 & disown -h',
    command: 'sleep 74',
    ofShell: true,
    detached: false,
  },
  { name: 'a group in braces', run: '{ sleep 75; :; } &', command: '', ofShell: true, detached: false },
  {
    name: 'a coprocess',
    run: 'coproc sleep 76',
    command: 'sleep 76',
    ofShell: true,
    detached: false,
    since: 4,
  },
  {
    name: 'the child of a script that has ended',
    run: "bash -c 'sleep 36 & disown'",
    command: 'sleep 36',
    ofShell: false,
    detached: false,
  },
  {
    name: 'suspended',
    run: 'sleep 37 & until ps -o args= -p $! | grep -q "^sleep 37"; do :; done; kill -STOP %1',
    command: 'sleep 37',
    ofShell: true,
    detached: false,
    suspended: true,
  },
];
