// The files that the manifest brings for authors: templates, snippets and schemas say what the product does.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { schemaFiles } from '../../scripts/schemas.ts';
import { keysOf, annotation, fenceAttributes, frontMatter } from '../../src/core/authoring/schema.ts';
import { outlineOf, type Symbol } from '../../src/core/authoring/outline.ts';
import { stepsOf } from '../../src/core/lint/document.ts';
import type { Section } from '../../src/core/runbook/runbook.ts';
import type { Statement } from '../../src/core/shell/statement.ts';
import { lintText, rowsOf } from '../core/lint/lintText.ts';
import { read } from '../core/runbook/read.ts';

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json')) as {
  readonly contributes: {
    readonly snippets: readonly { readonly path: string }[];
    readonly yamlValidation: readonly { readonly url: string }[];
  };
};

const english = readdirSync(join(root, 'runbooks/templates')).filter(name => name.endsWith('.md'));
const turkish = readdirSync(join(root, 'runbooks/templates/tr'));
const templates = [...english, ...turkish.map(name => `tr/${name}`)];

function rows(symbols: readonly Symbol[], depth = 0): readonly string[] {
  return symbols.flatMap(({ name, kind, role, children }) => [
    `${'  '.repeat(depth)}${kind}${role === undefined ? '' : ` (${role})`}: ${name}`,
    ...rows(children, depth + 1),
  ]);
}

/** Roles, planned times and kinds, without a word. */
function shapeOf(sections: readonly Section[]): readonly unknown[] {
  return sections.map(({ role, planned, steps, sections: inner }) => [
    role,
    planned,
    steps.map(step => [step.kind, step.kind === 'commands' ? step.statements.map(expectation) : []]),
    shapeOf(inner),
  ]);
}

function expectation({ text: command, expected }: Statement): readonly unknown[] {
  return [command.split(' ', 1)[0], expected];
}

describe('a template', () => {
  test('stands in English and Turkish, and the two are one runbook', () => {
    expect(turkish).toEqual(english);
    for (const name of english) {
      const [one, other] = [name, `tr/${name}`].map(path => {
        const { sections, inputs } = read(text(`runbooks/templates/${path}`));
        return { shape: shapeOf(sections), inputs: inputs.map(({ secret }) => secret) };
      });
      expect(other, name).toEqual(one);
    }
  });

  test.each(templates)('%s has nothing that its own linter would find', name => {
    expect(
      rowsOf(lintText(text(`runbooks/templates/${name}`), { surroundings: { today: '2026-11-21' } })),
    ).toEqual([]);
  });

  test.each(templates)('%s reads as its golden says', name => {
    const runbook = read(text(`runbooks/templates/${name}`), name);
    const inputs = runbook.inputs.map(
      ({ name: input, prompt, secret }) => `${secret ? 'secret' : 'value'} ${input}: ${prompt}`,
    );
    const found = `${[...inputs, ...rows(outlineOf({ runbook }))].join('\n')}\n`;
    const golden = join(root, 'test/cases/templates', name.replace(/\.md$/, '.expected.txt'));
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, found);
    expect(existsSync(golden), `${golden} is missing`).toBe(true);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });

  test.each(templates)('%s has a title, a line about itself and a date to be set', name => {
    expect(text(`runbooks/templates/${name}`)).toMatch(/^review-by: 2099-01-01$[^]*^# \S[^\n]*\n\n\S/m);
  });
});

interface Snippet {
  /** Alone, or the English one before the language's own. */
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

/** The snippets of a language: VS Code translates no such file, so the language's texts name one of its own. */
function snippetsOf(texts: string): readonly Snippet[] {
  expect(manifest.contributes.snippets.map(({ path }) => path)).toEqual(['%snippets.path%']);
  const path = (JSON.parse(text(texts)) as Record<string, string>)['snippets.path'] ?? '';
  return Object.values(JSON.parse(text(path)) as Record<string, Snippet>);
}

function prefixOf({ prefix }: Snippet): string {
  return typeof prefix === 'string' ? prefix : (prefix[0] ?? '');
}

/** What an editor leaves when every stop is passed over. */
function expanded({ body }: Snippet): string {
  return body
    .join('\n')
    .replaceAll('$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE', '2027-01-01')
    .replaceAll(/\$\{\d+:([^}]*)\}|\$0/g, '$1');
}

const reads: Readonly<Record<string, readonly string[]>> = {
  runbook: [],
  task: ['check'],
  commands: ['commands'],
  guarded: ['commands'],
  readings: ['record'],
  rollback: ['commands'],
};

const languages = [
  { texts: 'package.nls.json', release: '# Release', guard: 'name', owner: 'Team', prompt: 'Which version' },
  { texts: 'package.nls.tr.json', release: '# Yayın', guard: 'ad', owner: 'Ekip', prompt: 'Hangi sürüm' },
];

describe.each(languages)('a snippet of $texts', ({ texts, release, guard, owner, prompt }) => {
  const snippets = snippetsOf(texts);

  test.each(snippets)('$prefix reads as what it promises, and lints clean', snippet => {
    const whole = expanded(snippet);
    expect([...stepsOf(read(whole))].map(({ kind }) => kind)).toEqual(reads[prefixOf(snippet)]);
    expect(rowsOf(lintText(whole, { surroundings: { today: '2026-11-21' } }))).toEqual([]);
  });

  test('each has its place above', () => {
    expect(snippets.map(prefixOf)).toEqual(Object.keys(reads));
  });

  test('a guard, an expectation, a way back and front matter are what they look like', () => {
    const [first, ...others] = snippets.map(expanded);
    const whole = [first, release, '## Do', ...others].join('\n\n');
    const runbook = read(whole);
    const commands = [...stepsOf(runbook)].filter(step => step.kind === 'commands');
    expect(commands.map(step => step.guard)).toEqual([undefined, guard, guard]);
    expect(commands[0]?.statements[0]?.expected).toBe('`Linux`');
    expect(runbook.sections.at(-1)?.sections.at(-1)?.role).toBe('rollback');
    expect(runbook.meta).toMatchObject({ owner, reviewBy: '2027-01-01' });
    expect(runbook.inputs.map(input => input.prompt)).toEqual([prompt]);
  });
});

test('the snippets are told of in each language', () => {
  const [english, turkish] = languages.map(({ texts }) =>
    snippetsOf(texts).map(({ description }) => description),
  );
  expect(turkish?.filter(told => english?.includes(told))).toEqual([]);
});

describe('the published schemas', () => {
  test.each([...schemaFiles()])('schemas/%s is what the product reads', (name, found) => {
    expect(text(`schemas/${name}`), 'run `npm run schemas`').toBe(found);
  });

  test('those of the manifest are there, and every key says what it is for', () => {
    for (const { url } of manifest.contributes.yamlValidation) expect(existsSync(join(root, url))).toBe(true);
    for (const schema of [frontMatter, fenceAttributes, annotation]) {
      for (const { name, about } of keysOf(schema)) expect(about, name).toMatch(/\.$/);
    }
  });
});
