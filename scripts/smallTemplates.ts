import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Leaves out of a page's templates what serves only whoever reads the source: indentation, and quotes around one plain word. */
export const smallTemplates: Plugin = {
  name: 'small templates',
  setup: build => {
    build.onLoad({ filter: /src[\\/]webview[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/\n[ \t]+/g, '\n')
        .replace(/(\s[a-z-]+=)"([\w-]+)"(?=[\s>])/g, '$1$2'),
      loader: 'ts',
    }));
  },
};
