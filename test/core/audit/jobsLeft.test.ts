import { expect, test } from 'vitest';
import { jobsLeft, type Job } from '../../../src/core/audit/job.ts';

const on = (host: string) => ({ type: 'context', host });
const job = (name: string, event: Job['event']): Job => ({ type: 'job', job: name, event, pid: 7 });

test.each([
  { name: 'what was left', entries: [on('a'), job('7-1', 'left')], left: ['7-1'] },
  {
    name: 'what was to stop and is not told to have ended',
    entries: [on('a'), job('7-1', 'left'), job('7-1', 'forced')],
    left: ['7-1'],
  },
  { name: 'not what has ended', entries: [on('a'), job('7-1', 'left'), job('7-1', 'ended')], left: [] },
  {
    name: 'not what was left elsewhere',
    entries: [on('b'), job('7-1', 'left'), on('a'), job('7-2', 'left')],
    left: ['7-2'],
  },
  {
    name: 'nor what ended there under the same name',
    entries: [on('a'), job('7-1', 'left'), on('b'), job('7-1', 'ended')],
    left: ['7-1'],
  },
])('$name', ({ entries, left }) => {
  expect([...jobsLeft(entries, 'a').keys()]).toEqual(left);
});
