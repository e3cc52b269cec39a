import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutSays } from '../../../src/core/runbook/contract.ts';
import type { ReadBlock } from '../../../src/core/shell/readBlock.ts';
import type { Statement } from '../../../src/core/shell/statement.ts';
import { readText, root } from './shell.ts';

const folder = join(root, 'test/cases/shell');
const update = process.env['UPDATE_GOLDENS'] === '1';

function readCase(name: string): ReadBlock {
  const rows = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  const [, language = '', info = ''] = /^`+(\S*)\s*(.*)$/.exec(rows[0] ?? '') ?? [];
  const attributes = Object.fromEntries(info.split(' ').map(pair => pair.split('=', 2) as [string, string]));
  return readText(rows.slice(1, -1).join('\n'), { line: 2, language, attributes });
}

// What is empty or false is left out, so that a golden shows what was found.
function shown(statement: Statement): Record<string, unknown> {
  const kept = Object.entries(statement).filter(
    ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

const names = readdirSync(folder).filter(name => name.endsWith('.md'));

test.each(names)('%s', name => {
  const block = readCase(name);
  const result = block.kind === 'commands' ? { ...block, statements: block.statements.map(shown) } : block;
  const text = `${JSON.stringify(withoutSays(result), null, 2)}\n`;
  const golden = join(folder, `${basename(name, '.md')}.expected.json`);
  if (update || !existsSync(golden)) {
    expect(update, `${golden} is missing; set UPDATE_GOLDENS=1`).toBe(true);
    writeFileSync(golden, text);
  }
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

test('every golden has its case', () => {
  const goldens = readdirSync(folder).filter(name => name.endsWith('.expected.json'));
  expect(goldens.map(name => name.replace('.expected.json', '.md')).sort()).toEqual([...names].sort());
});
