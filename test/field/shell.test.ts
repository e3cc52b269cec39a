import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isShellLanguage } from '../../src/core/shell/blockKind.ts';
import { maskHoles } from '../../src/core/shell/holes/hole.ts';
import type { Statement } from '../../src/core/shell/statement.ts';
import { bashAccepts, readText } from '../core/shell/shell.ts';

const shared = join(import.meta.dirname, '../../../shared');

interface Fence {
  readonly language: string;
  readonly line: number;
  readonly text: string;
}

// Simpler than the product's own reading on purpose: what it calls a shell block is one for anybody.
function fencesOf(markdown: string): readonly Fence[] {
  const pattern = /^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+-]+)[^\n`]*\n([\s\S]*?)^[ \t]*\2[`~]*[ \t]*$/gm;
  return Array.from(markdown.replaceAll('\r\n', '\n').matchAll(pattern), match => {
    const [, indent = '', , language = '', body = ''] = match;
    const rows = body.split('\n').slice(0, -1);
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    const text = rows
      .map(row => (row.startsWith(indent) ? row.slice(indent.length) : row.trimStart()))
      .join('\n');
    return { language, line, text };
  });
}

function maskOf({ text, placeholders }: Statement): string {
  const holes = placeholders.map(({ text: hole, name, range: [start, end] }) => {
    return { text: hole, name, start, end, bareOnly: false };
  });
  return maskHoles(text, holes);
}

const files = globSync('{seeds,corpus}/**/*.md', { cwd: shared }).sort();
const blocks = files.flatMap(file => {
  const fences = fencesOf(readFileSync(join(shared, file), 'utf8'));
  return fences.filter(({ language }) => isShellLanguage(language)).map(fence => ({ file, fence }));
});

describe.skipIf(!existsSync(shared))('every shell block of the seeds and the corpus', () => {
  const read = blocks.map(({ file, fence }) => ({ file, fence, block: readText(fence.text, fence) }));
  const statements = read.flatMap(({ file, block }) =>
    block.kind === 'commands' ? block.statements.map(statement => ({ file, statement })) : [],
  );

  test('there are many', () => {
    expect(blocks.length).toBeGreaterThan(1000);
    expect(statements.length).toBeGreaterThan(2500);
  });

  test('bash reads every statement that has no error', () => {
    const sound = statements.filter(
      ({ statement }) => !statement.problems.some(({ severity }) => severity === 'error'),
    );
    const texts = [...new Set(sound.map(({ statement }) => maskOf(statement)))];
    // One bash for all; the few that make it complain are then asked about alone.
    const whole = texts.map((text, index) => `f${index}() {\n${text}\n}`).join('\n');
    const refused = bashAccepts(whole) ? [] : texts.filter(text => !bashAccepts(text));
    expect(refused).toEqual([]);
  });

  test('statements, comments and blank lines are the block', () => {
    for (const { file, fence, block } of read) {
      const rows = fence.text.split('\n');
      const found = block.kind === 'commands' ? block.statements : [];
      const isTranscript = rows.some(row => /^\s*(?:[$#%>❯➜]|\S+@\S+[$#%]|\[.*\][$#]) /.test(row));
      for (const { text, line, endLine } of isTranscript ? [] : found) {
        expect(rows.slice(line - fence.line, endLine - fence.line + 1).join('\n'), file).toBe(text);
      }
      const taken = new Set(
        found.flatMap(({ line, endLine }) =>
          Array.from({ length: endLine - line + 1 }, (_, at) => line + at),
        ),
      );
      // What the commands print is shown with them; words to another program without a command above it are none.
      const shown = new Set(found.flatMap(({ expected }) => (expected ?? '').split('\n')));
      const remarks = rows.filter(row => /^<<\w+$/.test(row)).flatMap(row => [row, row.slice(2)]);
      const left = rows.filter(
        (row, index) =>
          !taken.has(fence.line + index) &&
          !/^[ \t]*(?:#.*)?$/.test(row) &&
          !shown.has(row) &&
          !remarks.includes(row),
      );
      expect(block.kind !== 'commands' || isTranscript ? [] : left, file).toEqual([]);
    }
  });

  test('few blocks are refused, and all of them name a line of theirs', () => {
    const refused = read.filter(({ block }) => block.problems.some(({ severity }) => severity === 'error'));
    expect(refused.length / read.length).toBeLessThan(0.03);
    for (const { fence, block } of refused) {
      for (const { line } of block.problems) {
        expect(line).toBeGreaterThanOrEqual(fence.line);
        expect(line).toBeLessThan(fence.line + fence.text.split('\n').length);
      }
    }
  });

  test('each placeholder is where it says', () => {
    for (const { statement } of statements) {
      for (const { text, range } of statement.placeholders) {
        expect(statement.text.slice(...range)).toBe(text);
      }
    }
  });
});
