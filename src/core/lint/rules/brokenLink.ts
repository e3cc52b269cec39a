import { tell } from '../../message/message.ts';
import { linksOf, type Link } from '../links.ts';
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
          .map(({ path, line, range }) => ({
            ...tell('brokenLink', { path }),
            line,
            range,
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
