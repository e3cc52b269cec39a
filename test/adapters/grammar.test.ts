import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../src/adapters/grammar.ts';
import type { SyntaxNode } from '../../src/core/shell/grammar.ts';

const root = join(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const grammar = await loadGrammar({ wasmFolder: modules });

function outline(node: SyntaxNode): string {
  const inner = node.children.map(outline).join(' ');
  return `${node.type}${node.hasError ? '!' : ''}[${node.startIndex}-${node.endIndex}]${inner && `(${inner})`}`;
}

test('gives the tree with offsets in UTF-16', () => {
  expect(outline(grammar.parse('echo "ü😀" &'))).toBe(
    'program[0-12](command[0-10](command_name[0-4](word[0-4]) string[5-10]("[5-6] string_content[6-9] "[9-10])) &[11-12])',
  );
});

test('marks what it does not understand, up to the root', () => {
  const program = grammar.parse('echo "');
  expect(program.hasError).toBe(true);
  expect(outline(program)).toContain('ERROR!');
  expect(grammar.parse('echo').hasError).toBe(false);
  expect(grammar.parse('if true; then').hasError).toBe(true);
});

test('reads a here-document that begins with an escape', () => {
  const text = 'cat <<EOF\n\\$a $b\nEOF';
  expect(outline(grammar.parse(text))).toContain('heredoc_body[10-17]');
});

test('a deep tree needs no deep stack', () => {
  const text = `echo ${'$(echo '.repeat(5000)}${')'.repeat(5000)}`;
  expect(grammar.parse(text).endIndex).toBe(text.length);
});

test('memory stays bounded over many parses', () => {
  const text = 'for i in 1 2 3; do echo "$i"; done\n'.repeat(200);
  for (let round = 0; round < 20; round += 1) {
    grammar.parse(text);
  }
  const before = process.memoryUsage().external;
  for (let round = 0; round < 100; round += 1) {
    grammar.parse(text);
  }
  expect(process.memoryUsage().external - before).toBeLessThan(8_000_000);
});

test('is loaded once for a process, whoever asks for it how often', async () => {
  const again = await Promise.all([1, 2, 3].map(() => loadGrammar({ wasmFolder: modules })));
  expect(again.every(one => one === grammar)).toBe(true);
});

test('rejects where a file is missing', async () => {
  await expect(loadGrammar({ wasmFolder: join(root, 'src') })).rejects.toThrow();
});

test('works from a CommonJS bundle with both files beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const entry = join(folder, 'entry.ts');
    const source = JSON.stringify(join(root, 'src/adapters/grammar.ts'));
    writeFileSync(
      entry,
      `import { loadGrammar } from ${source};\nvoid loadGrammar({ wasmFolder: __dirname }).then(g => console.log(g.parse('ls -l').children[0]?.type));\n`,
    );
    await build({
      entryPoints: [entry],
      outfile: join(folder, 'out.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      nodePaths: [modules],
      alias: { 'web-tree-sitter': join(modules, 'web-tree-sitter/web-tree-sitter.cjs') },
    });
    copyFileSync(join(modules, 'web-tree-sitter/web-tree-sitter.wasm'), join(folder, 'web-tree-sitter.wasm'));
    copyFileSync(
      join(modules, 'tree-sitter-bash/tree-sitter-bash.wasm'),
      join(folder, 'tree-sitter-bash.wasm'),
    );
    const printed = execFileSync(process.execPath, [join(folder, 'out.cjs')], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect(printed).toBe('command\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
