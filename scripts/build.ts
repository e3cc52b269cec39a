// Builds dist/ from src/ and the npm packages; nothing is downloaded.
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { notices } from './notices.ts';
import { dist, main, output, Refusal, root } from './project.ts';
import { smallTemplates } from './smallTemplates.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string): string => join(root, 'node_modules', name);

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** How a bundle for Node is made. Node 20.19 is the oldest that the CLI promises; every VS Code that we allow has Node 22. */
export const nodeBundle: BuildOptions = {
  ...common,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // The ESM entry of web-tree-sitter asks import.meta for its own place and dies in a CommonJS bundle.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
  // A native addon cannot be bundled; it lies in dist/node_modules, where require() finds it from any bundle.
  external: ['vscode', 'node-pty'],
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'import.meta.url': '__importMetaUrl',
  },
  banner: { js: 'const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
};

/** How a page is bundled: as small as it gets, since a page that was hidden is read anew. */
export const pageBundle: BuildOptions = {
  ...common,
  keepNames: false,
  charset: 'utf8',
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  plugins: [smallTemplates],
};

// Answering a request reads a whole runbook, which no other part of the extension's own bundle does: two thirds of it, compiled whenever
// a window opens.
const approverApart: Plugin = {
  name: 'approver apart',
  setup: bundle => {
    bundle.onResolve({ filter: /\/adapters\/review\/approver\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './approver.cjs', external: true } : undefined,
    );
  },
};

const bundles: readonly (BuildOptions & { readonly entry: string; readonly file: string })[] = [
  {
    ...nodeBundle,
    entry: 'src/extension/main.ts',
    file: 'extension.cjs',
    plugins: [approverApart],
    // Within a bundle of CommonJS it is `require` that finds the other one.
    supported: { 'dynamic-import': false },
  },
  { ...nodeBundle, entry: 'src/adapters/review/approver.ts', file: 'approver.cjs' },
  { ...nodeBundle, entry: 'src/extension/authoring/worker.ts', file: 'authoring.cjs' },
  { ...nodeBundle, entry: 'src/extension/review/worker.ts', file: 'review.cjs' },
  { ...nodeBundle, entry: 'src/runner/main.ts', file: 'runner.cjs' },
  // The client library is larger than all the rest of a runner, which loads it only where somebody looks at a cluster.
  { ...nodeBundle, entry: 'src/adapters/cluster/worker.ts', file: 'cluster.cjs' },
  {
    ...nodeBundle,
    entry: 'src/cli/main.ts',
    file: 'cli.cjs',
    banner: { js: `#!/usr/bin/env node\n${nodeBundle.banner?.['js'] ?? ''}` },
  },
  { ...pageBundle, entry: 'src/webview/walker/main.ts', file: 'walker.js' },
  { ...pageBundle, entry: 'src/webview/l10n/turkish.ts', file: 'walker-tr.js' },
  { ...pageBundle, entry: 'src/webview/review/main.ts', file: 'review.js' },
];

/** Builds everything and replaces `dist/` once all of it has succeeded. */
export async function buildAll(): Promise<void> {
  const draft = join(output, `dist-${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    await buildInto(draft);
    await rm(dist, { recursive: true, force: true });
    await rename(draft, dist);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function buildInto(draft: string): Promise<void> {
  const metafiles = await Promise.all(
    bundles.map(async ({ entry, file, ...options }) => {
      const outfile = join(draft, file);
      const { metafile } = await build({ ...options, entryPoints: [join(root, entry)], outfile }).catch(
        () => {
          throw new Refusal(`${entry} could not be bundled.`);
        },
      );
      await writeFile(join(output, `${file}.meta.json`), JSON.stringify(metafile));
      return metafile;
    }),
  );
  await chmod(join(draft, 'cli.cjs'), 0o755);
  await copyAssets(draft);
  await copyPty(draft);
  await writeFile(
    join(draft, 'THIRD-PARTY-NOTICES.txt'),
    await notices(bundledPackages(metafiles.filter(metafile => metafile !== undefined))),
  );
}

async function copyAssets(draft: string): Promise<void> {
  const assets = [
    join(packageFolder('web-tree-sitter'), 'web-tree-sitter.wasm'),
    join(packageFolder('tree-sitter-bash'), 'tree-sitter-bash.wasm'),
    join(packageFolder('@vscode/codicons'), 'dist/codicon.css'),
    join(packageFolder('@vscode/codicons'), 'dist/codicon.ttf'),
  ];
  for (const asset of assets) {
    await copyFile(asset, join(draft, basename(asset)));
  }
}

const ptyFiles = [
  'LICENSE',
  'lib/index.js',
  'lib/eventEmitter2.js',
  'lib/interfaces.js',
  'lib/terminal.js',
  'lib/types.js',
  'lib/unixTerminal.js',
  'lib/utils.js',
];

// The part of node-pty that this platform loads: 100 kB of its 26 MB.
async function copyPty(draft: string): Promise<void> {
  const from = packageFolder('node-pty');
  const to = join(draft, 'node_modules/node-pty');
  const prebuild = `prebuilds/${process.platform}-${process.arch}`;
  const native = process.platform === 'darwin' ? ['pty.node', 'spawn-helper'] : ['pty.node'];
  for (const file of [...ptyFiles, ...native.map(name => `${prebuild}/${name}`)]) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await copyFile(join(from, file), join(to, file));
  }
  if (process.platform === 'darwin') {
    await chmod(join(to, prebuild, 'spawn-helper'), 0o755);
  }
  const {
    name,
    version,
    license,
    main: entry,
  } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(to, 'package.json'), JSON.stringify({ name, version, license, main: entry }));
}

// What ends up in dist/ without being ours: the bundles' inputs, and the files copied above.
function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
  const names = inputs.flatMap(path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [
    ...new Set([...names, 'node-pty', 'web-tree-sitter', 'tree-sitter-bash', '@vscode/codicons']),
  ].sort();
}

if (process.argv[1] === import.meta.filename) {
  await main(buildAll);
}
