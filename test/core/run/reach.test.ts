// How many lines of a changed runbook are about what the run has come to, and about what is still ahead.
import { expect, test } from 'vitest';
import { changeOf, reachOf } from '../../../src/core/run/change/adoption.ts';
import { happened, laidOf, stateOf } from './log.ts';

const before = '# D\n\n```bash\necho one\necho two\n```\n\n```bash\necho three\n```\n';

interface Case {
  readonly name: string;
  readonly after: string;
  readonly reach: readonly [lines: number, reached: number, ahead: number];
}

// The first step is done, the second is not reached.
const cases: readonly Case[] = [
  {
    name: 'a line put into what is done',
    after: before.replace('echo two', 'rm -rf /tmp/x\necho two'),
    reach: [1, 1, 0],
  },
  {
    name: 'two lines for one of what is done',
    after: before.replace('echo two', 'echo 2\necho 3'),
    reach: [2, 2, 0],
  },
  { name: 'a line taken out of what is done', after: before.replace('echo two\n', ''), reach: [1, 1, 0] },
  {
    name: 'a line put into what is ahead',
    after: before.replace('echo three', 'echo 2\necho three'),
    reach: [1, 0, 1],
  },
  {
    name: 'two lines for one of what is ahead',
    after: before.replace('echo three', 'echo 3\necho 4'),
    reach: [2, 0, 2],
  },
  { name: 'words above all steps', after: before.replace('# D\n', '# D\n\nWords.\n'), reach: [2, 0, 0] },
  {
    name: 'words between two steps',
    after: before.replace('two\n```\n', 'two\n```\n\nWords.\n'),
    reach: [2, 0, 0],
  },
  {
    name: 'a step at the end',
    after: `${before}\n\`\`\`bash\necho four\n\`\`\`\n`,
    reach: [4, 0, 3],
  },
  { name: 'all of it taken away', after: '', reach: [10, 4, 3] },
];

test.each(cases)('$name', ({ after, reach: [lines, reached, ahead] }) => {
  const [old, now] = [laidOf(before), laidOf(after)];
  const state = stateOf([happened.ended(old.ids[0] ?? '')]);
  const change = changeOf({ plan: old.plan, source: before }, { plan: now.plan, source: after });
  expect(reachOf(change, state)).toEqual({ lines, reached, ahead });
});
