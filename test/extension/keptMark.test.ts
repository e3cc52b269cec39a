// What becomes of kept secrets whose run ended while no checklist showed it.
import { expect, test, vi } from 'vitest';
import type { RunRow } from '../../src/adapters/audit/runs/runRow.ts';
import { sweepKept } from '../../src/extension/walker/keptMark.ts';
import { markOf, storesOf } from './keptStores.ts';

interface Sweep {
  readonly name: string;
  readonly row?: Partial<RunRow>;
  readonly host?: string;
  readonly broken?: true;
  /** The list of runs cannot be read. */
  readonly unread?: true;
  readonly left: boolean;
}

const sweeps: readonly Sweep[] = [
  { name: 'an open run keeps its secrets', row: { result: 'open' }, left: true },
  { name: 'one that was closed does not', row: { result: 'done' }, left: false },
  { name: 'nor one that was given up', row: { result: 'aborted' }, left: false },
  { name: 'nor one that is offered to somebody else', row: { result: 'open', offeredTo: '' }, left: false },
  { name: 'nor one that is gone', left: false },
  { name: 'a log that cannot be read may be that of an open run', row: { result: 'unknown' }, left: true },
  { name: 'a run of another machine cannot be seen from here', host: 'elsewhere', left: true },
  { name: 'a list that cannot be read says nothing', unread: true, left: true },
  { name: 'a storage that fails is asked again the next time', broken: true, left: true },
];

test.each(sweeps)('as a window opens, $name', async ({ row, host, broken, unread, left }) => {
  const kit = storesOf(broken === true);
  kit.secrets.set('handrail.secrets file:///r.md', 's');
  kit.marks.set('handrail.secrets file:///r.md', markOf('r1', host));
  kit.marks.set('handrail.another', markOf('r1'));
  const looked: (readonly string[])[] = [];
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const rows = row === undefined ? [] : [{ run: 'r1', ...row } as RunRow];
  await sweepKept(kit.stores, stateFolders => {
    looked.push(stateFolders);
    return unread === true ? Promise.reject(new Error('unread')) : Promise.resolve(rows);
  });
  expect(said).toHaveBeenCalledTimes(broken === true || unread === true ? 1 : 0);
  said.mockRestore();
  expect(looked).toEqual(host === undefined ? [['/srv/.handrail']] : []);
  expect([kit.secrets.size, kit.marks.size]).toEqual(left ? [1, 2] : [0, 1]);
});

test('a window of somebody who keeps nothing looks for no runs', async () => {
  await sweepKept(storesOf(true).stores, () => Promise.reject(new Error('nobody is asked')));
});
