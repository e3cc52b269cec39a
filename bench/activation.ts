// What the extension costs every window that has a Markdown file in it: the processor time in which dist/extension.cjs is loaded and
// activated, in a process of its own, VS Code's API replaced by one that does nothing. An absolute limit: 60 ms. VS Code keeps the
// compiled code of an extension, so its own host needs less. What only a run, a log or a key needs may not be loaded by then.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import Module from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bundle = join(root, 'dist/extension.cjs');
const rounds = 15;
const limit = 60;
// What starts processes, talks to sockets or checks signatures.
const later = ['child_process', 'net', 'crypto', 'tty'];

interface Measured {
  readonly milliseconds: number;
  readonly loaded: readonly string[];
}

/** Anything that is called, constructed, read or written is another such thing. */
function idle(): object {
  return new Proxy(Object, {
    get: (_target, key) => {
      if (key === 'prototype') return Object.prototype;
      return key === 'then' ? undefined : key === Symbol.toPrimitive ? () => '' : idle();
    },
    set: () => true,
    apply: () => idle(),
    construct: () => idle(),
  });
}

function fakeApi(): object {
  const folder = join(root, 'src/extension');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(folder, name), 'utf8'));
  const names = sources.join('\n').matchAll(/\bvscode\.(\w+)/g);
  return Object.fromEntries<object>(Array.from(names, ([, name = '']) => [name, idle()] as const));
}

function activateOnce(): Measured {
  const loaded = new Set<string>();
  const api = fakeApi();
  const loader = Module as unknown as { _load: (...given: unknown[]) => unknown };
  const load: typeof loader._load = loader._load.bind(Module);
  loader._load = (...given) => {
    const name = String(given[0]);
    if (name === 'vscode') return api;
    loaded.add(name.replace(/^node:/, ''));
    return load(...given);
  };
  const before = process.cpuUsage();
  const extension = createRequire(import.meta.url)(bundle) as { activate: (context: unknown) => void };
  extension.activate({
    subscriptions: [],
    extensionUri: idle(),
    extension: { packageJSON: { version: '0' } },
    workspaceState: { get: (_key: string, fallback: unknown) => fallback },
  });
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, loaded: [...loaded] };
}

if (process.argv[2] === 'once') {
  console.log(JSON.stringify(activateOnce()));
  // A watcher or timer of what was activated keeps nothing alive.
  process.exit(0);
}

const measured = Array.from(
  { length: rounds },
  () =>
    JSON.parse(
      execFileSync(process.execPath, [import.meta.filename, 'once'], { encoding: 'utf8' }),
    ) as Measured,
);
const times = measured.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)] ?? Infinity;
const early = (measured[0]?.loaded ?? []).filter(name => later.includes(name));
const size = Math.round(statSync(bundle).size / 1000);
console.log(
  `activation: ${median.toFixed(1)} ms of processor time, ${(times[0] ?? 0).toFixed(1)} at least (limit ${limit}); ${size} kB; ` +
    (early.length === 0 ? 'nothing of a run is loaded' : `loaded before it is needed: ${early.join(', ')}`),
);
if (median > limit || early.length > 0) process.exitCode = 1;
