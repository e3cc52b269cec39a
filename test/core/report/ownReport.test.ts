import { fc } from '../../seeded.ts';
import { describe, expect, test } from 'vitest';
import type { Action, AttemptFinished } from '../../../src/core/audit/entry.ts';
import { plainLabel } from '../../../src/core/report/proven.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { laidOf, recorded } from '../run/log.ts';
import { verified } from './verdict.ts';

const seal: Action = {
  type: 'seal',
  result: 'done',
  counts: { passed: 1, failed: 0, skipped: 0, byHand: 0, checked: 0 },
  parents: [],
  objects: 0,
};

const tell = (text: string, happened: readonly Action[]): ReturnType<typeof makeReport> =>
  makeReport({
    runbook: laidOf(text).plan.runbook,
    entries: recorded(happened),
    verdict: verified,
    outputOf: () => '',
  });

const ownOf = (text: string, happened: readonly Action[] = [seal]): readonly string[] =>
  (tell(text, happened).own ?? []).map(own => own.text);

const fence = (...lines: readonly string[]): string => ['```markdown', ...lines, '```', ''].join('\n');

interface Case {
  readonly language: string;
  readonly heading: string;
  readonly given: readonly string[];
  readonly filled: readonly string[];
}

const began = '1970-01-01 00:00:01 UTC';

const cases: readonly Case[] = [
  {
    language: 'English',
    heading: 'Post-Deployment Report Template',
    given: [
      '# Deployment Report',
      '**Date:** 2025-11-19',
      '**Duration:** 45 minutes',
      '**Downtime:** 3 minutes',
      '- Start time: [TIME]',
      '- Deployed by: [Name]',
      '- Lead: [Name]',
      '## Rollback',
      '- [ ] Not needed',
      '**Status:** ✅ Success / ❌ Failed',
    ],
    filled: [
      '# Deployment Report',
      '**Date:** 1970-01-01',
      '**Duration:** 0 ms',
      '**Downtime:** ____ (not in the log; the template shows: 3 minutes)',
      `- Start time: ${began}`,
      '- Deployed by: kim@example.org',
      '- Lead: ____ (not in the log)',
      '## Rollback',
      'From the log: none was entered.',
      '- [ ] Not needed',
      '**Status:** done',
    ],
  },
  {
    language: 'Turkish',
    heading: 'Dağıtım Raporu',
    given: [
      'Tarih: [TARİH]',
      'Toplam süre: [SÜRE]',
      'Kesinti: [DAKİKA]',
      '## Karşılaşılan Sorunlar',
      'Yürüten: [Ad]',
    ],
    filled: [
      'Tarih: 1970-01-01',
      'Toplam süre: 0 ms',
      'Kesinti: ____ (not in the log)',
      '## Karşılaşılan Sorunlar',
      'From the log: no command failed.',
      'Yürüten: kim@example.org',
    ],
  },
  {
    language: 'German',
    heading: 'Bericht',
    given: ['Datum: [DATUM]', 'Dauer: [DAUER]', 'Ausgeführt von: [Name]', 'Ausfallzeit: [MINUTEN]'],
    filled: [
      'Datum: 1970-01-01',
      'Dauer: 0 ms',
      'Ausgeführt von: kim@example.org',
      'Ausfallzeit: ____ (not in the log)',
    ],
  },
  {
    language: 'Spanish',
    heading: 'Informe final',
    given: ['Fecha: [FECHA]', 'Hora de inicio: [HORA]', 'Resultado: [ESTADO]', 'Equipo: [NOMBRES]'],
    filled: [
      'Fecha: 1970-01-01',
      `Hora de inicio: ${began}`,
      'Resultado: done',
      'Equipo: ____ (not in the log)',
    ],
  },
];

