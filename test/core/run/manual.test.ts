// A step that a person does: what its title says already is said once, and whatever says more is all there.
import { expect, test } from 'vitest';
import { layOut } from '../../../src/core/run/view/page.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { read } from '../runbook/read.ts';

const htmlOf = (item: string): string | undefined => {
  const { phases } = layOut(read(`# T\n\n## Go\n\n1. ${item}\n2. Then go home.\n`), renderMarkdown);
  const [first] = phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
  );
  expect(first?.kind).toBe('manual');
  return first?.html;
};

test.each([
  'Look at the graphs.',
  'Look at the graphs:',
  'Open `App Console` from the left navigation bar.',
  '**MCPDeploymentOrchestrator** - the core of it',
  'Ask Tom & Jerry whether a < b',
])('said once: %s', item => {
  expect(htmlOf(item)).toBeUndefined();
});

test.each([
  ['Hand off [the lead](https://example.org/ic) now.', 'href="https://example.org/ic"'],
  ['Look at the graphs.\n   - one\n   - two', '<li>one</li>'],
  ['Look at the graphs.\n\n   They are on the wall.', 'They are on the wall.'],
])('said in full: %s', (item, part) => {
  expect(htmlOf(item)).toContain(part);
});
