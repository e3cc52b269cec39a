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
          .filter(link => isMissing(link, readFile))
          .map(({ path, line, range }) => ({
            message: `There is no file ${path}, seen from this runbook. Correct the path, or remove the link.`,
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

function hasEnding(path: string): boolean {
  return /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(path);
}
