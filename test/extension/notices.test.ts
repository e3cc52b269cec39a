// VS Code shows one line of a message that offers nothing, and cuts the rest away: who reads it at night has to find out how to unfold it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';

/** Letters that fit one line of VS Code's narrowest corner. */
const fits = 52;

const folder = join(root, 'src/extension');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const turkish = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.tr.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

test('messages are shown in one place; only what has to be agreed to is asked by itself', () => {
  const shows = sources.filter(({ text }) => /\bshow(?:Information|Warning|Error)Message\b/.test(text));
  expect(shows.map(({ name }) => name).sort()).toEqual(['keys/replaceKey.ts', 'notice.ts']);
});

const alone = sources.flatMap(({ text }) =>
  [...text.matchAll(/\bsay\(\s*vscode\.l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(match => match[1] ?? ''),
);
// Those of the walker's page come from a function of their own.
const ofPage = /function nothingThere[^]*?\n}/.exec(
  sources.find(({ name }) => name === 'walker/pageActions.ts')?.text ?? '',
);
for (const match of (ofPage?.[0] ?? '').matchAll(/l10n\.t\('((?:[^'\\]|\\.)*)'/g)) alone.push(match[1] ?? '');

test('what is said alone is found', () => {
  expect(alone).toContain('No command is running.');
  expect(alone.length).toBeGreaterThan(10);
});

test.each(alone)('“%s” fits one line in both languages', sentence => {
  for (const said of [sentence, turkish[sentence] ?? '']) {
    expect(said).not.toBe('');
    expect(said.length, said).toBeLessThanOrEqual(fits);
  }
});
