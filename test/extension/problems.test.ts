// What is wrong with a team's configuration is shown where it is written, with no runbook open.
import { expect, test, vi } from 'vitest';
import { Problems } from '../../src/extension/authoring/problems.ts';
import { closed, opened, seen, uri } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fake);

const wrong = {
  line: 3,
  column: 5,
  message: '',
  says: [{ key: 'config.yaml', values: { reason: 'a quote is open' } }],
};

/** Problems of a folder whose configuration has these. */
function problemsWhere(problems: readonly (typeof wrong)[]): Problems {
  const never = (): { dispose(): void } => ({ dispose: () => undefined });
  const parts = {
    queries: {
      ask: () => Promise.resolve(undefined),
      askOfAny: (document: { readonly uri: { readonly path: string } }) =>
        Promise.resolve({ path: document.uri.path, problems }),
    },
    runbooks: { onDidChange: never, has: () => false },
    walks: { onDidChange: never, holds: () => false },
  } as unknown as ConstructorParameters<typeof Problems>[0];
  return new Problems(parts, uri('/rules'));
}

interface Case {
  readonly path: string;
  readonly found: readonly (typeof wrong)[];
  readonly shown: readonly string[] | undefined;
}

const cases: readonly Case[] = [
  {
    path: '/w/.handrail/config.yaml',
    found: [wrong],
    shown: [
      '3:5 The YAML is wrong: a quote is open. Until this is mended, every rule applies as if nothing were configured.',
    ],
  },
  { path: '/w/.handrail/config.yaml', found: [], shown: [] },
  { path: '/w/config.yaml', found: [wrong], shown: undefined },
];

test.each(cases)('$path with $found.length problems', async ({ path, found, shown }) => {
  const problems = problemsWhere(found);
  const document = { uri: uri(path), languageId: 'yaml', version: 1, isClosed: false };
  opened.fire(document);
  // It is looked at as soon as nothing else is to be done.
  await new Promise(done => setTimeout(done, 20));
  const told = seen.problems
    .get(path)
    ?.map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`);
  expect(told).toEqual(shown);
  closed.fire(document);
  expect(seen.problems.get(path)).toBeUndefined();
  problems.dispose();
});
