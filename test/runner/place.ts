// A machine of its own for a test: home, workspace and runbook, with the runner started and reached as the extension does it.
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished } from 'vitest';
import { endMarked, markedProcesses, type MarkedProcess } from '../../scripts/processes.ts';
import { dist } from '../../scripts/project.ts';
import { readRun, type RunRecord } from '../../src/adapters/audit/runFolder.ts';
import { isAlive, readRunnerFile, runnerFilePath, writeRunnerFile } from '../../src/adapters/runnerFiles.ts';
import type { RunnerHome, Wanted } from '../../src/extension/walker/runnerLink.ts';
import type { RunnerFile } from '../../src/protocol/hello.ts';
import { cli, provideDist } from '../built.ts';
import { until, Viewer } from './viewer.ts';

const mark = 'HANDRAIL_TEST_PLACE';

export interface Handrail {
  readonly exit: number | undefined;
  readonly said: string;
}

export class Place {
  readonly home: string;
  readonly workspace: string;
  readonly #id = randomUUID();

  /** The runbook is written as `walk.md`. All that is started here is ended with the test. */
  constructor(markdown: string) {
    // Short, since sockets lie below it.
    const scratch = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'hrp-')));
    this.home = join(scratch, 'home');
    this.workspace = join(scratch, 'work');
    for (const folder of [this.home, this.workspace, join(this.home, 'run'), join(this.home, 'tmp')])
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(this.runbook, markdown);
    onTestFinished(async () => {
      await endMarked(mark, this.#id);
      fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    });
  }

  get runbook(): string {
    return join(this.workspace, 'walk.md');
  }

  get privateFolder(): string {
    return join(this.home, '.local/state/handrail');
  }

  get environment(): Record<string, string> {
    const { PATH = '' } = process.env;
    return {
      PATH,
      HOME: this.home,
      USER: 'alice',
      LANG: 'C.UTF-8',
      XDG_RUNTIME_DIR: join(this.home, 'run'),
      TMPDIR: join(this.home, 'tmp'),
      [mark]: this.#id,
    };
  }

  /** Opens the runbook as a window does. `environment` reaches the runner, if one is started. */
  async open(options: OpenOptions = {}): Promise<Viewer> {
    await provideDist();
    if (options.adopt !== undefined) await this.#leaveWord(options.adopt);
    const before = { ...process.env };
    replaceEnvironment({ ...this.environment, ...options.environment });
    try {
      const viewer = new Viewer();
      await viewer.connect(this.#home(options), this.#wanted(options));
      return viewer;
    } finally {
      replaceEnvironment(before);
    }
  }

  /** What `runner.json` says of the runner of this runbook. */
  async runner(): Promise<RunnerFile | undefined> {
    return await readRunnerFile(runnerFilePath(this.privateFolder, this.runbook));
  }

  async runnerLives(): Promise<boolean> {
    const runner = await this.runner();
    return runner !== undefined && (await isAlive(runner));
  }

  /** SIGKILL of the runner; comes back once it is gone. */
  async killRunner(): Promise<void> {
    const runner = await this.runner();
    if (runner === undefined) throw new Error('There is no runner.');
    process.kill(runner.pid, 'SIGKILL');
    await until('the runner is gone', async () => !(await isAlive(runner)));
  }

  /** Everything that this place's runners and sessions have started and that still runs. */
  async processes(): Promise<MarkedProcess[]> {
    return await markedProcesses(mark, this.#id);
  }

  /** Stand-ins for programs; not on the path unless a test puts it there. */
  get programs(): string {
    return join(this.home, 'bin');
  }

  /** Writes a stand-in in bash. */
  program(name: string, text: string): void {
    fs.mkdirSync(this.programs, { recursive: true });
    fs.writeFileSync(join(this.programs, name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  }

  /** The folder of the one run that was made here. */
  get runFolder(): string {
    const runs = join(this.workspace, '.handrail/runs');
    const [year = ''] = fs.readdirSync(runs);
    const names = fs.readdirSync(join(runs, year));
    expect(names).toHaveLength(1);
    return join(runs, year, names[0] ?? '');
  }

  async log(): Promise<RunRecord> {
    return await readRun(this.runFolder);
  }

  /** The CLI, in this place. */
  async handrail(args: readonly string[], environment: Record<string, string> = {}): Promise<Handrail> {
    await provideDist();
    const { exitCode, all } = await execa(process.execPath, [cli, ...args], {
      cwd: this.workspace,
      env: { ...this.environment, ...environment },
      extendEnv: false,
      reject: false,
      all: true,
      stdin: 'ignore',
    });
    return { exit: exitCode, said: all };
  }

  /** As a runner that was killed leaves it: its process is long gone. */
  async #leaveWord(runFolder: string): Promise<void> {
    await writeRunnerFile(runnerFilePath(this.privateFolder, this.runbook), {
      pid: 2 ** 22 - 1,
      started: 'long ago',
      socket: join(this.home, 'gone.sock'),
      token: 'old',
      runbook: this.runbook,
      version: '0.0.0',
      runFolder,
    });
  }

  #home({ keepAliveMs = 60_000 }: OpenOptions): RunnerHome {
    return {
      dist,
      privateFolder: this.privateFolder,
      keepAliveMs,
      vscode: '1.106.0',
      version: '0.0.0',
    };
  }

  #wanted({ trusted = true, login = false }: OpenOptions): Wanted {
    const { runbook, workspace: directory } = this;
    return { runbook, directory, stateFolder: join(directory, '.handrail'), trusted, login };
  }
}

export interface OpenOptions {
  readonly keepAliveMs?: number;
  readonly trusted?: boolean;
  readonly login?: boolean;
  /** The run that the runbook's last runner is to have left word of. */
  readonly adopt?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

/** A shell step of a runbook; its first comment is its title. */
export function fence(text: string): string {
  return `\`\`\`bash\n${text}\n\`\`\``;
}
