// Real whole-screen programs in the terminal of a window: entered, drawn, resized, typed into and left; a window that comes later sees the
// same screen, cell by cell.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import xterm from '@xterm/headless';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { seenOn } from '../seenOn.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

/** A terminal as VS Code draws it, of what a window was sent. */
class Screen {
  readonly #viewer: Viewer;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  #taken = 0;

  constructor(viewer: Viewer, cols: number, rows: number) {
    this.#viewer = viewer;
    this.#terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, logLevel: 'off' });
    viewer.terminal({ kind: 'watch', columns: cols, rows });
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#viewer.terminal({ kind: 'size', columns, rows });
  }

  keys(keys: string): void {
    this.#viewer.terminal({ kind: 'keys', keys });
  }

  async text(): Promise<string> {
    await this.#take();
    return this.#rows().join('\n');
  }

  /** All that an eye can tell. */
  async seen(): Promise<unknown> {
    await this.#take();
    return seenOn(this.#terminal, this.#terminal.buffer.active.baseY);
  }

  #rows(): readonly string[] {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  }

  async #take(): Promise<void> {
    const { screen } = this.#viewer;
    const fresh = screen.slice(this.#taken);
    this.#taken = screen.length;
    await new Promise<void>(resolve => this.#terminal.write(Buffer.from(fresh, 'latin1'), resolve));
  }
}

interface Case {
  readonly name: string;
  /** By what it is known, where its name says too little. */
  readonly is?: string;
  readonly command: string;
  /** What its screen shows once it stands. */
  readonly shows: RegExp;
  /** Keys that change it, and what it shows then. */
  readonly types: readonly [keys: string, shows: RegExp];
  /** In 70 columns and 12 rows. */
  readonly small: RegExp;
  readonly quits: string;
}

const programs: readonly Case[] = [
  {
    name: 'less',
    command: 'less -S lines',
    shows: /^line 1 .*\n(?:.*\n)*line 23 /,
    types: ['G', /\nline 300 /],
    small: /^line 290 (?:.*\n){11}/,
    quits: 'q',
  },
  {
    name: 'top',
    // It draws nothing new by itself while the screens are compared.
    command: 'top -d 600',
    shows: /PID USER/,
    types: ['H', /Threads:/],
    small: /Threads:/,
    quits: 'q',
  },
  {
    name: 'vi',
    is: 'vi --version 2>/dev/null | grep -q VIM',
    command: 'vi -u NONE -i NONE -n lines',
    shows: /^line 1 .*\n(?:.*\n)*line 23 /,
    types: ['Onew words\u001B', /^new words *\nline 1 /],
    small: /^new words *\n(?:line \d+ .*\n){10}/,
    quits: ':q!\r',
  },
  {
    name: 'nano',
    command: 'nano --ignorercfiles lines',
    shows: /GNU nano[^]*line 1 [^]*\^X/,
    types: ['new words ', /new words line 1 /],
    small: /GNU nano[^]*new words line 1 /,
    quits: '\u0018n',
  },
  {
    name: 'htop',
    command: 'htop -d 10',
    shows: /PID[^]*F10/,
    types: ['t', /F5\s?List/],
    small: /F5\s?List/,
    quits: 'q',
  },
  {
    name: 'tmux',
    command: "tmux -L handrail -f /dev/null new 'PS1=inner: exec sh'",
    shows: /^inner:[^]*\[0\]/,
    types: ['echo $((40 + 2))\r', /^42$/m],
    small: /^inner:[^]*\n42\n[^]*\[0\]/,
    quits: 'exit\r',
  },
];

const isThere = (test: string): boolean => execaSync('sh', ['-c', test], { reject: false }).exitCode === 0;

test.for(programs)(
  '$name',
  async ({ name, is = `command -v ${name}`, command, shows, types, small, quits }, { skip }) => {
    if (!isThere(is)) skip(`${name} is not installed here`);
    const place = new Place(`# Screens\n\n${fence(`# Look at it\n${command}`)}\n`);
    const lines = Array.from({ length: 300 }, (_, line) => `line ${line + 1} of it`);
    writeFileSync(join(place.workspace, 'lines'), `${lines.join('\n')}\n`);
    const viewer = await place.open({ environment: { TERM: 'xterm-256color' } });
    const screen = new Screen(viewer, 90, 24);
    const drawn = async (what: RegExp): Promise<void> => {
      await until(
        String(what),
        async () => what.test(await screen.text()),
        () => viewer.screen.slice(-300),
      );
    };
    await viewer.run('Look at it');
    await drawn(shows);
    const [keys, changed] = types;
    screen.keys(keys);
    await drawn(changed);
    screen.resize(70, 12);
    await drawn(small);
    const late = new Screen(await place.open(), 70, 12);
    await until(
      'both show the same',
      async () => isDeepStrictEqual(await late.seen(), await screen.seen()),
      () => viewer.screen.slice(-300),
    );
    screen.keys(quits);
    await until('it has passed', () => viewer.step('Look at it').state === 'passed');
    // Both are on their own screen again.
    for (const one of [screen, late]) expect(await one.seen()).toMatchObject({ type: 'normal' });
  },
);
