import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askedAtEnd } from '../../../../src/adapters/audit/runs/glance.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { RunIndex } from '../../../../src/adapters/audit/runs/runIndex.ts';
import { Machine, attempt, done } from '../kit.ts';

// The index is a convenience: whatever becomes of it, the list is what the logs say.

async function machineWithRuns(): Promise<{ machine: Machine; open: string; closed: string }> {
  const machine = new Machine();
  const first = await machine.create();
  await attempt(first, 'a1', 'hello\n');
  await first.seal(done);
  first.close();
  const second = await machine.create();
  second.checkpoint('step');
  second.close();
  return { machine, closed: first.folder, open: second.folder };
}

const indexFile = (machine: Machine): string => {
  const folder = join(machine.privateFolder, 'index');
  return join(folder, fs.readdirSync(folder).find(name => name.endsWith('.rows')) ?? '');
};

test('runs are listed from the index, and anew where files changed, are gone or came', async () => {
  const { machine, open, closed } = await machineWithRuns();
  const listed = (): readonly unknown[] =>
    new RunIndex(machine.state, machine.privateFolder).rows().map(({ folder, result }) => [folder, result]);
  const expected = [closed, open].map(folder => [folder, folder === open ? 'open' : 'done']);
  expect(listed()).toHaveLength(2);
  expect(listed()).toEqual(expect.arrayContaining(expected));
  const { journal } = await resumeRun(open, machine.options());
  await journal.seal(done);
  journal.close();
  expect(listed()).toEqual(expect.arrayContaining([[open, 'done']]));
  fs.rmSync(closed, { recursive: true });
  expect(listed()).toEqual([[open, 'done']]);
  expect(fs.readFileSync(indexFile(machine), 'utf8')).not.toContain(closed.split('/').at(-1));
});

interface Damage {
  readonly name: string;
  readonly commit: (path: string) => void;
}

test.for<Damage>([
  { name: 'is missing', commit: path => fs.rmSync(path) },
  { name: 'is empty', commit: path => fs.writeFileSync(path, '') },
  {
    name: 'says something else',
    commit: path => fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replaceAll('"done"', '"open"')),
  },
  { name: 'is of another format', commit: path => fs.writeFileSync(path, 'handrail-rows/9 0\n[]\n') },
  {
    name: 'is a folder',
    commit: path => {
      fs.rmSync(path);
      fs.mkdirSync(path);
    },
  },
])('the list is right where the index $name', async ({ commit }) => {
  const { machine, closed } = await machineWithRuns();
  const index = (): RunIndex => new RunIndex(machine.state, machine.privateFolder);
  const before = index().rows();
  expect(before.find(({ folder }) => folder === closed)?.result).toBe('done');
  commit(indexFile(machine));
  expect(index().rows()).toEqual(before);
});

test('trends are read once for each run, and of one runbook where it is named', async () => {
  const { machine, closed } = await machineWithRuns();
  const index = (): RunIndex => new RunIndex(machine.state, machine.privateFolder);
  const [file = ''] = fs.readdirSync(closed).filter(name => name.endsWith('.jsonl'));
  const path = join(closed, file);
  fs.utimesSync(path, 1000, 1000);
  const facts = index().facts();
  expect(facts.map(({ runbook, result }) => [runbook, result])).toEqual(
    expect.arrayContaining([
      ['deploy.md', 'done'],
      ['deploy.md', 'open'],
    ]),
  );
  // Not read again: its lines are no longer there, its times and sizes are as before.
  fs.writeFileSync(path, 'x'.repeat(fs.statSync(path).size));
  fs.utimesSync(path, 1000, 1000);
  expect(index().facts('deploy.md')).toHaveLength(2);
  expect(index().facts('other.md')).toEqual([]);
});

