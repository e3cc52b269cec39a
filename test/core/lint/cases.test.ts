import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/core/lint/fix.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import { lintText } from './lintText.ts';

const folder = join(import.meta.dirname, '../../cases/lint');
const names = readdirSync(folder).filter(name => name.endsWith('.md'));
const files: Readonly<Record<string, string>> = {
  'other.md': '# Other\n\n## The end\n\n<a id="named"></a>\n',
  'logo.svg': '',
  docs: '',
  'site/page.md': '# Page\n',
};

// Line ends and byte order marks are what some cases are about, so files are read as they are.
describe('a runbook has the findings of its golden, and each fix makes the text that stands there', () => {
  test.each(names)('%s', name => {
    const text = readFileSync(join(folder, name), 'utf8');
    const findings = lintText(text, {
      surroundings: { today: '2030-06-15', hasCommand: () => true, readFile: path => files[path] },
    });
    const found = `${JSON.stringify(
      findings.map(finding => shown(text, finding)),
      null,
      1,
    )}\n`;
    const golden = join(folder, name.replace(/\.md$/, '.expected.json'));
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });
});

function shown(text: string, { code, line, endLine, severity, message, range, fixes }: Finding): unknown {
  return {
    at: `${line === endLine ? line : `${line}-${endLine}`} ${severity} ${code}`,
    message,
    marks: text.slice(...range),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fix => shownFix(text, fix)) }),
  };
}

// Only the lines that a fix changes.
function shownFix(text: string, { title, safe, edits }: Finding['fixes'][number]): unknown {
  const before = new Set(text.split('\n'));
  const after = applyEdits(text, edits).split('\n');
  const rest = new Set(after);
  return {
    title: safe ? title : `${title} (offered)`,
    removes: text.split('\n').filter(line => !rest.has(line)),
    adds: after.filter(line => !before.has(line)),
  };
}