describe('the report that a runbook asks for', () => {
  test.for(cases)('$language: what the log proves is filled, all else is blank and marked', one => {
    const [text] = ownOf(`# Walk\n\n- [ ] go\n\n## ${one.heading}\n\n${fence(...one.given)}`);
    expect(text?.split('\n')).toEqual(one.filled);
  });

  test('templates of other things are left alone', () => {
    const started = fence('DEPLOYMENT STARTED', 'Date: [DATE]');
    expect(ownOf(`# Walk\n\n- [ ] go\n\n## Announcement\n\n${started}`)).toEqual([]);
    expect(tell('# Walk\n\n- [ ] go\n', [seal])).not.toHaveProperty('own');
  });

  test('what failed and what was entered is told, whatever its end was', () => {
    const text = `# Walk

## Work

\`\`\`bash
make
\`\`\`

## Rollback

\`\`\`bash
undo
\`\`\`

## Summary report

${fence('## Issues', '- [ ] None', 'Rollback: [yes/no]', 'Result: [RESULT]')}`;
    const { plan, ids } = laidOf(text);
    const rollback = plan.runbook.sections
      .flatMap(one => one.sections)
      .find(({ role }) => role === 'rollback');
    const about = {
      step: ids[0] ?? '',
      stmt: 0,
      stmtDigest: '',
      attempt: 1,
      attemptId: 'a1',
      cwd: '/',
      shell: 'bash',
    };
    const finished: AttemptFinished = {
      type: 'attempt.finished',
      attemptId: 'a1',
      outcome: 'exited',
      exit: 2,
      durMs: 5,
      cwd: '/',
      outputs: [],
    };
    const [filled] = ownOf(text, [
      { type: 'attempt.started', ...about, shell: 'bash', cmd: 'make', inputs: [] },
      finished,
      { type: 'branch.entered', section: rollback?.id ?? '', reason: 'it broke' },
    ]);
    expect(filled?.split('\n')).toEqual([
      '## Issues',
      expect.stringMatching(/^From the log: a command failed in: .+\.$/),
      '- [ ] None',
      'Rollback: entered: Rollback',
      'Result: still open',
    ]);
  });

  test('one option of rolling back is rolled back by', () => {
    const text = `# Walk

- [ ] go

## Rollback

### Option 1: the image

- [ ] back

### Option 2: the database

- [ ] back, too

## Summary report

${fence('Result: [RESULT]', 'Rollback: [yes/no]')}`;
    const options = laidOf(text).plan.runbook.sections.flatMap(top =>
      top.sections.flatMap(({ sections }) => sections),
    );
    expect(options.map(({ role }) => role)).toEqual(['option', 'option']);
    const [, second] = options;
    const entered: Action = { type: 'branch.entered', section: second?.id ?? '', reason: 'it broke' };
    expect(ownOf(text, [entered, seal])).toEqual(['Result: done\nRollback: entered: Option 2: the database']);
  });

  test('a metric table: what people recorded first, then what the log proves, and judgement stays theirs', () => {
    const text = `# Walk

- [ ] go

## Success Criteria

| Metric | Target | Actual | Status |
|---|---|---|---|
| Deployment duration | < 60 min | ____ min | ⬜ |
| Downtime | < 5 min | ____ min | ⬜ |
| Error rate | < 1% | ____% | ⬜ |
| Rollback needed | No | ⬜ Yes / ⬜ No | ⬜ |
`;
    const { ids } = laidOf(text);
    const values = [
      { name: 'Downtime · Actual', value: '2 min' },
      { name: 'Downtime · Status', value: 'fine | so far' },
    ];
    const happened: readonly Action[] = [
      { type: 'record.filled', step: ids[1] ?? '', values, by: 'person' },
      seal,
    ];
    expect(ownOf(text, happened)[0]?.split('\n').slice(2)).toEqual([
      '| Deployment duration | < 60 min | 1.0 s | ⬜ |',
      String.raw`| Downtime | < 5 min | 2 min | fine \| so far |`,
      '| Error rate | < 1% | ____% | ⬜ |',
      '| Rollback needed | No | none was entered | ⬜ |',
    ]);
    expect(tell(text, happened).own?.[0]).toMatchObject({ filled: 4, blank: 4 });
  });

  test('nothing in it becomes markup of the report around it', () => {
    const text = `# W\n\n- [ ] go\n\n## Report\n\n~~~markdown\nDate: [DATE]\n\`\`\`\n# not a heading\n~~~\n`;
    const markdown = toMarkdown(tell(text, [seal]));
    expect(markdown).toContain("## The runbook's own: Report");
    expect(markdown).toContain('````markdown\nDate: 1970-01-01\n```\n# not a heading\n````');
  });

  test('any template is kept line by line, but for values behind labels', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 }), lines => {
        const plain = lines.filter(line => !/[`~:\r\n]/.test(line));
        const [text] = ownOf(`# W\n\n- [ ] go\n\n## Report\n\n${fence('Date: [DATE]', ...plain)}`);
        expect(text?.split('\n')[0]).toBe('Date: 1970-01-01');
        for (const line of plain.filter(one => one.trim() !== ''))
          expect(text).toContain(line.normalize() === line ? line.trim() : '');
      }),
    );
  });
});

test.for([
  ['**Duration:**', 'duration'],
  ['1. Start time', 'start time'],
  ['Deployment duration · Actual', 'deployment duration'],
  ['[VERSION]', 'version'],
  ['Geri alma gerekti mi?', 'geri alma gerekti mi'],
])('%s is the label %s', ([label = '', plain]) => {
  expect(plainLabel(label)).toBe(plain);
});
