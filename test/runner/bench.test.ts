// What is measured now and then only has to work whenever it is measured: each bench once, small.
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';

interface BenchCase {
  readonly bench: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly told: RegExp;
}

async function checkBench({ bench, args = [], environment = {}, told }: BenchCase): Promise<void> {
  const { stdout } = await execa(
    process.execPath,
    ['--expose-gc', join(root, 'bench', `${bench}.ts`), ...args],
    {
      cwd: root,
      env: environment,
    },
  );
  expect(stdout).toMatch(told);
}

test.each<BenchCase>([
  { bench: 'resume', args: ['200'], told: /^resume of 2\d{3} lines, 100 steps: \d+ ms/ },
  {
    bench: 'runs',
    environment: { RUNS: '20' },
    told: /^20 runs of \d+ lines[^]*\nlist [\d.]+ x, trends [\d.]+ x/,
  },
])('$bench is measured', checkBench);
