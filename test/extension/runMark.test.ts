// What became of a run stands at the end of its row, where a narrow list does not cut it off.
import { expect, test, vi } from 'vitest';
import type { FileDecoration } from 'vscode';
import type { RunRow } from '../../src/adapters/audit/runs/runRow.ts';
import { markOf, marks } from '../../src/extension/review/runMark.ts';
import { uri } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fake);

interface Case {
  readonly result: RunRow['result'];
  readonly failed: number;
  readonly told: string | undefined;
}

const cases: readonly Case[] = [
  { result: 'done', failed: 0, told: undefined },
  { result: 'done', failed: 1, told: '1: 1 failed' },
  { result: 'aborted', failed: 9, told: '9: 9 failed' },
  { result: 'aborted', failed: 10, told: '9+: 10 failed' },
  { result: 'aborted', failed: 100, told: '9+: 100 failed' },
  { result: 'aborted', failed: 0, told: '!: aborted' },
  // What its page says of it stands there as long as it goes on.
  { result: 'open', failed: 1, told: undefined },
];

test.each(cases)('$result with $failed failed: $told', ({ result, failed, told }) => {
  const counts = { failed } as unknown as NonNullable<RunRow['counts']>;
  const mark = markOf({ result, counts });
  const shown = mark === undefined ? undefined : decorationOf(mark);
  expect(shown === undefined ? undefined : `${shown.badge ?? ''}: ${shown.tooltip ?? ''}`).toBe(told);
});

test('no file of anybody is marked', () => {
  expect(decorationOf(uri('/failed/1'))).toBeUndefined();
});

function decorationOf(of: Parameters<typeof marks.provideFileDecoration>[0]): FileDecoration | undefined {
  const wanted = { isCancellationRequested: false } as Parameters<typeof marks.provideFileDecoration>[1];
  return marks.provideFileDecoration(of, wanted) as FileDecoration | undefined;
}