test('a run goes by the title of its text, wherever that is stored, and by nothing else', async () => {
  const machine = new Machine();
  const named = {
    path: 'deploy.md',
    source: Buffer.from('---\ntitle: Not this\n---\n\n# Deploy *orders*\n'),
  };
  const kept = await machine.create({ runbook: named });
  kept.close();
  const bare = await machine.create({ runbook: named });
  bare.close();
  fs.rmSync(join(bare.folder, 'objects'), { recursive: true });
  const other = await machine.create({ runbook: { path: 'other.md', source: Buffer.from('words\n') } });
  other.close();
  const titles = new RunIndex(machine.state, machine.privateFolder)
    .rows()
    .map(({ folder, title }) => [folder, title]);
  expect(titles).toHaveLength(3);
  expect(titles).toEqual(
    expect.arrayContaining([
      [kept.folder, 'Deploy orders'],
      [bare.folder, 'Deploy orders'],
      [other.folder, undefined],
    ]),
  );
});

test('a log that cannot be read is listed as that, and adds nothing to trends', () => {
  const machine = new Machine();
  const folder = join(machine.state, 'runs/2026/20260102T030405Z-x-abc');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(join(folder, '00-x-0000.jsonl'), 'not json\n');
  const index = new RunIndex(machine.state, machine.privateFolder);
  const at = Date.UTC(2026, 0, 2, 3, 4, 5);
  expect(index.rows()).toEqual([
    {
      folder,
      run: '20260102T030405Z-x-abc',
      runbook: '',
      operator: '',
      startedAt: at,
      lastAt: at,
      result: 'unknown',
    },
  ]);
  expect(index.facts()).toEqual([]);
});

/** Comes back to a run and does nothing, as a machine that dies at once. */
async function comeBack(machine: Machine, folder: string): Promise<void> {
  const { journal } = await resumeRun(folder, machine.options());
  journal.close();
}

test('pending approvals are listed, however often the run was resumed since without any action', async () => {
  const { machine, open } = await machineWithRuns();
  const at = Date.now();
  const { journal } = await resumeRun(open, machine.options());
  journal.append({
    type: 'approval.requested',
    gate: 'g',
    step: 's',
    stepDigest: '0'.repeat(64),
    role: 'dba',
    quorum: 1,
    plan: '0'.repeat(64),
    covers: [],
    nonce: '0'.repeat(32),
    expires: at + 60_000,
    context: '0'.repeat(64),
  });
  journal.close();
  await comeBack(machine, open);
  expect([askedAtEnd(open, at), askedAtEnd(open, at + 60_001)]).toEqual(['dba', undefined]);
  const { journal: later } = await resumeRun(open, machine.options());
  await later.offer({
    type: 'handover.offered',
    text: 'my shift is over',
    openItems: [],
    shell: null,
    host: 'ops-1',
    by: 'person',
  });
  later.close();
  await comeBack(machine, open);
  const rows = new RunIndex(machine.state, machine.privateFolder).rows();
  expect(rows.find(({ folder }) => folder === open)?.offeredTo).toBe('');
});

test('the newest come first, and whoever has enough has looked at no other', async () => {
  const { machine } = await machineWithRuns();
  const index = new RunIndex(machine.state, machine.privateFolder);
  const all = index.rows().map(({ folder }) => folder);
  const [first] = new RunIndex(machine.state, machine.privateFolder).newest();
  expect(first?.folder).toBe(all[0]);
});

test('a closed run is listed with when something of it was first done, as its trends count it', async () => {
  const machine = new Machine();
  const walked = await machine.create();
  walked.append({ type: 'input.set', name: 'A', kind: 'text', value: 'a', source: 'typed' });
  await attempt(walked, 'a1', 'hello\n');
  await walked.seal(done);
  walked.close();
  const idle = await machine.create();
  await idle.seal({ ...done, result: 'aborted' });
  idle.close();
  const index = new RunIndex(machine.state, machine.privateFolder);
  const rows = new Map(index.rows().map(row => [row.folder, row]));
  const row = rows.get(walked.folder);
  const took = (row?.lastAt ?? 0) - (row?.walkedFrom ?? 0);
  expect(took).toBe(index.factsAt({ folder: walked.folder })?.tookMs);
  expect(row?.walkedFrom).toBeGreaterThanOrEqual(row?.startedAt ?? Infinity);
  expect(rows.get(idle.folder)).not.toHaveProperty('walkedFrom');
});
