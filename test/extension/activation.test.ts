// What every window with a Markdown file in it loads, whether or not anybody opens a runbook there: `npm run bench -- activation` says
// what it costs.
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { nodeBundle } from '../../scripts/build.ts';

const entry = 'src/extension/main.ts';

/** The files that are loaded with another one, and those with them; what is imported later is not followed. */
function loadedWith(file: string, inputs: Metafile['inputs']): ReadonlySet<string> {
  const found = new Set([file]);
  for (const one of found)
    for (const { path, kind } of inputs[one]?.imports ?? [])
      if (kind !== 'dynamic-import' && inputs[path] !== undefined) found.add(path);
  return found;
}

test('activation loads no package, and nothing that reads runbooks, logs or keys', async () => {
  const root = join(import.meta.dirname, '../..');
  const { metafile } = await build({
    ...nodeBundle,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'extension.cjs',
    write: false,
    metafile: true,
  });
  const loaded = [...loadedWith(entry, metafile.inputs)];
  expect(loaded.length).toBeGreaterThan(50);
  // Adapters that only tell folders from one another.
  const light = ['audit/stateFolders.ts', 'place.ts', 'review/runbookPath.ts'].map(
    name => `src/adapters/${name}`,
  );
  const heavy = /^node_modules\/|^src\/adapters\/|^src\/core\/(?:lint|audit)\//;
  expect(loaded.filter(file => heavy.test(file) && !light.includes(file))).toEqual([]);
});
