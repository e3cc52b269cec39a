import { expect, test } from 'vitest';
import { toJunit } from '../../../src/core/report/junit.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { makeReport, type Report } from '../../../src/core/report/report.ts';
import { laidOf, recorded } from '../run/log.ts';
import { verified } from './verdict.ts';

// What was read outside of a limit is marked in every form of a report.

const { plan, ids } = laidOf(`# Watch

- [ ] Error rate < 1% on every pod

| Reading | Limit | Value |
|---|---|---|
| Latency | < 100 ms | ____ |
| Lag | < 5 s | ____ |
`);
const [task = '', table = ''] = ids;

function reportOf(note: string, latency: string): Report {
  const values = [
    { name: 'Latency · Value', value: latency },
    { name: 'Lag · Value', value: '2 s' },
  ];
  return makeReport({
    runbook: plan.runbook,
    entries: recorded([
      { type: 'check.set', step: task, checked: true, by: 'person', text: note },
      { type: 'record.filled', step: table, values, by: 'person' },
    ]),
    verdict: verified,
    outputOf: () => '',
  });
}

const lines = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => /Outside the limit.*$/.exec(line)?.[0] ?? []);

test('a reading of a task and one of a table, each with its limit', () => {
  const report = reportOf('2%. peak at noon', '140 ms');
  expect(report.sections.flatMap(({ steps }) => steps.map(({ outside }) => outside))).toEqual([
    [{ name: 'Error rate < 1% on every pod', value: '2%', limit: '< 1%' }],
    [{ name: 'Latency · Value', value: '140 ms', limit: '< 100 ms' }],
  ]);
  expect(lines(toMarkdown(report))).toEqual([
    String.raw`Outside the limit \< 1%: Error rate \< 1% on every pod, 2%`,
    String.raw`Outside the limit \< 100 ms: Latency · Value, 140 ms`,
  ]);
  expect(lines(toJunit(report)).length).toBe(2);
});

test.each([
  { note: '0.2%', latency: '90 ms' },
  { note: 'peak at noon', latency: 'high' },
])('$note and $latency lie outside of nothing', ({ note, latency }) => {
  const report = reportOf(note, latency);
  expect(lines(toMarkdown(report))).toEqual([]);
  expect(JSON.stringify(report)).not.toContain('"outside"');
});
