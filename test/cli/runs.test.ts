import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

test('lists runs, newest first, with where they stand', async () => {
  using place = new Place({ 'a.md': `# A\n\n${bash('true')}`, 'b.md': `# B\n\n${bash('false')}` });
  expect((await place.run(['run', 'a.md', '--yes'])).exit).toBe(0);
  const first = place.last;
  expect((await place.run(['run', 'b.md', '--yes'])).exit).toBe(1);
  // What is no log is passed over.
  mkdirSync(join(place.work, '.handrail/runs/2026/empty'), { recursive: true });
  mkdirSync(join(place.work, '.handrail/runs/2026/broken'));
  writeFileSync(
    join(place.work, '.handrail/runs/2026/broken/00-x-0000.jsonl'),
    '{"type":"open"}\nnot json\n',
  );
  const { exit, stdout } = await place.run(['runs', '--json']);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { runbook: 'b.md', result: 'open', folder: place.runs().find(folder => folder.includes('-b-')) },
    { runbook: 'a.md', result: 'done', folder: first },
  ]);
  // What an index keeps besides is nobody's contract.
  const members = (JSON.parse(stdout) as readonly object[]).map(row => Object.keys(row).join(' '));
  expect(new Set(members)).toEqual(new Set(['run folder runbook title operator startedAt lastAt result']));
  const lines = (await place.run(['runs'])).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  const told = await place.run(['trends', '--json']);
  expect(JSON.parse(told.stdout)).toMatchObject([
    { runbook: 'b.md', runs: 1, open: 1, mostFailed: { runs: 1 }, latest: [] },
    {
      runbook: 'a.md',
      title: 'A',
      runs: 1,
      done: 1,
      successPercent: 100,
      runsSinceTextChanged: 1,
      lastClean: {},
    },
  ]);
  // As CSV it is the same: a line for each, in the same order.
  const asCsv = async (command: string): Promise<readonly string[]> =>
    (await place.run([command, '--csv'])).stdout.split('\r\n');
  expect(await asCsv('runs')).toEqual([
    'run,startedAt,lastAt,result,runbook,title,operator,offeredTo,asks,openForDays,policyAllowsDays,folder',
    expect.stringMatching(/^\d{8}T\d{6}Z-b-\w+,\d{4}-\S+Z,\d{4}-\S+Z,open,b\.md,B,\S+,,,,,\//),
    expect.stringMatching(/^\d{8}T\d{6}Z-a-\w+,\d{4}-\S+Z,\d{4}-\S+Z,done,a\.md,A,\S+,,,,,\//),
  ]);
  const [names = '', ...trends] = await asCsv('trends');
  expect(names.split(',').slice(0, 8).join()).toBe(
    'runbook,title,runs,done,aborted,open,successPercent,leastMs',
  );
  expect(trends).toEqual([
    expect.stringMatching(/^b\.md,B,1,0,0,1,,,,,,,[^,]+,1,,,,,,,1$/),
    expect.stringMatching(/^a\.md,A,1,1,0,0,100,(\d+),\1,\1,\1,\1,,,,,,,\d{8}T\d{6}Z-a-\w+,\S+Z,1$/),
  ]);
  expect(await place.run(['runs', '--csv', '--json'])).toMatchObject({ exit: 2 });
  const { stdout: text } = await place.run(['trends', 'a.md']);
  expect(text).toMatch(
    /^a\.md {2}1 run: 1 done, 0 aborted, 0 open\n {2}succeeds {7}100 %\n {2}usually takes {2}/,
  );
  expect(text).toMatch(/\n {2}by day .*\n {2}\d{4}-\d\d-\d\d +1 100 % {2}[^\n]*\|/);
  const { stdout: other } = await place.run(['trends', 'b.md']);
  expect(other).toMatch(/\n {2}fails most {5}\S+ .+, in 1 of 1 runs\n/);
  expect((await place.run(['trends', 'c.md'])).exit).toBe(1);
  expect((await place.run(['trends', 'a.md', 'b.md'])).exit).toBe(2);
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}done {5}a\.md {2}/);
});

test('says what to do where there is none, and takes one directory', async () => {
  using place = new Place({});
  expect(await place.run(['runs'])).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('No runs yet.') as string,
  });
  expect(await place.run(['runs', '--json'])).toMatchObject({ exit: 0, stdout: '[]' });
  for (const args of [
    ['runs', 'nowhere'],
    ['findings', 'nowhere'],
    ['trends', '--dir', 'nowhere'],
  ])
    expect(await place.run(args)).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no directory nowhere.') as string,
    });
  expect(await place.run(['runs', 'a', 'b'])).toMatchObject({ exit: 2 });
});
