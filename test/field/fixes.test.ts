// Every way to mend that is offered for a real runbook mends what it says, and nothing else. A few of each title, spread over the
// files, so that the time stays bounded while every kind of fix meets texts that nobody wrote for it.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/core/lint/document.ts';
import { applyEdits } from '../../src/core/lint/fix.ts';
import type { Finding, Fix } from '../../src/core/lint/finding.ts';
import { lint } from '../../src/core/lint/lint.ts';
import { positionsIn } from '../../src/core/lint/position.ts';
import { defaultSettings } from '../../src/core/lint/settings.ts';
import type { Runbook, Step } from '../../src/core/runbook/runbook.ts';
import { grammar, read } from '../core/runbook/read.ts';
import { markdownIn, shared } from './realFiles.ts';

const perTitle = 12;
const surroundings = { today: '2030-06-15' };

interface Read {
  readonly text: string;
  readonly runbook: Runbook;
  readonly findings: readonly Finding[];
}

interface Offer {
  readonly path: string;
  readonly before: Read;
  readonly finding: Finding;
  readonly fix: Fix;
}

function look(text: string): Read {
  const runbook = read(text);
  return {
    text,
    runbook,
    findings: lint(text, runbook, { grammar, surroundings, settings: defaultSettings }),
  };
}

/** The rule and the title without what is particular to one place. */
function kindOf({ finding, fix }: Offer): string {
  return `${finding.code} ${fix.says.map(({ key }) => key).join(' ')}`;
}

function sampleOf(all: readonly Offer[]): readonly Offer[] {
  return [...new Set(all.map(kindOf))].flatMap(kind => {
    const alike = all.filter(offer => kindOf(offer) === kind);
    const step = Math.max(1, alike.length / perTitle);
    return alike.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step)).slice(0, perTitle);
  });
}

const offers = [...markdownIn('seeds'), ...markdownIn('corpus')].flatMap(path => {
  const before = look(readFileSync(path, 'utf8'));
  return before.findings.flatMap(finding => finding.fixes.map(fix => ({ path, before, finding, fix })));
});
const sample = sampleOf(offers);

/** Where an offset of the text before stands after the edits; undefined inside of one. */
function moved({ edits }: Fix, offset: number): number | undefined {
  let by = 0;
  for (const { range, text } of edits) {
    if (range[0] > offset) break;
    if (range[1] > offset) return undefined;
    by += text.length - (range[1] - range[0]);
  }
  return offset + by;
}

/** What a fix does beside what it says; empty where all is well. */
function faultsOf({ before, finding, fix }: Offer): readonly string[] {
  const after = look(applyEdits(before.text, fix.edits));
  return [
    ...(isLeft(after, finding, fix) ? ['the finding is still there'] : []),
    ...(unhides(finding) || count(after, finding) < count(before, finding)
      ? []
      : ['there are as many such findings']),
    ...newErrors(before, after).map(error => `new: ${error}`),
    ...lostIds(before, after, fix).map(id => `another id: ${id}`),
  ];
}

function isLeft(after: Read, { code, range }: Finding, fix: Fix): boolean {
  const start = moved(fix, range[0]);
  const end = moved(fix, Math.max(range[0], range[1] - 1));
  return after.findings.some(
    found => found.code === code && found.range[0] === start && found.range[1] - 1 === end,
  );
}

// What a fence had swallowed is read once it is closed, with its own faults; behind a fence that was moved stands the next.
function unhides({ code }: Finding): boolean {
  return ['HR101', 'HR102', 'HR103', 'HR108'].includes(code);
}

function count({ findings }: Read, { code }: Finding): number {
  return findings.filter(found => found.code === code).length;
}

function newErrors(before: Read, after: Read): readonly string[] {
  const errors = ({ findings }: Read): readonly string[] =>
    findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const old = [...errors(before)];
  return errors(after).filter(code => {
    const at = old.indexOf(code);
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
}

/** Ids of steps that no edit touches and that are called otherwise afterwards. */
function lostIds(before: Read, after: Read, { edits }: Fix): readonly string[] {
  const at = positionsIn(before.text);
  const touched = edits.map(({ range }) => [at(range[0]).line, at(range[1]).line] as const);
  const ids = new Set(Array.from(stepsOf(after.runbook), ({ id }) => id));
  const isTouched = ({ line, endLine }: Step): boolean =>
    touched.some(([from, to]) => endLine >= from - 1 && line <= to + 1);
  const steps = [...stepsOf(before.runbook)];
  // Of several blocks that say the same, the second is known by being the second.
  const twins = new Set(steps.filter(isTouched).map(wordsOf));
  return steps
    .filter(step => !isTouched(step) && !(step.kind === 'commands' && twins.has(wordsOf(step))))
    .map(({ id }) => id)
    .filter(id => !ids.has(id));
}

function wordsOf(step: Step): string {
  return step.kind === 'commands' ? step.text : step.id;
}

describe.skipIf(offers.length === 0)('a fix of a real runbook', () => {
  test('is met in every kind that the rules offer there', () => {
    expect(new Set(offers.map(kindOf)).size).toBeGreaterThan(10);
    expect(sample.length).toBeGreaterThan(80);
  });

  test.each(sample.map(offer => ({ ...offer, of: kindOf(offer), file: relative(shared, offer.path) })))(
    '$of, $file:$finding.line',
    offer => {
      const { edits } = offer.fix;
      const starts = edits.flatMap(({ range }) => range);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(faultsOf(offer)).toEqual([]);
    },
  );
});
