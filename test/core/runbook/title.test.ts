import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readTitle } from '../../../src/core/runbook/markdown/title.ts';
import { root } from '../../../scripts/project.ts';
import { read } from './read.ts';

// A list of runs names them as the walker does, without reading what there is to do.

interface Case {
  readonly name: string;
  readonly text: string;
  readonly title: string;
}

test.for<Case>([
  {
    name: 'its heading of level 1',
    text: 'words\n\n# Deploy `orders`\n\n## 1 Work\n',
    title: 'Deploy orders',
  },
  {
    name: 'front matter, where no heading is of level 1',
    text: '---\ntitle: Mine\n---\n## Work\n',
    title: 'Mine',
  },
  { name: 'its first heading', text: '## Work\n\n## More\n', title: 'Work' },
  { name: 'nothing', text: 'words\n', title: '' },
])('a runbook is named by $name', ({ text, title }) => {
  expect(readTitle(Buffer.from(text))).toBe(title);
});

const folder = join(root, 'runbooks');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md'))
  .map(name => join(folder, name));

test('a title is the one that reading the whole runbook gives', () => {
  expect(texts.length).toBeGreaterThan(5);
  const titles = texts.map(path => {
    const text = readFileSync(path, 'utf8');
    return { path, mine: readTitle(Buffer.from(text)) || basename(path), whole: read(text, path).title };
  });
  expect(titles.filter(({ mine, whole }) => mine !== whole)).toEqual([]);
});
