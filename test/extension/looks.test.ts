// Lists and pages that follow what is read elsewhere: what was seen before stands where nobody could look, and a late answer is none.
import { beforeEach, expect, test, vi } from 'vitest';
import { Rehearsal } from '../../src/extension/rehearsal/rehearsal.ts';
import { RunbooksView } from '../../src/extension/runbooks/runbooksView.ts';
import type { Found, Shelf } from '../../src/extension/runbooks/shelf.ts';
import { Newest } from '../../src/extension/newest.ts';
import { FakeEvent, forget, opened, seen, still, uri } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fake);

beforeEach(forget);

test.each([
  { ends: [1, 2, 3], newer: [true, true, true] },
  { ends: [3, 2, 1], newer: [true, false, false] },
  { ends: [2, 1, 3], newer: [true, false, true] },
])('of looks that end as $ends, those that are newer than all before count: $newer', ({ ends, newer }) => {
  const looks = new Newest();
  const begun = [looks.begin(), looks.begin(), looks.begin()];
  expect(ends.map(end => begun[end - 1]?.())).toEqual(newer);
});

/** What each look comes to, when it is told. */
class Looks {
  readonly asked: { found(name: string): void; failed(): void }[] = [];

  find(): Promise<Found> {
    return new Promise((resolve, reject) => {
      this.asked.push({
        found: name =>
          resolve({
            folders: [
              { name, books: [] },
              { name: 'other', books: [] },
            ],
            others: [],
          }),
        failed: () => reject(new Error('ENOENT')),
      });
    });
  }
}

async function namesIn(view: RunbooksView): Promise<readonly string[]> {
  return (await view.getChildren()).map(node => ('books' in node ? node.name : ''));
}

test('a look for runbooks that fails leaves those that were found, and says why', async () => {
  const looks = new Looks();
  const view = new RunbooksView(looks as unknown as Shelf);
  const first = namesIn(view);
  looks.asked[0]?.found('a');
  expect(await first).toEqual(['a', 'other']);
  const second = namesIn(view);
  looks.asked[1]?.failed();
  expect(await second).toEqual(['a', 'other']);
  expect(seen.view.message).toContain('ENOENT');
  view.dispose();
});

test('an older look for runbooks neither takes the place of a newer one nor says anything', async () => {
  const looks = new Looks();
  const view = new RunbooksView(looks as unknown as Shelf);
  view.refresh();
  const rows = namesIn(view);
  looks.asked[1]?.found('new');
  expect(await rows).toEqual(['new', 'other']);
  looks.asked[0]?.failed();
  await still();
  expect(seen.view.message).toBe('');
  view.dispose();
});

test('a rehearsal whose text could not be opened says so, and goes on once it can be', async () => {
  const told: { readonly type: string; readonly state?: string; readonly reason?: string }[] = [];
  const received = new FakeEvent<unknown>();
  const webview = {
    postMessage: (message: (typeof told)[number]) => void told.push(message),
    onDidReceiveMessage: received.event,
    asWebviewUri: (file: unknown) => file,
  };
  const panel = { webview, onDidDispose: new FakeEvent().event, onDidChangeViewState: new FakeEvent().event };
  const runbook = uri('/r.md');
  const document = { uri: runbook, version: 1, getText: () => '# R' };
  const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => undefined);
  seen.openDocument = () => Promise.reject(new Error('gone'));
  const analyst = { ask: () => Promise.resolve({ page: {}, view: {} }) };
  new Rehearsal(panel as unknown as ConstructorParameters<typeof Rehearsal>[0], runbook, {
    extensionUri: uri('/x'),
    analyst,
    offered: () => undefined,
  } as unknown as ConstructorParameters<typeof Rehearsal>[2]);
  received.fire({ type: 'ready' });
  await still();
  expect(told.at(-1)).toEqual({
    type: 'link',
    state: 'lost',
    reason: 'The text could not be opened. Once it is open in an editor again, the rehearsal goes on.',
  });
  expect(console.mock.calls.flat().map(String)).toContain('Error: gone');
  seen.openDocument = () => Promise.resolve(document);
  opened.fire(document);
  await vi.waitFor(() => expect(told.slice(-3).map(({ type }) => type)).toEqual(['link', 'page', 'run']));
  expect(told.at(-3)).toEqual({ type: 'link', state: 'open' });
  console.mockRestore();
});
