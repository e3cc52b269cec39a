// How the cost of reading and of lint grows with a runbook's size: texts that have much of one thing, at one and at five megabytes.
// Processor time of this thread, so that other programs of a busy machine do not count.
import { join } from 'node:path';
import { loadGrammar } from '../src/adapters/grammar.ts';
import { lint } from '../src/core/lint/lint.ts';
import { defaultSettings } from '../src/core/lint/settings.ts';
import { parseRunbook } from '../src/core/runbook/parse.ts';
import { shapes } from './texts/grown.ts';

const grammar = await loadGrammar({ wasmFolder: join(import.meta.dirname, '../node_modules') });
const sizes = [1e6, 5e6] as const;

interface Used {
  readonly parse: number;
  readonly lint: number;
}

function read(text: string): Used {
  const bytes = new TextEncoder().encode(text);
  globalThis.gc?.();
  const start = used();
  const runbook = parseRunbook({ path: 'bench.md', bytes, sha256: '0'.repeat(64) }, grammar);
  const parsed = used();
  lint(text, runbook, { grammar, surroundings: {}, settings: defaultSettings });
  return { parse: parsed - start, lint: used() - parsed };
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function growth(shape: string, make: (size: number) => string): string {
  const [one, five] = sizes.map(size => read(make(size)));
  const cells = [one?.parse, five?.parse, one?.lint, five?.lint].map(ms => (ms ?? NaN).toFixed(0));
  const times = [(five?.parse ?? NaN) / (one?.parse ?? NaN), (five?.lint ?? NaN) / (one?.lint ?? NaN)];
  const [parsed, linted] = times.map(each => each.toFixed(1));
  return row([shape, cells[0], cells[1], parsed, cells[2], cells[3], linted]);
}

function row([shape = '', ...cells]: readonly (string | undefined)[]): string {
  return shape.padEnd(26) + cells.map(cell => (cell ?? '').padStart(12)).join('');
}

// What is compiled while it runs counts for nobody.
for (const make of Object.values(shapes)) read(make(1e5));
console.log(row(['ms', 'parse 1 MB', '5 MB', 'growth', 'lint 1 MB', '5 MB', 'growth']));
for (const [shape, make] of Object.entries(shapes)) console.log(growth(shape, make));
console.log('Target: growth about 5, since the text grows by as much.');
