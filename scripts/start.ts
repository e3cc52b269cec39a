// usage: npm start [-- --no-open] [--once]
//
// Builds and packages the extension and opens VS Code with it on a fresh copy of the demo: the desktop's VS Code where there is
// one, else a server whose URL it prints. Both get a profile of their own, so the user's VS Code stays as it is.
//   --no-open  take the server even if there is a desktop VS Code
//   --once     stop as soon as it is up; for tests
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { buildAll } from './build.ts';
import { packageExtension } from './package.ts';
import { endMarked } from './processes.ts';
import { main, root } from './project.ts';
import { quietSettings, startServer } from './server.ts';
import { findDesktop, installServer } from './vscode.ts';

const mark = 'HANDRAIL_DEMO';

interface Demo {
  readonly vsix: string;
  /** The fresh workspace; it stays, since the logs of the runs are in it. */
  readonly workspace: string;
  readonly runbook: string;
  /** The profile of the VS Code that is opened; removed at the end. */
  readonly scratch: string;
  /** Carries the mark by which everything that was started is found again. */
  readonly environment: Readonly<Record<string, string>>;
  readonly once: boolean;
  /** Resolves when the person at the terminal has had enough. */
  readonly interrupted: Promise<void>;
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-open': { type: 'boolean' }, once: { type: 'boolean' } } });
  const interrupted = interruption();
  await buildAll();
  const vsix = await packageExtension();
  const id = randomUUID();
  const workspace = await realpath(await mkdtemp(join(tmpdir(), 'handrail-demo-')));
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'hrs-')));
  await cp(join(root, 'runbooks/demo'), workspace, { recursive: true });
  const demo: Demo = {
    vsix,
    workspace,
    runbook: join(workspace, 'blue-green.md'),
    scratch,
    environment: { [mark]: id },
    once: values.once === true,
    interrupted,
  };
  console.log(`\nThe demo is in ${workspace}`);
  try {
    const desktop = values['no-open'] === true ? undefined : await findDesktop();
    await (desktop === undefined ? openServer(demo) : openDesktop(demo, desktop));
  } finally {
    await endMarked(mark, id);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    console.log(`Stopped. The demo and the logs of its runs are still in ${workspace}`);
  }
}

async function openServer({ vsix, workspace, scratch, environment, ...demo }: Demo): Promise<void> {
  const server = await startServer({
    server: await installServer(),
    extension: { vsix },
    scratch,
    settings: quietSettings,
    trust: 'ask',
    environment,
  });
  console.log(`\nOpen this URL in a browser:\n\n  ${server.url(workspace)}\n`);
  console.log(
    'Trust the folder, open blue-green.md, and press Ctrl+K H (or choose "Open as Checklist" above its text).',
  );
  console.log('Ctrl-C here ends VS Code and the demo.');
  await (demo.once ? undefined : Promise.race([server.exited, demo.interrupted]));
  await server.stop();
}

async function openDesktop(demo: Demo, desktop: string): Promise<void> {
  const { vsix, workspace, runbook, scratch, environment } = demo;
  const profile = join(scratch, 'profile');
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User/settings.json'), JSON.stringify(quietSettings, null, 2));
  const common = [
    ...['--user-data-dir', profile, '--extensions-dir', join(scratch, 'extensions')],
    // VS Code refuses to start as root otherwise.
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  await execa(desktop, [...common, '--install-extension', vsix, '--force'], { env: environment });
  console.log(
    'VS Code opens it now. Trust the folder, and press Ctrl+K H (or choose "Open as Checklist" above the text).',
  );
  console.log('Closing the window, or Ctrl-C here, ends the demo.');
  const stopping = new AbortController();
  const window = execa(desktop, [...common, '--new-window', '--wait', workspace, runbook], {
    env: environment,
    cancelSignal: stopping.signal,
    reject: false,
  });
  await (demo.once ? undefined : Promise.race([window, demo.interrupted]));
  stopping.abort();
  await window;
}

// npm and the terminal may both send the same Ctrl-C, so only the first counts.
async function interruption(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
  });
}

await main(start);
