// What commands do with the page in front, the text in front, or without either.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Page, RunView } from '../../src/core/run/view/view.ts';
import { commandTable, type CommandParts } from '../../src/extension/commands.ts';
import { commandTable as reviewTable } from '../../src/extension/review/commands.ts';
import { commandTable as authorsTable } from '../../src/extension/authoring/commands.ts';
import { actOnPage } from '../../src/extension/walker/pageActions.ts';
import type { ShownRunbook } from '../../src/extension/walker/shownRunbook.ts';
import { fake, forget, seen, still, uri, type Said } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fake);

beforeEach(forget);

interface Shown {
  readonly visible: boolean;
  readonly waitsFor?: string;
  readonly title?: string;
}

/** A page that tells what is done to it. */
class FakePage {
  readonly runbook = uri('/r.md');
  /** Without phases. */
  readonly page: Page | undefined;
  readonly offers = { commands: [] };
  readonly view: RunView | undefined;
  readonly panel;
  readonly done: string[] = [];

  constructor({ visible, waitsFor = 's1', title }: Shown) {
    this.page = title === undefined ? undefined : ({ title, phases: [] } as unknown as Page);
    this.panel = { visible, reveal: () => void this.done.push('front') };
    const now = waitsFor === '' ? { kind: 'settled' } : { kind: 'ready', step: waitsFor };
    this.view = { now } as unknown as RunView;
  }

  command(command: string): void {
    this.done.push(`command ${command}`);
  }

  reveal(step: string): void {
    this.done.push(`reveal ${step}`);
  }
}

interface Case {
  readonly name: string;
  readonly run?: FakePage;
  readonly rehearsal?: FakePage;
  readonly command: string;
  readonly given?: unknown;
  /** What was done to the run's page, and to the rehearsal's. */
  readonly onRun?: readonly string[];
  readonly onRehearsal?: readonly string[];
  readonly done?: readonly string[];
  readonly said?: readonly string[];
}

const noChecklist = 'No checklist is open. Open a Markdown file as a checklist first.';

const cases: readonly Case[] = [
  {
    name: 'a command for a hidden checklist only brings it to the front',
    run: new FakePage({ visible: false }),
    command: 'handrail.walker.main',
    onRun: ['front'],
  },
  {
    name: 'one for a checklist in sight is done in it',
    run: new FakePage({ visible: true }),
    command: 'handrail.walker.main',
    onRun: ['command main'],
  },
  {
    name: 'a rehearsal in front has it before a run',
    run: new FakePage({ visible: true }),
    rehearsal: new FakePage({ visible: true }),
    command: 'handrail.walker.main',
    onRehearsal: ['command main'],
  },
  { name: 'without any page it says so', command: 'handrail.walker.main', said: [noChecklist] },
  {
    name: 'Go to Step goes to what the page waits for',
    run: new FakePage({ visible: false }),
    command: 'handrail.goToStep',
    onRun: ['reveal s1'],
  },
  {
    name: 'and only brings a page to the front that waits for no step',
    run: new FakePage({ visible: false, waitsFor: '' }),
    command: 'handrail.goToStep',
    onRun: ['front'],
  },
  ...['handrail.showEnvironment', 'handrail.openTerminal'].map(command => ({
    name: `a rehearsal is no missing checklist to ${command}`,
    rehearsal: new FakePage({ visible: true }),
    command,
    said: ['A rehearsal has no shell, since nothing runs.'],
  })),
  {
    name: 'without any page there is no step to choose either',
    command: 'handrail.chooseStep',
    said: [noChecklist],
  },
  {
    name: 'and none in a page without steps, which an empty list would not say',
    run: new FakePage({ visible: true, title: 'Notes' }),
    command: 'handrail.chooseStep',
    said: ['This checklist has no steps.'],
  },
  {
    name: 'a text without a file for which none is chosen opens nothing else',
    command: 'handrail.openAsChecklist',
    given: uri('Untitled-1', 'untitled'),
    done: ['save'],
  },
  {
    name: 'where no text is in front, one is asked for',
    command: 'handrail.openAsChecklist',
    done: ['open'],
  },
];

function partsOf({ run, rehearsal }: Case): CommandParts {
  const walkers = {
    all: run === undefined ? [] : [run],
    active: run,
    show: () => Promise.resolve(undefined),
  };
  const place = { column: fake.ViewColumn.Active, choose: () => fake.ViewColumn.Active };
  return { walkers, rehearsals: { active: rehearsal }, place } as unknown as CommandParts;
}

async function check(one: Case): Promise<void> {
  await commandTable(partsOf(one))[one.command]?.(one.given);
  await still();
  expect(one.run?.done ?? []).toEqual(one.onRun ?? []);
  expect(one.rehearsal?.done ?? []).toEqual(one.onRehearsal ?? []);
  expect(seen.done).toEqual(one.done ?? []);
  expect(seen.said.map(({ sentence }) => sentence)).toEqual(one.said ?? []);
}

