// Links between real runbooks of one repository, as it is and once their target is gone: the corpus keeps files flat, and its
// manifest says where each of them stood.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDocument } from '../../src/core/lint/document.ts';
import type { Finding } from '../../src/core/lint/finding.ts';
import { lint } from '../../src/core/lint/lint.ts';
import { linksOf } from '../../src/core/lint/links.ts';
import { defaultSettings } from '../../src/core/lint/settings.ts';
import { grammar, read } from '../core/runbook/read.ts';
import { shared } from './realFiles.ts';

interface Row {
  readonly file: string;
  readonly repo: string;
  readonly path: string;
}

interface Linked {
  readonly text: string;
  readonly from: Row;
  /** As the link is written. */
  readonly path: string;
  readonly target: string;
  readonly line: number;
}

const manifest = join(shared, 'corpus/manifest.jsonl');
const rows = existsSync(manifest)
  ? readFileSync(manifest, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row)
  : [];
const places = new Map(rows.map(({ repo, path, file }) => [`${repo}/${path}`, file]));
const links = rows.flatMap(linksFrom);

function linksFrom(from: Row): readonly Linked[] {
  const text = textOf(from.file);
  const document = makeDocument(text, { runbook: read(text), grammar, surroundings: {} });
  return linksOf(document).flatMap(({ path, line }) => {
    const target = targetOf(from, path);
    return path !== '' && /\.md$/.test(path) && places.has(target)
      ? [{ text, from, path, target, line }]
      : [];
  });
}

function textOf(file: string): string {
  return readFileSync(join(dirname(manifest), file), 'utf8');
}

function targetOf({ repo, path }: Row, link: string): string {
  return posix.normalize(posix.join(repo, posix.dirname(path), link));
}

/** What is said of the links of a line where the repository holds what the manifest names, without one of them. */
function said({ text, from, line }: Linked, gone?: string): readonly Finding['code'][] {
  const readFile = (path: string): string | undefined => {
    const target = targetOf(from, path);
    const file = places.get(target);
    if (target === gone) return undefined;
    // What the corpus left out is taken to be there.
    return file === undefined ? '' : textOf(file);
  };
  return lint(text, read(text), { grammar, surroundings: { readFile }, settings: defaultSettings })
    .filter(finding => finding.line === line && finding.code === 'HR401')
    .map(({ code }) => code);
}

describe.skipIf(links.length === 0)('a link of a real runbook to another', () => {
  test('is found in the corpus', () => {
    expect(links.length).toBeGreaterThan(5);
  });

  test.each(links)('$from.path:$line to $path', link => {
    expect(said(link)).toEqual([]);
    expect(said(link, link.target)).toContain('HR401');
  });
});
