// Where nothing marks a process, what an earlier session left is known by its number and by when it began.
import { expect, test } from 'vitest';
import { namedBy } from '../../../src/adapters/session/processes/leftBehind.ts';
import type { Member } from '../../../src/adapters/session/processes/members.ts';

const member = (pid: number, born: string): Member => ({
  pid,
  parent: 1,
  group: pid,
  session: '??',
  state: 'S',
  born,
});

interface Case {
  readonly name: string;
  readonly seen: Member;
  /** The name it is known by; none where it is another process. */
  readonly found?: string;
}

test.each<Case>([
  { name: 'the same', seen: member(7, '500'), found: '500' },
  { name: 'a little later, by its own clock', seen: member(7, '501'), found: '500' },
  { name: 'a little earlier', seen: member(7, '499'), found: '500' },
  { name: 'its number given to another', seen: member(7, '502') },
  { name: 'another number', seen: member(8, '500') },
])('$name', ({ seen, found }: Case) => {
  const expected = found === undefined ? [] : [{ ...seen, born: found }];
  expect(namedBy(new Set(['7-500']), [seen])).toEqual(expected);
});
