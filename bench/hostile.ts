// Worst cases of reading a runbook: each text at one, two and four times a size. A reader that is linear doubles its time with the text;
// processor time, since wall time on a busy machine says little.
import { join } from 'node:path';
import { loadGrammar } from '../src/adapters/grammar.ts';
import { parseRunbook } from '../src/core/runbook/parse.ts';
import { hostile } from '../test/core/runbook/hostile.ts';

const base = 50_000;
const grammar = await loadGrammar({ wasmFolder: join(import.meta.dirname, '../node_modules') });

function worked(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const start = process.cpuUsage();
  parseRunbook({ path: 'bench.md', bytes, sha256: '0'.repeat(64) }, grammar);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

console.table(
  Object.entries(hostile).map(([name, make]) => {
    const [one = 0, two = 0, four = 0] = [1, 2, 4].map(times => worked(make(base * times)));
    return {
      text: name,
      '50 kB ms': one.toFixed(0),
      '100 kB ms': two.toFixed(0),
      '200 kB ms': four.toFixed(0),
      growth: (four / two).toFixed(1),
    };
  }),
);
console.log('Target: growth about 2 where the times are more than a few milliseconds.');
console.log(`resident set ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`);
