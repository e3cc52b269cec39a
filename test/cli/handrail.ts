import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import * as z from 'zod';
import { cli } from '../built.ts';

// The CLI as somebody else sees it: a file that a program runs, in a place with a home of its own.

/** The machine's own, where it has one. */
export const systemNode = '/usr/bin/node';

export interface Ran {
  readonly exit: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  /** Instead of the node that runs the tests. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the work folder. */
  readonly cwd?: string;
  /** Leaves HOME and USER out. */
  readonly homeless?: boolean;
  readonly uid?: number;
  /** What standard input holds; nothing where it is absent. */
  readonly input?: string;
}

/** A folder to work in, with a home beside it, so that nothing of the machine's own is read or written. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'hr-cli-'));
  readonly work = join(this.folder, 'work');
  readonly home = join(this.folder, 'home');

  constructor(files: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.work);
    mkdirSync(this.home);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const path = join(this.work, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.work, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(join(this.work, name));
  }

  /** Starts the CLI without a terminal; it is killed after 200 s. */
  start(args: readonly string[], options: Options = {}) {
    return execa(options.node ?? process.execPath, [cli, ...args], {
      cwd: join(this.work, options.cwd ?? '.'),
      env: {
        PATH: process.env['PATH'] ?? '',
        ...(options.homeless === true ? {} : { HOME: this.home, USER: 'tester' }),
        GIT_CONFIG_NOSYSTEM: '1',
        ...options.env,
      },
      extendEnv: false,
      reject: false,
      ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
      timeout: 200_000,
      forceKillAfterDelay: 1000,
      ...(options.uid === undefined ? {} : { uid: options.uid }),
    });
  }

  async run(args: readonly string[], options: Options = {}): Promise<Ran> {
    const { exitCode, stdout, stderr } = await this.start(args, options);
    return { exit: exitCode, stdout, stderr };
  }

  /** Folders of the runs kept here, oldest first; in `.handrail` of a folder inside the work folder. */
  runs(within = '.'): readonly string[] {
    // Names sort by the second; two runs of one second only by when their folders were made.
    const born = (folder: string): number => statSync(folder).birthtimeMs;
    return globSync(join(this.work, within, '.handrail/runs/*/*')).sort((a, b) => born(a) - born(b));
  }

  /** The newest run's folder. */
  get last(): string {
    const newest = this.runs().at(-1);
    if (newest === undefined) throw new Error('there is no run yet');
    return newest;
  }

  /** The entries of a run, in the order of its segments. */
  entries(folder = this.last): readonly Entry[] {
    return globSync(join(folder, '*.jsonl'))
      .sort()
      .flatMap(file => readFileSync(file, 'utf8').trimEnd().split('\n'))
      .map(line => entry.parse(JSON.parse(line)));
  }

  /** Every byte that Handrail wrote in this place. */
  everything(): string {
    return [join(this.work, '.handrail'), this.home]
      .filter(existsSync)
      .flatMap(folder => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter(file => file.isFile())
      .map(file => readFileSync(join(file.parentPath, file.name), 'latin1'))
      .join('\n');
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const entry = z.looseObject({ type: z.string() });
export type Entry = z.infer<typeof entry>;

/** A bash fence around lines. */
export function bash(...lines: readonly string[]): string {
  return ['```bash', ...lines, '```', ''].join('\n');
}
