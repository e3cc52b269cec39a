import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layOut } from '../../src/core/run/view/page.ts';
import { renderMarkdown } from '../../src/core/runbook/markdown/render.ts';
import { decodeSource } from '../../src/core/runbook/markdown/source.ts';
import { read } from '../core/runbook/read.ts';
import { constructFaults, coverageFaults } from '../core/runbook/laws.ts';
import { markdownIn } from './realFiles.ts';

const files = [...markdownIn('seeds'), ...markdownIn('corpus')];

describe.skipIf(files.length === 0)('every real runbook', () => {
  test.each(files)('%s is held by steps and prose, each line once', path => {
    const bytes = readFileSync(path);
    const { lines } = decodeSource(bytes);
    const runbook = read(bytes, path);
    expect(coverageFaults(lines, runbook)).toEqual([]);
    expect(constructFaults(lines, runbook)).toEqual([]);
    expect(layOut(runbook, renderMarkdown).title).toBe(runbook.title);
  });
});
