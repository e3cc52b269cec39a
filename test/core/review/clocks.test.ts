import { describe, expect, test } from 'vitest';
import type { Action, Entry, Recorded } from '../../../src/core/audit/entry.ts';
import { historyOf } from '../../../src/core/review/history.ts';
import type { LogLine } from '../../../src/core/review/line.ts';
import { phasesOf } from '../../../src/core/review/phases.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { verified } from '../report/verdict.ts';
import { factsOf } from '../../../src/core/trends/facts.ts';
import { recorded } from '../run/log.ts';
import { build, happened, named, tell } from './lines.ts';

// Each part is written by the clock of its writer's machine; what is told of time must not mix them.

const { started, ended, sealed } = happened;
const minute = 60_000;
const ten = Date.UTC(2026, 10, 20, 10);

interface PartOf {
  readonly key: string;
  readonly host: string;
  /** Of its entries, in order: `open`, `context`, and what follows. */
  readonly times: readonly number[];
  readonly role?: 'operator' | 'approver';
  readonly says?: readonly (Action | Entry)[];
}

function entriesOf(parts: readonly PartOf[]): readonly Recorded[] {
  return parts.flatMap(({ key, host, times, role = 'operator', says = [] }, seg) => {
    const place: Action = { type: 'context', host, user: 'u', cwd: '/', git: null, kube: null };
    return recorded([place, ...says]).map((entry, seq): Recorded => {
      const opened = entry.type === 'open' ? { ...entry, signer: key, who: key, role } : entry;
      return { ...opened, seg, seq, t: times[seq] ?? times.at(-1) ?? 0 };
    });
  });
}

function linesIn(parts: readonly PartOf[]): readonly LogLine[] {
  return entriesOf(parts).map((entry, index) => ({
    number: index + 1,
    file: `0${entry.seg}-a.jsonl`,
    line: entry.seq + 1,
    entry,
  }));
}

const kim = { key: 'kim', host: 'ops-7', times: [ten, ten, ten + minute] } as const;

const cases: readonly { readonly name: string; readonly parts: readonly PartOf[]; readonly back?: number }[] =
  [
    { name: 'one part, in order', parts: [kim] },
    {
      name: 'a clock that goes back within a part',
      parts: [{ ...kim, times: [ten, ten, ten - minute], says: [started(build)] }],
      back: minute,
    },
    {
      name: 'another person, whose machine is behind',
      parts: [kim, { key: 'ada', host: 'laptop', times: [ten - minute] }],
    },
    {
      name: 'the same person on another machine, which is behind',
      parts: [kim, { ...kim, host: 'laptop', times: [ten - minute] }],
    },
    {
      name: 'another person on the same machine',
      parts: [
        { ...kim, says: [started(build)] },
        { key: 'ada', host: 'ops-7', times: [ten - minute] },
      ],
    },
    {
      name: 'the same person on the same machine, after its clock was set back',
      parts: [
        { ...kim, says: [started(build)] },
        { ...kim, times: [ten - minute] },
      ],
      back: 2 * minute,
    },
    {
      name: 'the same, with somebody else in between',
      parts: [
        { ...kim, says: [started(build)] },
        { key: 'ada', host: 'laptop', times: [ten - 9 * minute] },
        { ...kim, times: [ten] },
      ],
      back: minute,
    },
    {
      name: 'an approver, who answers by their own clock',
      parts: [kim, { key: 'ada', host: 'ops-7', role: 'approver', times: [ten - 5 * minute] }],
    },
    { name: 'less than a second', parts: [{ ...kim, times: [ten, ten - 900] }] },
  ];

describe('a clock that went back', () => {
  test.each(cases)('$name', ({ parts, back }) => {
    const { events } = historyOf(linesIn(parts), named, { signed: Infinity, from: Infinity });
    const told = events.filter(({ kind }) => kind === 'clock').map(({ facts }) => facts?.['ms']);
    expect(told).toEqual(back === undefined ? [] : [back]);
  });
});

describe('how long a run took that a machine with a slow clock went on with', () => {
  // Kim begins the step at 10:00 and hands over at 10:10; Ada goes on at 9:11 by her clock and ends it four minutes later.
  const parts: readonly PartOf[] = [
    { ...kim, times: [ten, ten, ten, ten + 10 * minute], says: [started(build), happened.noted(tell)] },
    {
      key: 'ada',
      host: 'laptop',
      times: [ten - 49 * minute, ten - 49 * minute, ten - 45 * minute, ten - 44 * minute],
      says: [ended(build), sealed()],
    },
  ];
  const entries = entriesOf(parts);

  test('in the review', () => {
    const { events } = historyOf(linesIn(parts), named, { signed: Infinity, from: Infinity });
    expect(events.find(({ kind }) => kind === 'passed')?.durationMs).toBe(14 * minute);
    expect(phasesOf(named, events, () => 0).map(({ durationMs }) => durationMs)).toContain(14 * minute);
  });

  test('in the report', () => {
    const { durationMs, sections, operator, operators } = makeReport({
      runbook: named.plan.runbook,
      entries,
      verdict: verified,
      outputOf: () => '',
    });
    expect({ operator, operators }).toEqual({ operator: 'kim', operators: ['kim', 'ada'] });
    expect(durationMs).toBe(15 * minute);
    expect(sections.flatMap(section => section.durationMs ?? [])).toEqual([14 * minute]);
  });

  test('in the trends', () => {
    expect(factsOf(entries)).toMatchObject({
      tookMs: 15 * minute,
      steps: { [build]: { from: 0, to: 14 * minute } },
    });
  });
});
