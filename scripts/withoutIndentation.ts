import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Leaves out the indentation of a page's templates: it serves whoever reads the source, and no page shows it. */
export const withoutIndentation: Plugin = {
  name: 'without indentation',
  setup: build => {
    build.onLoad({ filter: /src[\\/]webview[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\n[ \t]+/g, '\n'),
      loader: 'ts',
    }));
  },
};
