import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../src/core/runbook/contract.ts';
import { decodeSource } from '../../../src/core/runbook/markdown/source.ts';
import { constructFaults, coverageFaults } from './laws.ts';
import { read } from './read.ts';

const folder = join(import.meta.dirname, '../../cases/runbook');
const names = readdirSync(folder).filter(name => name.endsWith('.md'));

describe('a runbook is read as its golden says', () => {
  test.each(names)('%s', name => {
    const bytes = readFileSync(join(folder, name));
    const runbook = read(bytes, name);
    const golden = join(folder, name.replace(/\.md$/, '.expected.json'));
    const found = `${JSON.stringify(contractOf(runbook), null, 1)}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(existsSync(golden), `${golden} is missing`).toBe(true);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });
});

describe('every case is held by steps and prose, each line once', () => {
  test.each(names)('%s', name => {
    const bytes = readFileSync(join(folder, name));
    const { lines } = decodeSource(bytes);
    const runbook = read(bytes, name);
    expect(coverageFaults(lines, runbook)).toEqual([]);
    expect(constructFaults(lines, runbook)).toEqual([]);
  });
});
