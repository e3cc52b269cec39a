import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { readBlock, type BlockSource, type ReadBlock } from '../../../src/core/shell/readBlock.ts';
import type { Statement } from '../../../src/core/shell/statement.ts';

export const root = join(import.meta.dirname, '../../..');

export const grammar = await loadGrammar({ wasmFolder: join(root, 'node_modules') });

/** Whether real bash reads a text without a word. */
export function bashAccepts(text: string): boolean {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  return status === 0 && stderr === '';
}

export function readText(text: string, source: Partial<BlockSource> = {}): ReadBlock {
  const block = { text, line: 1, language: 'bash', attributes: {}, ...source };
  return readBlock(block, { grammar, bashAccepts });
}

export function statementsOf(text: string, source: Partial<BlockSource> = {}): readonly Statement[] {
  const block = readText(text, source);
  return block.kind === 'commands' ? block.statements : [];
}

/** The one statement of a text. */
export function statementOf(text: string): Statement {
  const [statement, ...others] = statementsOf(text);
  if (statement === undefined || others.length > 0) {
    throw new Error(`not one statement: ${text}`);
  }
  return statement;
}

/** Runs a text in a fresh bash without anybody's settings. */
export function runBash(text: string, folder: string, environment: NodeJS.ProcessEnv = {}): string {
  return execFileSync('bash', ['--noprofile', '--norc', '-s'], {
    input: text,
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
