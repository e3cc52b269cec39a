import { fc } from '../../seeded.ts';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import { toCsv } from '../../../src/core/report/csv.ts';
import { toHtml } from '../../../src/core/report/html.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { makeReport, type Report } from '../../../src/core/report/report.ts';
import { durationWords } from '../../../src/core/report/times.ts';
import { laidOf, recorded } from '../run/log.ts';
import { verified } from './verdict.ts';

const text = `# Release

## Before (5 min)

- [ ] Backup is fresh

## Work

\`\`\`bash
# Build it
echo built
# Expected: built
make
\`\`\`

| Reading | Value |
|---|---|
| Latency | ____ |

## Rollback

\`\`\`bash
make undo
\`\`\`
`;

const { plan, ids } = laidOf(text);
const [backup = '', work = '', reading = '', undo = ''] = ids;

const verdict: Verdict = {
  ...verified,
  tiers: [{ tier: 'STRUCTURE', state: 'proven', required: true, detail: 'all lines are chained' }],
};

function reportOf(happened: readonly (Action | Entry)[], output = 'built\n'): Report {
  return makeReport({ runbook: plan.runbook, entries: recorded(happened), verdict, outputOf: () => output });
}

function started(step: string, attempt = 1): Action {
  return { type: 'step.started', step, stepDigest: '', attempt };
}

function ran(step: string, attemptId: string, exit: number): readonly Action[] {
  const common = { step, stmt: 0, stmtDigest: '', attempt: 1, attemptId, cwd: '/w', shell: 'bash' } as const;
  return [
    { type: 'attempt.started', ...common, cmd: 'echo built', inputs: [] },
    {
      type: 'attempt.finished',
      attemptId,
      outcome: 'exited',
      exit,
      durMs: 1500,
      cwd: '/w',
      outputs: [
        { role: 'output', parts: 1, bytes: 6, kept: 6, truncated: false, masked: 2, streamSha256: '' },
      ],
    },
  ];
}

const whole: readonly Action[] = [
  { type: 'input.set', name: 'TOKEN', kind: 'secret', source: 'environment' },
  { type: 'input.set', name: 'version', kind: 'text', value: '1.2', source: 'typed' },
  { type: 'check.set', step: backup, checked: true, by: 'person', text: 'from 03:00' },
  started(work),
  ...ran(work, 'a1', 1),
  { type: 'step.failed', step: work, stepDigest: '', attempt: 1, reason: 'exit 1' },
  started(work, 2),
  ...ran(work, 'a2', 0),
  { type: 'judged', step: work, attemptId: 'a2', decision: 'met', by: 'rule', expected: 'built' },
  { type: 'step.finished', step: work, stepDigest: '', attempt: 2, how: 'run', by: 'person' },
  { type: 'note', step: work, text: 'Second try after a restart.' },
  { type: 'record.filled', step: reading, values: [{ name: 'Latency', value: '12 ms' }], by: 'person' },
  {
    type: 'seal',
    result: 'done',
    counts: { passed: 1, failed: 0, skipped: 0, byHand: 1, checked: 1 },
    parents: [],
    objects: 0,
  },
];

describe('a report', () => {
  test('tells the whole of a run', () => {
    const report = reportOf(whole);
    expect(report).toMatchObject({
      format: 'handrail-report/1',
      title: 'Release',
      operator: 'kim@example.org',
      result: 'done',
      startedAt: '1970-01-01T00:00:01.000Z',
      counts: { passed: 1, failed: 0, skipped: 0, 'by-hand': 1, checked: 1, unknown: 0, open: 0 },
    });
    expect(report.values).toEqual([
      { name: 'TOKEN', secret: true, source: 'environment' },
      { name: 'version', value: '1.2', secret: false, source: 'typed' },
    ]);
    expect(report.sections.map(({ title, steps }) => [title, steps.map(({ status }) => status)])).toEqual([
      ['Before (5 min)', ['checked']],
      ['Work', ['passed', 'by-hand']],
    ]);
  });

  test('keeps every attempt, those that failed too', () => {
    const attempts = reportOf(whole).sections.flatMap(({ steps }) => steps.flatMap(step => step.attempts));
    expect(attempts.map(({ id, exit, judged }) => [id, exit, judged?.decision])).toEqual([
      ['a1', 1, undefined],
      ['a2', 0, 'met'],
    ]);
    expect(attempts[0]).toMatchObject({ title: 'Build it', expected: 'built', masked: 2, output: 'built\n' });
  });

  test('an attempt without an end is unknown, and so is its step', () => {
    const report = reportOf([started(work), ...ran(work, 'a1', 0).slice(0, 1)]);
    expect(report.counts).toMatchObject({ unknown: 1, passed: 0 });
    expect(toMarkdown(report)).toContain('outcome unknown');
  });

  test('a branch is told only where something was done in it', () => {
    expect(toMarkdown(reportOf(whole))).not.toContain('Rollback');
    const entered = reportOf([
      { type: 'branch.entered', section: 'rollback', reason: 'errors' },
      started(undo),
    ]);
    expect(entered.sections.map(({ title }) => title)).toContain('Rollback');
  });

  test('what nobody said is not told as if the operator had', () => {
    const alone: readonly Action[] = [
      { type: 'check.set', step: backup, checked: true, by: 'unattended' },
      { type: 'judged', step: work, attemptId: 'a1', decision: 'met', by: 'unattended', expected: 'built' },
    ];
    const said = reportOf(alone).timeline.map(({ text: what }) => what);
    expect(said.slice(-2)).toEqual([
      'Ticked: Backup is fresh (unattended)',
      'Taken: met (built) (unattended)',
    ]);
  });

  test('more time that was given to a command is told', () => {
    const more: Action = {
      type: 'attempt.extended',
      step: work,
      attemptId: 'a1',
      byMs: 600_000,
      limitMs: 1_200_000,
      by: 'person',
    };
    expect(reportOf([started(work), more]).timeline.at(-1)?.text).toBe('Given 10 min more: Build it');
  });

  test('what happened stands in the order of the log, each with its place', () => {
    const { timeline } = reportOf(whole);
    expect(timeline.map(({ seq }) => seq)).toEqual([...timeline.map(({ seq }) => seq)].sort((a, b) => a - b));
    expect(timeline.map(({ text: what }) => what)).toEqual(
      expect.arrayContaining([
        'TOKEN was given; its value is a secret.',
        'Ticked: Backup is fresh (from 03:00)',
        'Filled in Latency · Value: Latency = 12 ms',
        'The run was closed: done.',
      ]),
    );
  });
});

