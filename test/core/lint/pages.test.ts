import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../src/core/lint/rules.ts';
import type { Rule, Surroundings } from '../../../src/core/lint/rule.ts';
import { lintText, rowsOf } from './lintText.ts';

const folder = join(import.meta.dirname, '../../../docs/rules');
const pages = readdirSync(folder).filter(name => name !== 'README.md');
const index = readFileSync(join(folder, 'README.md'), 'utf8');

// What the examples may rely on: the day, the other pages of the folder, and a machine with all but two commands.
const surroundings: Surroundings = {
  today: '2030-06-15',
  hasCommand: name => !['deployctl', 'kubctl'].includes(name),
  readFile: path => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined),
};

test('each rule has a page, and each page a rule', () => {
  expect(pages.sort()).toEqual(rules.map(({ code }) => `${code}.md`).sort());
});

test('codes and names are unique, and in order', () => {
  const codes = rules.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  expect(rules.filter(({ name }) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

describe.each(rules)('$code $name', rule => {
  const text = existsSync(join(folder, `${rule.code}.md`))
    ? readFileSync(join(folder, `${rule.code}.md`), 'utf8')
    : '';
  const wrong = find(example(text, 'Wrong'));
  const right = find(example(text, 'Right'));
  const fixable = fixOf(rule, wrong);

  test('its page has the form of all pages', () => {
    expect(text.replace(/^(~{3,}|`{3,})[^]*?^\1$/gm, '').match(/^#{1,2} .*$/gm)).toEqual([
      `# ${rule.code} ${rule.name}`,
      ...['Why it matters', 'Wrong', 'Right', 'Fix', 'Switch it off'].map(title => `## ${title}`),
    ]);
    expect(text).toContain(`\n**${rule.severity}** · ${fixable}\n`);
    expect(text).toContain(`    ${rule.name}: off\n`);
    expect(text).toMatch(new RegExp(`handrail-ignore(?:-file)? ${rule.code}`));
  });

  test('is found in the wrong example, which has no other fault', () => {
    expect(wrong.map(({ code }) => code)).toContain(rule.code);
    expect(rowsOf(weighty(wrong).filter(({ code }) => code !== rule.code))).toEqual([]);
  });

  test('is not found in the right example, which has no other fault', () => {
    expect(rowsOf(right.filter(({ code }) => code === rule.code))).toEqual([]);
    expect(rowsOf(weighty(right))).toEqual([]);
  });

  test('stands in the index', () => {
    expect(index).toContain(
      `| [${rule.code}](${rule.code}.md) | ${rule.name} | ${rule.severity} | ${fixable} |`,
    );
  });
});

type Findings = ReturnType<typeof lintText>;

function find(text: string): Findings {
  return lintText(text, { surroundings });
}

// What fails a check; remarks of other rules would make every example a whole runbook.
function weighty(findings: Findings): Findings {
  return findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

function example(page: string, title: string): string {
  const match = new RegExp(`^## ${title}\\n\\n(~{3,}|\`{3,})markdown\\n([^]*?\\n)\\1\\n`, 'm').exec(page);
  return match?.[2] ?? `There is no example "${title}".`;
}

function fixOf({ code }: Rule, findings: Findings): string {
  const fixes = findings.filter(finding => finding.code === code).flatMap(finding => finding.fixes);
  if (fixes.some(({ safe }) => safe)) return 'mended by `--fix`';
  return fixes.length > 0 ? 'the editor offers a fix' : 'mended by hand';
}
