// A run that goes on for long takes no more memory and no more handles than it did at its beginning; bench/soak.ts is the long one.
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { root } from '../../scripts/project.ts';

const figures = z.array(
  z.object({
    statements: z.number(),
    megabytes: z.number(),
    rss: z.number(),
    heap: z.number(),
    descriptors: z.number(),
    handles: z.number(),
  }),
);

test('200 statements and 50 MB of output leave memory and handles as they were', async () => {
  const args = ['--expose-gc', join(root, 'bench/soak.ts'), '200', '50', '--json'];
  const { stdout } = await execa(process.execPath, args, { cwd: root });
  const rows = figures.parse(JSON.parse(stdout));
  expect(rows.at(-1)).toMatchObject({ statements: 200, megabytes: 50 });
  // The first parts load what the others use: code, the shell, the key.
  const [settled, last] = [rows[4], rows.at(-1)];
  if (settled === undefined || last === undefined) throw new Error('nothing was measured');
  expect(last.descriptors - settled.descriptors).toBeLessThanOrEqual(2);
  expect(last.handles - settled.handles).toBeLessThanOrEqual(2);
  expect(last.heap - settled.heap).toBeLessThan(8);
  // Memory that was given back comes and goes in steps of 20 to 40 MB, up to 75 on a busy machine.
  expect(last.rss - settled.rss).toBeLessThan(96);
});
