import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';

// A page that names a file which was moved or renamed since sends its reader nowhere.

const folders = ['src', 'test', 'docs', 'scripts', 'bench', 'media', 'l10n', 'schemas', 'runbooks'];
const source = readdirSync(join(root, 'src'));
const known = new Set(
  folders
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
    .map(path => basename(path)),
);

const pages = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(name => join('docs', name)),
].filter(name => name.endsWith('.md') && name !== 'CHANGELOG.md');

/** What a page names in code, and what it links to; examples in fences are none of ours. */
function namedIn(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gmu, '');
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/gu)].map(([, path = '']) => path);
  const linked = [...text.replace(/`[^`\n]*`/gu, '').matchAll(/\]\(([^)#\s:]+)(?:#[^)]*)?\)/gu)].map(
    ([, path = '']) => relative('.', join(dirname(page), path)),
  );
  return [...named.filter(isOurs), ...linked];
}

/** A path from the top, one below `src` as the pages write it, or a file's own name. */
function isOurs(path: string): boolean {
  const [first = ''] = path.split('/');
  if (!path.includes('/')) return /\.(?:ts|cjs)$/u.test(path);
  return folders.includes(first) || source.includes(first);
}

function exists(path: string): boolean {
  return path.includes('/')
    ? existsSync(join(root, path)) || existsSync(join(root, 'src', path))
    : known.has(path) || existsSync(join(root, path));
}

test.each(pages)('every file that %s names is there', page => {
  expect(namedIn(page).filter(path => !exists(path))).toEqual([]);
});

test('the architecture names every folder of the sources that has a place of its own', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const inCore = readdirSync(join(root, 'src/core'), { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  );
  const all = [
    ...source.filter(name => name !== 'core' && !name.includes('.')),
    ...inCore.map(({ name }) => `core/${name}`),
  ];
  expect(all.filter(name => !text.includes(`\`${name}`))).toEqual([]);
});
