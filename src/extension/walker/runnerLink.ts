import { spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { isAlive, readRunnerFile, runnerFilePath } from '../../adapters/runnerFiles.ts';
import { connect, socketPath, type Channel } from '../../adapters/socket.ts';
import type { Event } from '../../protocol/event.ts';
import type { LiveWish, NotBegun, RunnerFile } from '../../protocol/hello.ts';
import type { Request } from '../../protocol/request.ts';
import type { TerminalWish } from '../../protocol/terminalWish.ts';
import { startVariable, type StartOptions } from '../../protocol/start.ts';
import { makePrivateFolder } from '../../adapters/privateFolder.ts';

/** What stands around every runner this window starts. */
export interface RunnerHome {
  /** Folder of the bundles. */
  readonly dist: string;
  readonly privateFolder: string;
  readonly keepAliveMs: number;
  readonly vscode: string;
  readonly version: string;
}

export interface Wanted {
  /** Absolute path of the Markdown file. */
  readonly runbook: string;
  /** Where the session starts. */
  readonly directory: string;
  readonly stateFolder: string;
  readonly trusted: boolean;
  /** How long a command may take, in ms, where its author says nothing. */
  readonly timeoutMs?: number;
  /** True if the session begins with what the user's login profile exports. */
  readonly login?: boolean;
  /** Folder of the run to go on with, where it is not the one that was walked here last. */
  readonly resume?: string;
}

export interface Listener {
  event(event: Event): void;
  lost(): void;
}

/** A live connection to the process that owns a run. */
export interface RunnerLink {
  request(id: number, request: Request): void;
  /** Says that the workspace is trusted now. */
  trust(): void;
  /** Says what this window wants to see of the cluster. */
  live(wish: LiveWish): void;
  /** Says what this window's own terminal wants of the session. */
  terminal(wish: TerminalWish): void;
  /** Lets a runner whose run is closed go, so that the next one that is reached begins a new run. */
  again(): void;
  /** What was typed for the key that signs; undefined if it was declined. */
  answerKey(id: number, answer: string | undefined): void;
  close(): void;
}

/** Milliseconds a runner gets to come up. */
const patience = 30_000;

/** Reaches the runner of a runbook: the one that lives, else a new one that goes on with its open run, else a new one. */
export async function reach(home: RunnerHome, wanted: Wanted, listener: Listener): Promise<RunnerLink> {
  const path = runnerFilePath(home.privateFolder, wanted.runbook);
  const last = await readRunnerFile(path);
  if (last !== undefined && (await isAlive(last))) {
    const link = await dial(last, listener).catch(() => undefined);
    if (link !== undefined) return link;
    // It lets nobody in any more, so it is leaving; its run is free once it has gone.
    await gone(last);
  }
  return await begin(home, { wanted, path, last }, listener);
}

async function gone(runner: RunnerFile): Promise<void> {
  // One that ran in this very process is gone without it.
  if (runner.pid === process.pid) return;
  for (let waited = 0; waited < patience && (await isAlive(runner)); waited += 30) await pause(30);
}

interface Beginning {
  readonly wanted: Wanted;
  readonly path: string;
  /** What the runner before it has left word of; kept until the next has, for it names the run. */
  readonly last: RunnerFile | undefined;
}

async function begin(
  home: RunnerHome,
  { wanted, path, last }: Beginning,
  listener: Listener,
): Promise<RunnerLink> {
  const options: StartOptions = {
    runbook: relativeInside(wanted.directory, wanted.runbook),
    directory: wanted.directory,
    stateFolder: wanted.stateFolder,
    trusted: wanted.trusted,
    ...(wanted.timeoutMs === undefined ? {} : { timeoutMs: wanted.timeoutMs }),
    ...(wanted.login === true ? { login: true } : {}),
    ...resumes(wanted.resume ?? last?.runFolder),
    socket: socketPath(process.env),
    token: randomBytes(24).toString('hex'),
    runnerFile: path,
    keepAliveMs: home.keepAliveMs,
    vscode: home.vscode,
    version: home.version,
    inHost: false,
  };
  const runner = startDetached(home, options) ?? startInHost(home, { ...options, inHost: true });
  const answer = await waitFor(path, last, runner);
  if (answer.failed !== undefined) throw new RunnerFailed(answer.failed, answer.why);
  return await dial(answer, listener);
}

function resumes(folder: string | undefined): Pick<StartOptions, 'resume'> {
  return folder === undefined ? {} : { resume: folder };
}

/** The runner could not begin; the message is an English sentence for people, and `why` says it in any language. */
export class RunnerFailed extends Error {
  override readonly name = 'RunnerFailed';
  readonly why: NotBegun | undefined;

  constructor(message: string, why: NotBegun | undefined) {
    super(message);
    this.why = why;
  }
}

/** A runner that was started left no word. */
export class RunnerSilent extends Error {
  override readonly name = 'RunnerSilent';
  /** What it wrote before it ended. */
  readonly log: string;

  constructor(log: string) {
    super(`The runner did not start. ${log} says why.`);
    this.log = log;
  }
}

/** A runbook is named as the log shall name it: from the folder the run is in. */
function relativeInside(directory: string, runbook: string): string {
  const path = relative(directory, runbook);
  return path.startsWith('..') ? runbook : path;
}

/** A process of its own, so that neither a reload nor a crash of the window ends a command. */
function startDetached({ dist }: RunnerHome, options: StartOptions): Started | undefined {
  const log = `${options.runnerFile}.log`;
  makePrivateFolder(dirname(log));
  const file = openSync(log, 'a', 0o600);
  try {
    const child = spawn(process.execPath, [join(dist, 'runner.cjs')], {
      cwd: options.directory,
      detached: true,
      stdio: ['ignore', file, file],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', [startVariable]: JSON.stringify(options) },
    });
    // A process that cannot be started says so by an event, after its missing pid has.
    child.on('error', () => undefined);
    child.unref();
    return child.pid === undefined ? undefined : startedAs(child);
  } finally {
    closeSync(file);
  }
}

/** Where no process can be started: the run then ends with the window, and the page says so. */
function startInHost({ dist }: RunnerHome, options: StartOptions): Started {
  const worker = new Worker(join(dist, 'runner.cjs'), {
    env: { ...process.env, [startVariable]: JSON.stringify(options) },
  });
  worker.unref();
  return startedAs(worker);
}

/** Something that runs, and may end before it has left word. */
interface Started {
  readonly ended: boolean;
}

function startedAs(runner: EventEmitter): Started {
  const started = { ended: false };
  runner.once('exit', () => {
    started.ended = true;
  });
  return started;
}

/** The first word of a new runner: ours, or that of another window which was faster. */
async function waitFor(path: string, last: RunnerFile | undefined, runner: Started): Promise<RunnerFile> {
  for (let waited = 0; waited < patience; waited += 30) {
    const { ended } = runner;
    const file = await readRunnerFile(path);
    if (file !== undefined && file.token !== last?.token) return file;
    if (ended) break;
    await pause(30);
  }
  throw new RunnerSilent(`${path}.log`);
}

async function dial({ socket, token }: RunnerFile, listener: Listener): Promise<RunnerLink> {
  let closing = false;
  const channel: Channel = await connect(socket, {
    // The runner is ours and of this version: its events are checked at compile time.
    message: (_channel, message) => listener.event(message as Event),
    closed: () => {
      if (!closing) listener.lost();
    },
  });
  channel.send({ type: 'hello', token });
  return {
    request: (id, request) => channel.send({ type: 'request', id, request }),
    trust: () => channel.send({ type: 'trust' }),
    live: wish => channel.send({ type: 'live', wish }),
    terminal: wish => channel.send({ type: 'terminal', wish }),
    again: () => channel.send({ type: 'again' }),
    answerKey: (id, answer) => channel.send({ type: 'key', id, ...(answer === undefined ? {} : { answer }) }),
    close: () => {
      closing = true;
      channel.close();
    },
  };
}
