// Shells and clients as they are installed, where they are: a stand-in says only what its author knew of them.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';
import { recorded, Within } from './within.ts';

const title = 'Look there';

function book(...lines: readonly string[]): string {
  return `# In a real one\n\n${fence(`# ${title}\n${lines.join('\n')}`)}\n`;
}

/** The path of a program on PATH, or where servers are; undefined if there is none. */
function pathOf(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'];
  return folders.map(folder => join(folder, program)).find(path => existsSync(path));
}

/** Also that it runs: a stand-in of a version manager may only say what to install. */
function isInstalled(program: string, asksVersion = '--version'): boolean {
  const path = pathOf(program);
  return path !== undefined && spawnSync(path, [asksVersion]).status === 0;
}

async function passes(viewer: Viewer): Promise<void> {
  await until(
    'the step has passed',
    () => viewer.step(title).state === 'passed',
    () => viewer.step(title),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ended with the test. */
function serve(program: string, args: readonly string[]): void {
  const server = spawn(program, args, { stdio: 'ignore' });
  onTestFinished(() => void server.kill('SIGKILL'));
}

test.skipIf(!isInstalled('python3'))(
  'python3 is told one line after the other',
  async () => {
    const place = new Place(
      book('python3 -q', 'import os', 'if os.getpid() > 1:', '    print("a" "live")', 'exit()', 'echo back'),
    );
    const viewer = await place.open();
    const python = new Within(viewer, title);
    await viewer.run(title);
    await python.send(1, '>>>');
    await python.send(2, 'alive');
    await python.send(3);
    await passes(viewer);
    expect(await recorded(place)).toEqual([
      '0 exited 0',
      '1 lost met by person',
      '2 lost met by person',
      '3 exited 0 met by rule',
      '4 exited 0',
    ]);
  },
  60_000,
);

test.skipIf(!isInstalled('redis-server') || !isInstalled('redis-cli'))(
  'redis-cli is told one line after the other, and asks for a name before it empties',
  async () => {
    const port = await freePort();
    serve('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp']);
    const place = new Place(book(`redis-cli -p ${port}`, 'SET a 1', 'FLUSHDB', 'quit', 'echo back'));
    const viewer = await place.open();
    const redis = new Within(viewer, title);
    await viewer.run(title);
    // What is typed before its prompt stands there is thrown away by it.
    await until('a prompt stands there', () => redis.tail(0).trimEnd().endsWith('>'));
    const isDone = /OK\s[^]*>\s*$/;
    await redis.send(1, isDone);
    const flush = { type: 'shell.send', step: viewer.id(title), statement: 2 } as const;
    await redis.comes(2, { inside: 'send' });
    expect(await viewer.ask({ ...flush, revision: viewer.view.revision })).toMatchObject({
      code: 'needs-name',
    });
    await viewer.do({ ...flush, revision: viewer.view.revision, confirm: 'redis-cli FLUSHDB' });
    await until('it is emptied', () => isDone.test(redis.tail(2)));
    await viewer.do({ type: 'shell.judge', step: flush.step, statement: 2, decision: 'met' });
    await redis.send(3);
    await passes(viewer);
  },
  60_000,
);

const sshd = pathOf('sshd');
const mayServe =
  sshd !== undefined && isInstalled('ssh', '-V') && (process.getuid?.() !== 0 || existsSync('/run/sshd'));

test.skipIf(!mayServe)(
  'a shell of another host asks about its key, says exit codes, and is left',
  async () => {
    const port = await freePort();
    const place = new Place('# Not yet\n');
    const at = (name: string): string => join(place.home, name);
    for (const name of ['host', 'key'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
    writeFileSync(at('allowed'), readFileSync(at('key.pub')));
    const settings = ['UsePAM no', 'StrictModes no', 'PasswordAuthentication no', 'PermitRootLogin yes'];
    // Whatever the account's own shell and start files are.
    const shell = ['ForceCommand exec bash --norc --noprofile -i'];
    const files = [`HostKey ${at('host')}`, `AuthorizedKeysFile ${at('allowed')}`, `PidFile ${at('pid')}`];
    writeFileSync(
      at('sshd'),
      [`Port ${port}`, 'ListenAddress 127.0.0.1', ...files, ...settings, ...shell, ''].join('\n'),
    );
    serve(sshd ?? '', ['-D', '-f', at('sshd')]);
    await until('sshd is there', () => existsSync(at('pid')));
    const options = `-F none -i ${at('key')} -o IdentitiesOnly=yes -o UserKnownHostsFile=${at('known')}`;
    const ssh = `ssh ${options} -p ${port} ${userInfo().username}@127.0.0.1`;
    writeFileSync(place.runbook, book(ssh, 'cd /var && pwd', '(exit 7)', 'exit', 'echo "back in $(pwd)"'));
    const viewer = await place.open();
    const host = new Within(viewer, title);
    await viewer.run(title);
    const step = viewer.id(title);
    await until('it asks', () => host.tail(0).includes('continue connecting'));
    await viewer.do({ type: 'terminal.type', step, text: 'yes\n' });
    await until('a prompt stands there', () => /[$#%>] ?$/.test(host.tail(0).trimEnd()));
    await host.send(1, '/var');
    await host.send(2, '(exit 7)');
    await host.send(3);
    await passes(viewer);
    expect(host.tail(4)).toContain(`back in ${place.workspace}`);
    expect(await recorded(place)).toEqual([
      '0 exited 7 met by rule',
      '1 exited 0 met by person',
      '2 exited 7 met by person',
      '3 exited 7 met by rule',
      '4 exited 0',
    ]);
  },
  60_000,
);
