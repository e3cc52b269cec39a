import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeSource } from '../../src/core/runbook/source.ts';
import { read } from '../core/runbook/read.ts';
import { constructFaults, coverageFaults } from '../core/runbook/laws.ts';

const shared = join(import.meta.dirname, '../../../shared');
const files = ['seeds', 'corpus'].flatMap(folder => markdownIn(join(shared, folder)));

describe.skipIf(files.length === 0)('every real runbook', () => {
  test.each(files)('%s is held by steps and prose, each line once', path => {
    const bytes = readFileSync(path);
    const { lines } = decodeSource(bytes);
    const runbook = read(bytes, path);
    expect(coverageFaults(lines, runbook)).toEqual([]);
    expect(constructFaults(lines, runbook)).toEqual([]);
  });
});

function markdownIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => join(folder, name));
}
