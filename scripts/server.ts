// Starts the VS Code server with an extension in it, for `npm start` and for the end-to-end tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { Refusal } from './project.ts';

/** User settings of a workbench that shows nothing but what it was opened for, and asks nobody outside. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export interface ServerOptions {
  /** The folder that `installServer()` returned. */
  readonly server: string;
  /** Holds all that the server writes: data, extensions, its output. */
  readonly scratch: string;
  /** Installed for this server, or a folder in which it is already. */
  readonly extension: { readonly vsix: string } | { readonly folder: string };
  /** User settings of the workbench. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly trust: 'ask' | 'off';
  /** Added to the environment of the server and of all that it starts. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Server {
  /**
   * Where the workbench opens `folder`. Holds the token that keeps other users of this machine out, and no file to open: a
   * reload would open that one again and forget all other editors.
   */
  url(folder: string): string;
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1, with one extension. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { scratch, settings, environment } = options;
  const token = randomBytes(16).toString('hex');
  await mkdir(join(scratch, 'data/data/User'), { recursive: true });
  await writeFile(join(scratch, 'data/data/User/settings.json'), JSON.stringify(settings, null, 2));
  // A file, since arguments can be read by every user of the machine.
  await writeFile(join(scratch, 'token'), token, { mode: 0o600 });
  const { extension } = options;
  const extensions = 'folder' in extension ? extension.folder : join(scratch, 'extensions');
  if ('vsix' in extension) await installExtension({ ...options, vsix: extension.vsix, extensions });
  const outputFile = join(scratch, 'server.log');
  const child = launch(options, outputFile);
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const port = await listening(child, outputFile);
  return {
    pid: child.pid ?? 0,
    exited,
    url: folder => {
      const url = new URL(`http://127.0.0.1:${port}/`);
      url.searchParams.set('tkn', token);
      url.searchParams.set('folder', folder);
      return url.href;
    },
    stop: async () => {
      child.kill();
      const patience = new AbortController();
      const late = sleep(5000, 'late' as const, { signal: patience.signal }).catch(() => 'ended' as const);
      if ((await Promise.race([exited, late])) === 'late') {
        child.kill('SIGKILL');
      }
      patience.abort();
      await exited;
    },
  };

  function launch({ server, trust }: ServerOptions, log: string): ChildProcess {
    mkdirSync(scratch, { recursive: true });
    const out = openSync(log, 'w');
    const program = join(server, 'out/server-main.js');
    const started = spawn(
      process.execPath,
      [
        ...[program, ...commonArguments(scratch, extensions)],
        ...[...serverArguments(scratch), ...trustArguments(trust)],
      ],
      { stdio: ['ignore', out, out], env: { ...process.env, ...environment } },
    );
    closeSync(out);
    return started;
  }
}

interface Installation extends Pick<ServerOptions, 'server' | 'scratch' | 'environment'> {
  readonly vsix: string;
  /** The folder for what is installed. */
  readonly extensions: string;
}

/** Puts a VSIX where servers find it. */
export async function installExtension(options: Installation): Promise<void> {
  const { server, scratch, vsix, extensions, environment } = options;
  const program = join(server, 'out/server-main.js');
  await execa(
    process.execPath,
    [program, ...commonArguments(scratch, extensions), '--install-extension', vsix, '--force'],
    { env: environment },
  );
}

function commonArguments(scratch: string, extensions: string): string[] {
  return ['--server-data-dir', join(scratch, 'data'), '--extensions-dir', extensions];
}

function serverArguments(scratch: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', join(scratch, 'token')],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
}

function trustArguments(trust: ServerOptions['trust']): string[] {
  return trust === 'off' ? ['--disable-workspace-trust'] : [];
}

async function listening(child: ChildProcess, log: string): Promise<number> {
  for (let attempt = 0; attempt < 1200 && child.exitCode === null; attempt++) {
    const port = /Extension host agent listening on (\d+)/.exec(readFileSync(log, 'utf8'))?.[1];
    if (port !== undefined) {
      return Number(port);
    }
    await sleep(100);
  }
  child.kill();
  throw new Refusal(`The VS Code server did not start:\n${readFileSync(log, 'utf8')}`);
}