test.each(cases)('$name', check);

test('where a command does nothing in a rehearsal, the way on stays in that page', async () => {
  const rehearsal = new FakePage({ visible: true });
  seen.pressed = 'Go to step';
  await actOnPage({ action: 'explain', command: 'retry' }, rehearsal as unknown as ShownRunbook);
  await still();
  expect(seen.said.map(({ ways }) => ways)).toEqual([['Go to step']]);
  expect(rehearsal.done).toEqual(['reveal s1']);
  expect(seen.done).toEqual([]);
});

interface AuthorsCase {
  readonly name: string;
  readonly command: string;
  /** What the thread that reads has found; undefined where it has not read. */
  readonly found: readonly unknown[] | undefined;
  readonly block?: unknown;
  readonly said?: readonly Said[];
  readonly done?: readonly string[];
}

const nothing = { sentence: 'Nothing to mend in r.md.', ways: [] };
const unread = { sentence: 'r.md could not be looked at.', ways: ['Try again', 'Reload Window'] };
const finding = { code: 'HR201', says: [] };

const authorsCases: readonly AuthorsCase[] = [
  {
    name: 'a text in which nothing is found is said to be so',
    command: 'handrail.checkRunbook',
    found: [],
    said: [nothing],
    done: ['show'],
  },
  {
    name: 'a text that nobody could read is not said to be clean',
    command: 'handrail.checkRunbook',
    found: undefined,
    said: [unread],
    done: ['show'],
  },
  {
    name: 'what is found is shown',
    command: 'handrail.checkRunbook',
    found: [finding],
    done: ['show', 'command workbench.actions.view.problems'],
  },
  { name: 'no rule is found', command: 'handrail.switchRuleOff', found: [], said: [nothing] },
  {
    name: 'nobody could look for rules',
    command: 'handrail.switchRuleOff',
    found: undefined,
    said: [unread],
  },
  { name: 'a rule is chosen', command: 'handrail.switchRuleOff', found: [finding], done: ['pick'] },
  {
    name: 'nobody could look for the block at the cursor',
    command: 'handrail.tagAsBash',
    found: [],
    said: [unread],
  },
  {
    name: 'a block that has a language is left as it is',
    command: 'handrail.tagAsBash',
    found: [],
    block: { opening: { line: 1, info: 'sh' } },
    said: [{ sentence: 'Put the cursor on a block without a language.', ways: [] }],
  },
];

test.each(authorsCases)('of authors: $name', async ({ command, found, block, said = [], done = [] }) => {
  const file = uri('/r.md');
  fake.window.activeTextEditor = {
    document: { uri: file, languageId: 'markdown' },
    selection: { active: { line: 0 } },
  };
  const parts = {
    queries: { askOfAny: () => Promise.resolve(block) },
    problems: { check: () => Promise.resolve(found) },
  } as unknown as Parameters<typeof authorsTable>[0];
  await authorsTable(parts, uri('/templates'))[command]?.();
  await still();
  expect(seen.said).toEqual(said);
  expect(seen.done).toEqual(done);
});

test.each([
  { front: undefined, done: ['command vscode.openWith handrail.review'] },
  // It is there already, so that opening it would look like nothing.
  { front: 'handrail.review', done: ['pick'] },
])('Review Run with $front in front of a run', async ({ front, done }) => {
  fake.window.tabGroups.activeTabGroup =
    front === undefined ? {} : { activeTab: { input: new fake.TabInputCustom(front) } };
  const parts = {
    reader: { ask: () => Promise.resolve([]) },
    inFront: { folder: uri('/w/.handrail/runs/2026/r') },
  } as unknown as Parameters<typeof reviewTable>[0];
  await reviewTable(parts)['handrail.reviewRun']?.();
  await still();
  expect(seen.done).toEqual(done);
  fake.window.tabGroups.activeTabGroup = {};
});

test.each([
  { folders: undefined, sentence: 'Open the folder that holds the run first.', ways: ['Open Folder…'] },
  { folders: [], sentence: 'No run is offered here. Pull first.', ways: [] },
])('Take Over in a window of $folders says what helps there', async ({ folders, sentence, ways }) => {
  fake.workspace.workspaceFolders = folders;
  const reader = { ask: () => Promise.resolve([]) };
  const parts = { walkers: { all: [] }, inFront: {}, reader } as unknown as CommandParts;
  await commandTable(parts)['handrail.takeOver']?.();
  await still();
  expect(seen.said).toEqual([{ sentence, ways }]);
  fake.workspace.workspaceFolders = undefined;
});
