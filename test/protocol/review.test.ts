import { expect, test } from 'vitest';
import { fromReview } from '../../src/protocol/review.ts';

// What the page asks is checked before it is answered; what is refused is not answered at all.

const far = 14_999_998;

test.each([
  [
    'an output opened at a row far down',
    { type: 'act', action: { action: 'openOutput', attempt: 'a1', title: 't', row: far } },
  ],
  ['rows far down', { type: 'lines', id: 1, from: far, count: 200 }],
])('%s is asked for, however many rows there are', (_name, message) => {
  expect(fromReview.safeParse(message)).toMatchObject({ success: true, data: message });
});

test.each([
  ['a row before the first', { type: 'lines', id: 1, from: -1, count: 200 }],
  ['half a row', { type: 'lines', id: 1, from: 0.5, count: 200 }],
  ['more rows than a page can show', { type: 'lines', id: 1, from: 0, count: 100_000 }],
])('%s is refused', (_name, message) => {
  expect(fromReview.safeParse(message).success).toBe(false);
});
