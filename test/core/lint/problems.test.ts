import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../../src/core/lint/rules.ts';
import { read, stepsOf } from '../runbook/read.ts';
import { lintText } from './lintText.ts';

const root = join(import.meta.dirname, '../../..');
const cases = join(root, 'test/cases/runbook');
const shown = rules.flatMap(rule => rule.problems ?? []);

test('every problem that the core can find has one rule that shows it', () => {
  const slugs = globSync('src/core/{runbook,shell}/**/*.ts', { cwd: root }).flatMap(file => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/(?:code: |\badd\(|\bproblem\(\s*\w+,\s*)'([a-z][a-z0-9-]+)'/g)].map(
      match => match[1],
    );
  });
  expect(slugs.length).toBeGreaterThan(15);
  expect(new Set(shown).size).toBe(shown.length);
  expect([...new Set(slugs)].filter(slug => !shown.includes(slug ?? ''))).toEqual([]);
});

test.each(readdirSync(cases).filter(name => name.endsWith('.md')))('no problem of %s is lost', name => {
  const text = readFileSync(join(cases, name), 'utf8');
  const runbook = read(text, name);
  const statements = [...stepsOf(runbook)].flatMap(step => (step.kind === 'commands' ? step.statements : []));
  const problems = [...runbook.problems, ...statements.flatMap(statement => statement.problems)];
  const found = lintText(text);
  const lost = problems.filter(({ code, line }) => {
    const rule = rules.find(one => one.problems?.includes(code));
    return !found.some(finding => finding.code === rule?.code && finding.line === line);
  });
  expect(lost).toEqual([]);
});
