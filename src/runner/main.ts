import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { threadCluster } from '../adapters/cluster/cluster.ts';
import { processStart } from '../adapters/processAge.ts';
import { optimiseWasmLate } from '../adapters/wasmTiers.ts';
import { writeRunnerFile } from '../adapters/runnerFiles.ts';
import type { RunnerFile } from '../protocol/hello.ts';
import { sessionEnvironment } from '../adapters/session/shell/login.ts';
import { isBusy } from './attempts/busy.ts';
import { watchAnswers } from './people/answers.ts';
import { watchOffer } from './people/offers.ts';
import { KeyDesk } from './people/keyDesk.ts';
import { makeWalk, type OpenOptions } from './makeWalk.ts';
import { prepare, type NotPrepared, type Prepared } from './prepare.ts';
import { NotRecorded, NotTheirTurn } from './log/recorder.ts';
import { receive } from './server.ts';
import { startOptions, startVariable, type StartOptions } from '../protocol/start.ts';
import type { Walk } from './walk.ts';
import { watchRunbook } from './text/watchRunbook.ts';

/** Milliseconds a runner stays after its run was closed, so that a view that reloads still finds it. */
const afterClose = 10_000;

/** Milliseconds until an answer has reached whoever asked. */
const aMoment = 200;

/** Milliseconds without a client that a reload of the window takes: nobody was away. */
const aReload = 10_000;

/** Milliseconds until a runner whose time is over looks again whether its command has ended. */
const busyAgain = 10_000;

async function main(): Promise<void> {
  const options = startOptions.parse(JSON.parse(process.env[startVariable] ?? '{}'));
  // The session must inherit neither what started us nor what keeps an Electron from being one.
  for (const name of [startVariable, 'ELECTRON_RUN_AS_NODE']) Reflect.deleteProperty(process.env, name);
  const { runnerFile } = options;
  const runbook = resolve(options.directory, options.runbook);
  const prepared = await prepareWalk(options, runbook);
  const about = await describe(options, runbook);
  const { login = false } = options;
  const begins = await sessionEnvironment(process.env, login ? 'login' : 'inherited');
  if (!prepared.ok || !begins.ok) {
    await writeRunnerFile(runnerFile, { ...about, ...failureOf(prepared, begins) });
    return;
  }
  const desk = new KeyDesk();
  const resumed = prepared.record?.folder;
  const walk = await makeWalk(prepared, {
    directory: options.directory,
    file: runbook,
    stateFolder: options.stateFolder,
    environment: begins.environment,
    ...(login ? { login } : {}),
    author: 'person',
    version: options.version,
    vscode: options.vscode,
    trusted: options.trusted,
    ...paceOf(options),
    asker: desk,
    notices: options.inHost ? [{ kind: 'in-host' }] : [],
    // Before anything is done in a new run, so that whoever comes after a crash finds it.
    ...(resumed === undefined
      ? { opened: (runFolder: string) => writeRunnerFile(runnerFile, { ...about, runFolder }) }
      : {}),
  });
  // Going on with a run takes its lease at once; a new run leaves no trace before its first action. Of one that is offered nothing is
  // taken before somebody says what becomes of the offer.
  if (resumed !== undefined && walk.state.offer === undefined) await takeUp(walk);
  if (walk.state.walkedFrom === undefined) void walk.look();
  watchRunbook(walk, runbook);
  watchAnswers(walk);
  const life = await serve(walk, options, desk);
  if (resumed !== undefined && walk.state.offer !== undefined) watchOffer(walk, resumed, () => life.renew());
  await writeRunnerFile(runnerFile, resumed === undefined ? about : { ...about, runFolder: resumed });
}

/** Why it cannot begin: what the session lacks, else the text. */
function failureOf(prepared: Prepared | NotPrepared, begins: Begins): Pick<RunnerFile, 'failed' | 'why'> {
  if (!begins.ok) return { failed: begins.reason, why: { code: begins.code } };
  return prepared.ok ? {} : { failed: prepared.message, why: prepared.why };
}

