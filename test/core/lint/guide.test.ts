import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  annotation,
  commandMark,
  fenceAttributes,
  frontMatter,
  keysAt,
  keysOf,
} from '../../../src/core/authoring/schema.ts';
import { sectionsOf } from '../../../src/core/lint/document.ts';
import { rules } from '../../../src/core/lint/rules.ts';
import type { Runbook, Step } from '../../../src/core/runbook/runbook.ts';
import { read, stepsOf } from '../runbook/read.ts';
import { lintText } from './lintText.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/authoring.md'), 'utf8');

// `<!-- seen: check, commands 2 -->` stands before an example and names its steps, commands with their number and marks.
// Behind semicolons, what else is said of it: its values, what its front matter says, what the rules find.
const examples = [
  ...guide.matchAll(/^<!-- seen: (.*?) -->\n\n(?:(~{4,})markdown\n([^]*?)^\2$|((?: {4}.*\n|\n(?= {4}))+))/gm),
].map(([, seen = '', , fenced, indented = '']) => ({
  seen,
  text: fenced ?? indented.replace(/^ {4}/gm, ''),
}));

const facets: Readonly<Record<string, (runbook: Runbook, text: string) => readonly string[]>> = {
  asks: ({ inputs }) => inputs.map(({ name, secret }) => (secret ? `${name} as a secret` : name)),
  approvals: ({ approvals }) => approvals.map(({ text }) => text),
  title: ({ title }) => [title],
  owner: ({ meta }) => [meta.owner ?? ''],
  version: ({ meta }) => [meta.version ?? ''],
  updated: ({ meta }) => [meta.updated ?? ''],
  review: ({ meta }) => [meta.reviewBy ?? ''],
  cwd: ({ meta }) => [meta.cwd ?? ''],
  timeout: ({ meta }) => [String(meta.timeoutMs)],
  roles: ({ sections }) => Array.from(sectionsOf(sections), ({ role }) => role),
  planned: ({ sections }) =>
    Array.from(sectionsOf(sections)).flatMap(({ planned }) =>
      planned === undefined ? [] : [`${planned.minMinutes}-${planned.maxMinutes} min`],
    ),
  limits: ({ sections }) =>
    Array.from(sectionsOf(sections))
      .flatMap(({ timeoutMs }) => timeoutMs ?? [])
      .map(String),
  context: ({ meta }) => Object.keys(meta.frontMatter['context'] ?? {}),
  finds: (_runbook, text) => {
    const codes = lintText(text).map(({ code }) => code);
    return codes.length === 0 ? ['nothing'] : codes;
  },
};

function seenOf(text: string, asked: readonly string[]): string {
  const runbook = read(text);
  const steps = [...stepsOf(runbook)].map(nameOf).join(', ');
  const more = asked.map(name => `${name} ${(facets[name]?.(runbook, text) ?? ['?']).join(', ')}`);
  return [steps, ...more].join('; ');
}

function nameOf(step: Step): string {
  if (step.kind !== 'commands') return step.kind;
  const { statements, run, guard, timeoutMs } = step;
  const last = statements.at(-1);
  const limits = statements.flatMap(statement => statement.timeoutMs ?? []);
  return [
    `commands ${statements.length}`,
    ...(step.required ? [] : ['optional']),
    ...(run === 'block' ? ['whole'] : []),
    ...(guard === undefined ? [] : [`guard=${guard}`]),
    ...(timeoutMs === undefined ? [] : [`timeout=${timeoutMs / 1000}s`]),
    ...limits.map(limit => `one timeout=${limit / 1000}s`),
    ...(last?.matches === undefined ? [] : ['expect']),
    ...(last?.json === undefined ? [] : ['expect-json']),
  ].join(' ');
}

test('the guide has examples', () => {
  expect(examples.length).toBe((guide.match(/^<!-- seen: /gm) ?? []).length);
  expect(examples.length).toBeGreaterThan(2);
});

test.each(examples)('an example of the guide is read as it says: $seen', ({ seen, text }) => {
  const asked = seen
    .split('; ')
    .slice(1)
    .map(part => part.split(' ', 1)[0] ?? '');
  expect(seenOf(text, asked)).toBe(seen);
});

describe('what an author may write is shown in an example', () => {
  const all = examples.map(({ text }) => text).join('\n');
  const names = (schema: Parameters<typeof keysOf>[0]): string[] => keysOf(schema).map(({ name }) => name);

  test.each([
    ...names(frontMatter),
    ...keysAt(['inputs', 'any']).map(({ name }) => name),
    ...keysAt(['context']).map(({ name }) => name),
    ...keysAt(['approvals', '-']).map(({ name }) => name),
  ])('the key %s of front matter', name => {
    expect(all).toMatch(new RegExp(`^[ -]*${name}:`, 'm'));
  });

  test.each(names(fenceAttributes))('the mark %s of a fence', name => {
    expect(all).toMatch(new RegExp(`^ *\`\`\`bash .*\\b${name}=`, 'm'));
  });

  test.each(names(annotation))('the mark %s of a comment before a block', name => {
    expect(all).toMatch(new RegExp(`<!-- handrail: [^>]*(?<![-\\w])${name}\\b`));
  });

  test.each(names(commandMark))('the mark %s of a comment above a command', name => {
    expect(all).toMatch(new RegExp(`# handrail: .*(?<![-\\w])${name}=`));
  });

  test.each(['<!-- handrail-ignore ', '<!-- handrail-ignore-file ', '# handrail-ignore '])('%s', comment => {
    expect(all).toContain(comment);
  });
});

test.each(rules)('the guide has a line about $code $name', ({ code, name }) => {
  expect(guide).toMatch(
    new RegExp(`^\\| \\[${code}\\]\\(rules/${code}\\.md\\) ${name} \\| \\S.{15,}[^.] \\|$`, 'm'),
  );
});
