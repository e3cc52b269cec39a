// Packages dist/ as a VSIX for this platform into build/.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { unzipSync } from 'fflate';
import { buildAll } from './build.ts';
import { main, manifest, output, Refusal, root } from './project.ts';

const megabytes = 1_000_000;
const sizeLimit = 5 * megabytes;

const target = `${process.platform}-${process.arch}`;

// All that a package may hold (patterns), and what it cannot do without (names).
const allowed: readonly RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/package\.nls(\.[a-z-]+)?\.json$/,
  /^extension\/docs\/(lint|rules\/(README|HR\d{3}))\.md$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/media\/[\w/.-]+\.(css|svg|png|woff2|ttf|code-snippets|md)$/,
  /^extension\/(schemas\/[\w-]+\.schema\.json|runbooks\/templates\/(?:tr\/)?[\w-]+\.md|docs\/rules\/HR\d{3}\.md)$/,
  /^extension\/dist\/[\w-]+\.(cjs|js|css|ttf|wasm)$/,
  /^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^extension\/dist\/node_modules\/node-pty\/(LICENSE|package\.json|lib\/\w+\.js)$/,
  new RegExp(`^extension/dist/node_modules/node-pty/prebuilds/${target}/(pty\\.node|spawn-helper)$`),
];
const required: readonly string[] = [
  'package.json',
  'package.nls.json',
  'LICENSE.txt',
  'docs/rules/README.md',
  'media/markdown.code-snippets',
  'media/markdown.tr.code-snippets',
  'schemas/config.schema.json',
  'runbooks/templates/deployment.md',
  'dist/extension.cjs',
  'dist/authoring.cjs',
  'dist/review.cjs',
  'dist/runner.cjs',
  'dist/approver.cjs',
  'dist/cluster.cjs',
  'dist/cli.cjs',
  'dist/walker.js',
  'dist/walker-tr.js',
  'dist/review.js',
  'dist/codicon.css',
  'dist/codicon.ttf',
  'dist/tree-sitter-bash.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/node_modules/node-pty/lib/index.js',
  `dist/node_modules/node-pty/prebuilds/${target}/pty.node`,
];

/** Where the VSIX of this version and platform lies once it is packaged. */
export function vsixPath(): string {
  const { name, version } = manifest();
  return join(output, `${name}-${version}-${target}.vsix`);
}

/** Packages `dist/` as it is, checks size and contents, and returns the path of the VSIX. */
export async function packageExtension(): Promise<string> {
  const packagePath = vsixPath();
  await rm(packagePath, { force: true });
  await createVSIX({
    cwd: root,
    packagePath,
    target,
    // All that the product needs at run time lies in dist/.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const findings = await inspectPackage(packagePath);
  if (findings.length > 0) {
    throw new Refusal(`The package is not fit to be shipped:\n${findings.join('\n')}`);
  }
  return packagePath;
}

/** What is wrong with the size and the contents of a VSIX; empty when nothing is. */
export async function inspectPackage(packagePath: string): Promise<string[]> {
  const { size } = await stat(packagePath);
  const names: string[] = [];
  unzipSync(await readFile(packagePath), {
    filter: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  return [
    ...(size < sizeLimit
      ? []
      : [`${(size / megabytes).toFixed(1)} MB, and ${sizeLimit / megabytes} MB is the limit`]),
    ...names
      .filter(name => !allowed.some(pattern => pattern.test(name)))
      .map(name => `not meant to ship: ${name}`),
    ...required.filter(name => !names.includes(`extension/${name}`)).map(name => `missing: ${name}`),
  ];
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await buildAll();
    console.log(await packageExtension());
  });
}