type Begins = Awaited<ReturnType<typeof sessionEnvironment>>;

/** Lets views in, and stays for them. */
async function serve(walk: Walk, options: StartOptions, desk: KeyDesk): Promise<Life> {
  const life = new Life(walk, options);
  const { socket: path, token } = options;
  await receive(walk, {
    path,
    token,
    desk,
    watched: clients => life.watched(clients),
    spent: () => life.renew(),
  });
  return life;
}

/** What is done for a person who looks on. */
function paceOf({
  timeoutMs,
}: StartOptions): Pick<OpenOptions, 'timeoutMs' | 'stopsToWait' | 'takesEnvironment' | 'cluster'> {
  const looks = { stopsToWait: true, takesEnvironment: true, cluster: threadCluster() };
  return { ...looks, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

/** What is gone on with; a run that has been closed meanwhile makes room for a new one. */
async function prepareWalk(
  { resume, runbook: name }: StartOptions,
  path: string,
): Promise<Prepared | NotPrepared> {
  const open = resume === undefined ? undefined : await prepare({ kind: 'resume', folder: resume });
  return open === undefined || (!open.ok && open.sealed === true)
    ? await prepare({ kind: 'file', path, name })
    : open;
}

async function describe({ socket, token, version }: StartOptions, runbook: string): Promise<RunnerFile> {
  const started = (await processStart(process.pid)) ?? '';
  return { pid: process.pid, started, socket, token, runbook, version };
}

/** Where the log cannot be opened, the page says so, and nothing can be run. */
async function takeUp(walk: Walk): Promise<void> {
  try {
    await walk.log.start();
  } catch (error) {
    if (error instanceof NotTheirTurn) walk.log.failed(error);
    else if (!(error instanceof NotRecorded)) throw error;
  }
}

/** A runner stays while it is watched, for a while after, and no longer than its run is open. */
class Life {
  readonly #walk: Walk;
  readonly #options: StartOptions;
  #timer: NodeJS.Timeout | undefined;
  #alone: number | undefined;
  #leaving = false;

  constructor(walk: Walk, options: StartOptions) {
    this.#walk = walk;
    this.#options = options;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.#leave('left'));
    // The window that started us may take its terminal along.
    process.on('SIGHUP', () => undefined);
    this.watched(0);
  }

  watched(clients: number): void {
    clearTimeout(this.#timer);
    if (clients === 0) {
      this.#alone = Date.now();
      this.#timer = setTimeout(() => this.#due(), this.#patience());
      return;
    }
    const awayMs = Date.now() - (this.#alone ?? Date.now());
    this.#alone = undefined;
    if (awayMs >= aReload && this.#walk.log.isOpen) this.#walk.cameBack({ awayMs, session: 'kept' });
  }

  /** The shell is gone, and another begins only in another process: views come back to that one. */
  renew(): void {
    setTimeout(() => void this.#leave('left'), aMoment);
  }

  #patience(): number {
    const { keepAliveMs } = this.#options;
    const open = this.#walk.log.isOpen && this.#walk.state.closed === undefined;
    return open ? keepAliveMs : Math.min(afterClose, keepAliveMs);
  }

  /** A command that will end by itself is never ended for want of somebody who watches. */
  #due(): void {
    if (!isBusy(this.#walk)) void this.#leave('idle');
    else this.#timer = setTimeout(() => this.#due(), Math.min(busyAgain, this.#options.keepAliveMs));
  }

  async #leave(reason: 'left' | 'idle'): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    // Nobody is let in any more: whoever comes now is to start the next runner.
    rmSync(this.#options.socket, { force: true });
    await this.#walk.leave(reason);
    const { state, log } = this.#walk;
    if (state.closed !== undefined || (!log.isOpen && state.offer === undefined))
      rmSync(this.#options.runnerFile, { force: true });
    process.exit(0);
  }
}

optimiseWasmLate();

// The one boundary of this process: its stderr is a file beside runner.json.
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(70);
});
