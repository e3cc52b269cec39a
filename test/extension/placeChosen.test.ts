// Where a checklist opens: where somebody chose, and without a choice where the last one was.
import { expect, test, vi } from 'vitest';
import { commandTable, type CommandParts } from '../../src/extension/commands.ts';
import { asBefore, PlaceChosen } from '../../src/extension/walker/placeChosen.ts';
import { storesOf } from './keptStores.ts';
import { fake, uri } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fake);

/** Parts whose walkers tell in which columns they were opened. */
function partsOf(columns: number[]): CommandParts {
  const show = (_runbook: unknown, column: number): Promise<undefined> => {
    columns.push(column);
    return Promise.resolve(undefined);
  };
  const place = new PlaceChosen(storesOf(false).stores.globalState);
  return { walkers: { show }, rehearsals: {}, place } as unknown as CommandParts;
}

const runbook = uri('/r.md');
const { Active, Beside } = fake.ViewColumn;
const instead = ['handrail.openAsChecklist', runbook] as const;
const beside = ['handrail.openAsChecklistToSide', runbook] as const;
const fromList = ['handrail.openAsChecklist', asBefore(runbook)] as const;

test.each([
  { name: 'at first a list opens a checklist in place', pressed: [fromList], columns: [Active] },
  {
    name: 'once one was opened beside, a list does so too',
    pressed: [beside, fromList, fromList],
    columns: [Beside, Beside, Beside],
  },
  {
    name: 'until one is opened in place again',
    pressed: [beside, instead, fromList],
    columns: [Beside, Active, Active],
  },
  {
    name: 'beside nothing it opens in place, and that is no choice',
    pressed: [beside, fromList],
    isEmpty: true,
    columns: [Beside, Active],
  },
])('$name', async ({ pressed, columns, isEmpty = false }) => {
  const { activeTabGroup } = fake.window.tabGroups;
  if (!isEmpty) activeTabGroup.activeTab = { input: undefined };
  const shown: number[] = [];
  const table = commandTable(partsOf(shown));
  for (const [command, argument] of pressed) await table[command]?.(argument);
  delete activeTabGroup.activeTab;
  expect(shown).toEqual(columns);
});