describe('Markdown and HTML', () => {
  test('carry the verdict and how to check it', () => {
    for (const form of [toMarkdown(reportOf(whole)), toHtml(reportOf(whole), 'x')]) {
      expect(form).toContain('STRUCTURE: all lines are chained.');
      expect(form).toContain('handrail verify FOLDER');
    }
  });

  test('the page loads nothing and runs nothing', () => {
    const page = toHtml(reportOf(whole), 'abc=');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-abc='`);
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object)\b|\son\w+=|\bstyle="/i);
  });

  const plain = new MarkdownIt({ html: true, linkify: false });

  function titleAsRead(title: string): { readonly tokens: readonly string[]; readonly content: string } {
    const report = { ...reportOf(whole), title };
    const [open, content] = plain.parse(toMarkdown(report), {});
    expect(open?.tag).toBe('h1');
    const tokens = content?.children ?? [];
    return { tokens: tokens.map(({ type }) => type), content: tokens.map(token => token.content).join('') };
  }

  const words = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter(value => value.trim() !== '');

  test('a title is text, whatever it holds', () => {
    fc.assert(
      fc.property(words, title => {
        const { tokens, content } = titleAsRead(title);
        expect(new Set(tokens)).toEqual(new Set(['text', ...tokens.filter(type => type === 'text_special')]));
        expect(content).toBe(`${title.replace(/\s+/g, ' ').trim()}: report`);
      }),
    );
  });

  const hostile = [
    '<script>alert(1)</script>',
    '](javascript:x)',
    '```\n# out',
    '| a | b |',
    '1. one',
    '---',
  ];

  test.each(hostile)('a note %j stays a note', note => {
    const before = plain.parse(toMarkdown(reportOf([{ type: 'note', step: work, text: 'harmless' }])), {});
    const after = plain.parse(toMarkdown(reportOf([{ type: 'note', step: work, text: note }])), {});
    expect(after.map(({ type }) => type)).toEqual(before.map(({ type }) => type));
    const inline = after.flatMap(({ children }) => children ?? []).map(({ type }) => type);
    expect(inline).not.toContain('html_inline');
    expect(inline).not.toContain('link_open');
  });

  test('an output that holds fences stays inside its own', () => {
    const tokens = plain.parse(toMarkdown(reportOf(whole, '```\n# out\n````\nend')), {});
    const fences = tokens.filter(({ type }) => type === 'fence').map(({ content }) => content);
    expect(fences).toContain('```\n# out\n````\nend\n');
  });
});

describe('CSV', () => {
  /** RFC 4180, as a spreadsheet reads it. */
  function readCsv(csv: string): readonly (readonly string[])[] {
    const rows: string[][] = [[]];
    for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
      if (end === '\r\n') rows.push([]);
    }
    return rows.slice(0, -1);
  }

  test('has a line for each thing that happened', () => {
    const report = reportOf([{ type: 'note', step: work, text: 'said "no", twice\nand left' }]);
    const [head, ...all] = readCsv(toCsv(report));
    const rows = all.splice(0, report.timeline.length);
    expect(all[0]?.slice(3)).toEqual(['verification', '', 'Verified. r1']);
    expect(head).toEqual(['time', 'segment', 'entry', 'type', 'step', 'what']);
    expect(rows.map(row => [row.length, row[5]])).toEqual(report.timeline.map(one => [6, one.text]));
  });

  test('no field is a formula', () => {
    const report = reportOf([]);
    const evil = { ...report, timeline: report.timeline.map(one => ({ ...one, text: '=HYPERLINK("x")' })) };
    expect(readCsv(toCsv(evil))[1]?.[5]).toBe(`'=HYPERLINK("x")`);
  });
});

describe('words', () => {
  test.each<readonly [number, string]>([
    [140, '140 ms'],
    [3200, '3.2 s'],
    [125_000, '2 min 05 s'],
    [3_900_000, '1 h 05 min'],
  ])('%i ms is %s', (ms, said) => {
    expect(durationWords(ms)).toBe(said);
  });
});
