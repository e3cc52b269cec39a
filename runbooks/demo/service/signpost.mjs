// Operates Signpost on this machine. Needs nothing but Node.
//
//   start blue|green VERSION [CHANGE]   start an instance in the background
//   start proxy                         start the proxy in the background
//   switch blue|green                   let the proxy send its requests there
//   ask blue|green|proxy PATH           print the answer; fails unless it is a success
//   soak blue|green SECONDS             20 requests a second, one line for each second; fails on the first error
//   status                              what runs, and what is live
//   stop NAME...                        stop instances; those that do not run are fine
//   clean                               stop all of them and remove what they wrote
//
// Ports are free ones, unless BLUE_PORT, GREEN_PORT or PROXY_PORT name others. Logs and the like go to work/, or $SIGNPOST_WORK.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const work = process.env.SIGNPOST_WORK ?? join(here, '..', 'work');
const names = ['blue', 'green', 'proxy'];

const commands = { start, switch: switchTo, ask, soak, status, stop, clean };
const [command, ...rest] = process.argv.slice(2);

try {
  if (!Object.hasOwn(commands, command ?? '')) {
    throw new Error(`usage: signpost ${Object.keys(commands).join('|')} ...`);
  }
  await commands[command](...rest);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function start(name, version, change = 'none') {
  check(name);
  if (name !== 'proxy' && version === undefined) {
    throw new Error(`Which version of ${name}?`);
  }
  const running = await find(name);
  if (running?.version === version && running?.change === change) {
    console.log(`${name} already listens on port ${running.port}`);
    return;
  }
  await stopOne(name);
  mkdirSync(work, { recursive: true });
  const log = openSync(join(work, `${name}.log`), 'w');
  const program =
    name === 'proxy' ? [join(here, 'proxy.mjs'), work] : [join(here, 'server.mjs'), name, version, change];
  const child = spawn(process.execPath, program, {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, PORT: process.env[`${name.toUpperCase()}_PORT`] ?? '0' },
  });
  const port = await new Promise((resolve, reject) => {
    child.once('message', message => resolve(message.port));
    child.once('exit', () =>
      reject(new Error(`${name} did not start:\n${readFileSync(join(work, `${name}.log`), 'utf8')}`)),
    );
  });
  child.unref();
  save(`${name}.json`, JSON.stringify({ pid: child.pid, port, version, change }));
  console.log(`${name}${version === undefined ? '' : ` ${version}`} listens on port ${port}`);
}

async function switchTo(name) {
  check(name, ['blue', 'green']);
  if ((await find(name)) === undefined) {
    throw new Error(`${name} does not run; live stays ${live()}`);
  }
  const before = live();
  save('live', `${name}\n`);
  console.log(`live: ${name} (was ${before})`);
}

async function ask(name, path) {
  const { port } = await running(name);
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const body = await response.text();
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}: ${body.trim()}`);
  }
  process.stdout.write(body);
}

async function soak(name, seconds) {
  const { port } = await running(name);
  for (let second = 1; second <= Number(seconds); second++) {
    const end = Date.now() + 1000;
    const times = await Promise.all(
      Array.from({ length: 20 }, (_, index) => time(port, `/page/${index + 1}`)),
    );
    const slowest = Math.max(...times).toFixed(0);
    console.log(`second ${second} of ${seconds}: ${times.length} requests, 0 errors, slowest ${slowest} ms`);
    await sleep(Math.max(0, end - Date.now()));
  }
}

async function time(port, path) {
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!response.ok) {
    throw new Error(`${path} answers HTTP ${response.status}`);
  }
  await response.arrayBuffer();
  return performance.now() - start;
}

async function status() {
  for (const name of names) {
    const found = await find(name);
    console.log(
      `${name}: ${found === undefined ? 'stopped' : `${found.version ?? 'runs'} on port ${found.port}`}`,
    );
  }
  console.log(`live: ${live()}`);
}

async function stop(...chosen) {
  for (const name of chosen) {
    check(name);
    console.log(`${name} ${(await stopOne(name)) ? 'stopped' : 'does not run'}`);
  }
}

async function clean() {
  await stop(...names);
  rmSync(work, { recursive: true, force: true });
}

async function stopOne(name) {
  const found = await find(name);
  if (found !== undefined) {
    process.kill(found.pid, 'SIGTERM');
    for (let attempt = 0; attempt < 50 && (await find(name)) !== undefined; attempt++) {
      await sleep(50);
    }
  }
  rmSync(join(work, `${name}.json`), { force: true });
  return found !== undefined;
}

async function running(name) {
  check(name);
  const found = await find(name);
  if (found === undefined) {
    throw new Error(`${name} does not run`);
  }
  return found;
}

// A process id alone may have gone to somebody else; the one that answers on the port with its own id is ours.
async function find(name) {
  try {
    const saved = JSON.parse(readFileSync(join(work, `${name}.json`), 'utf8'));
    const answer = await fetch(`http://127.0.0.1:${saved.port}/pid`, { signal: AbortSignal.timeout(2000) });
    return Number(await answer.text()) === saved.pid ? saved : undefined;
  } catch {
    return undefined;
  }
}

function live() {
  try {
    return readFileSync(join(work, 'live'), 'utf8').trim();
  } catch {
    return 'nothing';
  }
}

function check(name, allowed = names) {
  if (!allowed.includes(name)) {
    throw new Error(`Choose one of: ${allowed.join(', ')}`);
  }
}

// Renamed into place, so that no reader ever sees half of it.
function save(name, text) {
  writeFileSync(join(work, `${name}.new`), text);
  renameSync(join(work, `${name}.new`), join(work, name));
}
