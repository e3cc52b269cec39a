import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeSource } from '../../src/core/runbook/markdown/source.ts';
import type { Runbook } from '../../src/core/runbook/runbook.ts';
import { read, stepsOf } from '../core/runbook/read.ts';
import { markdownIn } from './realFiles.ts';

const files = [...markdownIn('seeds'), ...markdownIn('corpus')];

describe.skipIf(files.length === 0)(
  'every real runbook, once all that looks like shell is said to be',
  () => {
    test.each(files)('%s keeps its steps in their places, and each command has its line', path => {
      const bytes = readFileSync(path);
      const before = read(bytes, path);
      const suggested = [...stepsOf(before)].filter(({ kind }) => kind === 'suggested').map(({ id }) => id);
      const after = read(bytes, path, new Set(suggested));
      expect(places(after)).toEqual(places(before));
      const { lines } = decodeSource(bytes);
      expect(misplaced(after, suggested, lines)).toEqual([]);
    });
  },
);

function misplaced(runbook: Runbook, ids: readonly string[], lines: readonly string[]): readonly string[] {
  return [...stepsOf(runbook)].flatMap(step =>
    step.kind === 'commands' && ids.includes(step.id)
      ? step.statements
          .filter(({ line, text }) => !(lines[line - 1] ?? '').includes(text.split('\n', 1)[0] ?? ''))
          .map(({ line, text }) => `${line}: ${text}`)
      : [],
  );
}

function places(runbook: Runbook): readonly unknown[] {
  return [...stepsOf(runbook)].map(({ id, line, endLine, title }) => ({ id, line, endLine, title }));
}
