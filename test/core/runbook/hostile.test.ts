import { expect, test } from 'vitest';
import { hostile } from './hostile.ts';
import { read } from './read.ts';

// At this size a reader that takes the square of a text's length needs minutes, one that is linear a second.
const size = 60_000;

test.each(Object.entries(hostile))('%s are read before the reader loses patience', (name, make) => {
  const runbook = read(new TextEncoder().encode(make(size)), `${name}.md`);
  expect(runbook.format).toBe('handrail-runbook/1');
});
