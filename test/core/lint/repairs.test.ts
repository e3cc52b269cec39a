// What a quick fix writes: the whole text before and after, and that the finding is gone.
import { describe, expect, test } from 'vitest';
import {
  annotation,
  commandMark,
  fenceAttributes,
  keysAt,
  keysOf,
} from '../../../src/core/authoring/schema.ts';
import { approvalKeys, boundPlaces } from '../../../src/core/lint/bindings.ts';
import { applyEdits } from '../../../src/core/lint/fix.ts';
import { commandMarks, commentMarks, fenceMarks } from '../../../src/core/lint/marks.ts';
import { lintText } from './lintText.ts';
import { surroundings } from './repairs/case.ts';
import { commandsCases } from './repairs/commands.ts';
import { documentCases } from './repairs/document.ts';
import { valuesCases } from './repairs/values.ts';

describe.each(Object.entries({ ...documentCases, ...commandsCases, ...valuesCases }))(
  'a quick fix: %s',
  (_, cases) => {
    test.each(cases)('$code, $title', ({ code, before, nth = 0, after, asks, then = [] }) => {
      const found = lintText(before, { surroundings }).filter(finding => finding.code === code);
      expect(found.length).toBeGreaterThan(0);
      const fix = found[0]?.fixes[nth];
      expect(fix === undefined ? undefined : applyEdits(before, fix.edits)).toBe(after);
      if (fix === undefined || after === undefined) return;
      expect(fix.safe).toBe(false);
      const behind = lintText(after, { surroundings });
      const left = behind.filter(finding => finding.code === code);
      const old = new Set(lintText(before, { surroundings }).map(finding => finding.code));
      expect(behind.map(finding => finding.code).filter(one => !old.has(one))).toEqual(then);
      expect(left.length).toBeLessThan(found.length);
      const [asking] = fix.edits.flatMap(edit => (edit.asks === undefined ? [] : [edit]));
      if (asks !== undefined) expect(asking?.asks).toBe(asks);
      expect(asking?.text ?? '').toContain(asking?.asks ?? '');
    });
  },
);

test('the marks that the rules know are those that completion offers', () => {
  const names = (schema: Parameters<typeof keysOf>[0]): readonly string[] =>
    keysOf(schema)
      .map(({ name }) => name)
      .sort();
  expect([...commentMarks].sort()).toEqual(names(annotation));
  expect([...commandMarks].sort()).toEqual(names(commandMark));
  expect([...fenceMarks].sort()).toEqual(names(fenceAttributes));
});

test('the keys whose slips the rules hear are those that completion offers', () => {
  const names = (path: readonly string[]): readonly string[] => keysAt(path).map(({ name }) => name);
  expect(boundPlaces).toEqual(names(['context']));
  expect(approvalKeys).toEqual(names(['approvals', '-']));
});
