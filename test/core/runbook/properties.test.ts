import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { layOut } from '../../../src/core/run/view/page.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { decodeSource } from '../../../src/core/runbook/markdown/source.ts';
import { constructFaults, coverageFaults } from './laws.ts';
import { read, sectionsOf, stepsOf } from './read.ts';

const folder = join(import.meta.dirname, '../../cases/runbook');
const cases = readdirSync(folder).filter(name => name.endsWith('.md'));
const texts = cases.map(name => readFileSync(join(folder, name), 'utf8'));
// Where everything is closed, text can be put before any heading without changing what stands around it; under a
// "Step N" heading, or a line such as "Step 9:", it would become a part of that step.
const whole = cases.flatMap((name, at) =>
  /^(?:unclosed|front|bytes|cr|empty|steps|bold|bullets)/.test(name) ? [] : [texts[at] ?? ''],
);

// Lines that make Markdown's constructs meet in ways nobody writes on purpose.
const piece = fc.constantFrom(
  ...[
    '# H',
    '## Step 2: (15 min)',
    '- [ ] a',
    '  - [x] b',
    '1. c',
    '   ```bash',
    '```bash',
    '```',
    '~~~',
    '> q',
    '> - [ ] d',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    '| [ ] | x |',
    '| ____ | ⬜ |',
    '    code',
    '\tcode',
    '<details>',
    '</details>',
    '<!--',
    '-->',
  ],
  ...[
    '!!! note',
    ':::tip',
    ':::',
    '---',
    '===',
    'echo <x> $Y',
    'Name: ____',
    'Expected: ok',
    'Output:',
    '[a]: #b',
    '',
    ' ',
    '\r',
  ],
  ...[
    '\u200B- [ ] z',
    '\0',
    '+++',
    '...',
    'key: value',
    '`kubectl get pods`',
    'Text.',
    '1. [T](#t)',
    '$ ls',
    '[Name]',
    'On <release-date> by [first-name]',
    '*',
    '\\',
  ],
);
const document = fc.array(piece, { maxLength: 40 }).map(lines => lines.join('\n'));

test('no bytes take the parser down, and ids are unique', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        document.map(text => new TextEncoder().encode(text)),
      ),
      bytes => {
        const runbook = read(bytes);
        const ids = [...stepsOf(runbook), ...sectionsOf(runbook.sections)].map(part => part.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(JSON.parse(JSON.stringify(runbook))).toEqual(runbook);
        expect(layOut(runbook, renderMarkdown).title).toBe(runbook.title);
      },
    ),
    { numRuns: 300 },
  );
});

test('steps and prose hold every line once', () => {
  fc.assert(
    fc.property(document, text => {
      const { lines } = decodeSource(new TextEncoder().encode(text));
      expect(coverageFaults(lines, read(text))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('the end of line changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts.filter(text => !text.includes('\r'))), text => {
      const unix = { ...read(text), digest: '' };
      for (const end of ['\r\n', '\r']) {
        expect({ ...read(text.replaceAll('\n', end)), digest: '' }).toEqual(unix);
      }
    }),
    { numRuns: 20 },
  );
});

// The edit stands before a blank line outside code, and says nothing the runbook already says.
test('an edit elsewhere leaves the ids of untouched steps', () => {
  const edit = fc.constantFrom(
    'A new remark.',
    '## A new heading',
    '- [ ] A new task',
    '```bash\necho new step\n```',
  );
  fc.assert(
    fc.property(fc.constantFrom(...whole), edit, fc.nat(), (text, added, seed) => {
      const before = read(text);
      const lines = text.split('\n');
      const free = [...sectionsOf(before.sections)].flatMap(section =>
        section.level > 0 ? [section.line - 1] : [],
      );
      const at = free[seed % free.length] ?? 0;
      const after = read([...lines.slice(0, at), '', added, '', ...lines.slice(at)].join('\n'));
      const ids = new Set([...stepsOf(after)].map(step => step.id));
      // What is added stands in the section before: a step that is only that section's heading, or a bold line's, is touched, and
      // commands told in its sentences, which are offered where no block is.
      const heading = [...sectionsOf(before.sections)].findLast(section => section.line - 1 < at)?.line ?? 0;
      const bold = lines.slice(0, at).findLastIndex(line => /^\*\*.+\*\*$/.test(line)) + 1;
      // A task below a list is one of its items: a form that is that list has one line more.
      const above = lines.slice(0, at).findLastIndex(line => line.trim() !== '') + 1;
      const untouched = [...stepsOf(before)].filter(
        ({ kind, line, endLine }) =>
          line !== heading &&
          line !== bold &&
          (kind !== 'suggested' || line < heading || line > at) &&
          (kind !== 'record' || endLine !== above),
      );
      expect(untouched.map(step => step.id).filter(id => !ids.has(id))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('changing one step changes no other id, duplicates of it apart', () => {
  const sources = whole.filter(text => /^- \[ \] /m.test(text));
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.nat(), (text, seed) => {
      const before = [...stepsOf(read(text))];
      const checks = before.filter(step => step.kind === 'check');
      const chosen = checks[seed % Math.max(1, checks.length)];
      const lines = text.split('\n');
      const at = chosen === undefined ? 0 : chosen.line - 1;
      const line = lines[at] ?? '';
      fc.pre(chosen !== undefined && /^\s*[-*+] \[ \] /.test(line));
      lines[at] = line.replace('[ ] ', '[ ] Quite new: ');
      const after = new Set([...stepsOf(read(lines.join('\n')))].map(step => step.id));
      const lost = before.filter(step => step.id !== chosen.id && !after.has(step.id));
      expect(lost.map(step => step.id)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('the laws see what is lost and what is held twice', () => {
  const text = '# T\n\n- [ ] a\n- [ ] b\n\nText.';
  const runbook = read(text);
  const [section] = runbook.sections;
  const [step] = section?.steps ?? [];
  const lines = text.split('\n');
  const broken = (steps: readonly unknown[]): string[] =>
    coverageFaults(lines, { ...runbook, sections: [{ ...section, steps }] } as unknown as typeof runbook);
  expect(coverageFaults(lines, runbook)).toEqual([]);
  expect(broken([step])).toEqual(['line 4 is in 0 steps or prose blocks: - [ ] b']);
  expect(broken([step, step, section?.steps[1]])).toEqual(['line 3 is in 2 steps or prose blocks: - [ ] a']);
  expect(constructFaults(lines, { ...runbook, sections: [] })).toHaveLength(2);
});
