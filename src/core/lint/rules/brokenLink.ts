import { tell, titled } from '../../message/message.ts';
import type { Fix } from '../finding.ts';
import { linksOf, type Link } from '../links.ts';
import { nearest } from '../nearest.ts';
import type { Document, Rule } from '../rule.ts';

export const brokenLink: Rule = {
  code: 'HR401',
  name: 'broken-link',
  severity: 'warning',
  depends: 'readFile',
  check(document) {
    const { readFile } = document.surroundings;
    return readFile === undefined
      ? []
      : linksOf(document)
          .filter(link => isMissing(link, readFile) && !isPageOfSite(document, link))
          .map(link => ({
            ...tell('brokenLink', { path: link.path }),
            line: link.line,
            range: link.range,
            fixes: elsewhere(document, link, readFile),
          }));
  },
};

// Site generators serve pages without their endings, and `.html` for `.md`.
function isMissing({ path }: Link, readFile: NonNullable<Document['surroundings']['readFile']>): boolean {
  if (path === '') {
    return false;
  }
  const trimmed = path.replace(/\/$/, '');
  const bare = trimmed.replace(/\.html?$/i, '');
  const names = [
    trimmed,
    ...(hasEnding(bare) ? [] : [`${bare}.md`, `${bare}.mdx`, `${bare}/index.md`, `${bare}/README.md`]),
  ];
  return names.every(name => readFile(name) === undefined);
}

// A site decides itself where its pages are served, and its sources say so in front matter: what no file answers may be one.
function isPageOfSite({ runbook }: Document, { path }: Link): boolean {
  const keys = ['layout', 'title', 'weight', 'permalink', 'parent', 'slug', 'sidebar_position'];
  return (
    keys.some(key => key in runbook.meta.frontMatter) &&
    !hasEnding(path.replace(/\/$/, '').replace(/\.html?$/i, ''))
  );
}

function hasEnding(path: string): boolean {
  return /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(path);
}

// The same name in a folder above or below, or nearly the same name where the link points to; every folder has its own README.
function elsewhere(
  { text, surroundings }: Document,
  { path, range, written }: Link,
  readFile: NonNullable<Document['surroundings']['readFile']>,
): readonly Fix[] {
  const found = text.slice(...range) === written ? nearby(path, { readFile, ...surroundings }) : undefined;
  return found === undefined || /[\s()<>]/.test(found)
    ? []
    : [
        {
          ...titled('fix.linkToFile', { path: found }),
          safe: false,
          edits: [{ range: [range[0], range[0] + path.length], text: found }],
        },
      ];
}

function nearby(
  path: string,
  { readFile, filesIn }: Required<Pick<Document['surroundings'], 'readFile'>> & Document['surroundings'],
): string | undefined {
  const cut = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, cut), path.slice(cut)];
  const ending = /\.\w+$/.exec(name)?.[0] ?? '.md';
  const beside = filesIn?.(folder) ?? [];
  const alike = nearest(
    name,
    beside.filter(file => file.endsWith(ending)),
  );
  const folders = ['', '../', '../../', ...(filesIn?.('') ?? []).map(below => `${below}/`)];
  const same = /^(?:(?:readme|index|_index|main)(?:\.\w+)?)?$/i.test(name)
    ? undefined
    : folders.find(other => other !== folder && readFile(other + name) !== undefined);
  return same === undefined ? (alike === undefined ? undefined : folder + alike) : same + name;
}
