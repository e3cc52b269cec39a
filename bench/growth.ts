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

function growth(shape: string, make: (size: number) => string): Record<string, string> {
  const [one, five] = sizes.map(size => read(make(size)));
  if (one === undefined || five === undefined) return { shape };
  return {
    shape,
    'parse 1 MB ms': one.parse.toFixed(0),
    '5 MB ms': five.parse.toFixed(0),
    growth: (five.parse / one.parse).toFixed(1),
    'lint 1 MB ms': one.lint.toFixed(0),
    'lint 5 MB ms': five.lint.toFixed(0),
    'growth of lint': (five.lint / one.lint).toFixed(1),
  };
}

// What is compiled while it runs counts for nobody.
for (const make of Object.values(shapes)) read(make(1e5));
console.table(Object.entries(shapes).map(([shape, make]) => growth(shape, make)));
console.log('Target: growth about 5, since the text grows by as much.');
