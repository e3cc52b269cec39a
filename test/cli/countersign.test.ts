import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

test('a run is reviewed by somebody else, and what was found is listed', async () => {
  using place = new Place({ 'a.md': `# A\n\n${bash('true')}` });
  using bob = new Place();
  expect((await place.run(['run', 'a.md', '--yes'])).exit).toBe(0);
  const log = place.last;
  writeFileSync(join(bob.home, '.gitconfig'), '[user]\n\temail = bob@corp\n');
  const asBob = { env: { HOME: bob.home, USER: 'bob' } };
  const sign = (...args: readonly string[]): ReturnType<Place['run']> =>
    place.run(['countersign', log, ...args], asBob);

  // Nothing is assumed, and nothing contradicts itself.
  for (const args of [
    [],
    ['--accept', '--reject'],
    ['--accept', '--findings', 'x'],
    ['words'],
    ['--findings', ' '],
  ])
    expect([args, (await sign(...args)).exit]).toEqual([args, 2]);
  expect((await place.run(['countersign'])).exit).toBe(2);
  expect((await place.run(['countersign', '.', '--accept'])).exit).toBe(5);

  const own = await place.run(['countersign', log, '--accept']);
  expect([own.exit, own.stderr]).toEqual([1, expect.stringContaining('you walked this run')]);
  const before = await place.run(['verify', log, '--require', 'countersigned']);
  expect(before.exit).toBe(2);

  const done = await sign(
    '--findings',
    '@3 it waits for nothing',
    'the title is \u001b[31mwrong',
    '--reason',
    'read twice',
  );
  expect([done.exit, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(/^Verified\./);
  expect(done.stdout).toMatch(
    /\nSigned by bob@corp: accepted with findings \(2\)\.\n.*not that you saw it happen/,
  );

  const verified = await place.run(['verify', log, '--require', 'countersigned']);
  expect(verified.exit).toBe(0);
  expect(verified.stdout).toMatch(
    /Countersigned by bob@corp: verified, read, and accepted it with findings \(2\): read twice\.\n/,
  );
  expect(verified.stdout).toMatch(/COUNTERSIGNED: accepted by bob@corp with 2 findings\./);
  const json = JSON.parse((await place.run(['verify', log, '--json'])).stdout) as { reviews: unknown };
  expect(json.reviews).toMatchObject([
    { decision: 'findings', findings: 2, standing: 'counts', reason: 'read twice' },
  ]);

  // Every form of the report tells it, and what a terminal would obey is shown and not done.
  const told: Readonly<Record<string, RegExp>> = {
    md: /\*\*bob@corp\*\*: accepted, with findings, [\d: -]+ UTC\n\n> read twice\n\n- Entry 3: it waits for nothing\n- The run: the title is \uFFFD\\\[31mwrong\n/,
    html: /<strong>bob@corp<\/strong>: accepted, with findings/,
    csv: /,finding,,Entry 3: it waits for nothing\r\n(.*\r\n)?.*,countersigned,,"bob@corp: accepted, with findings/,
    json: /"standing": "counts",\s+"decision": "findings"/,
  };
  for (const [format, words] of Object.entries(told))
    expect((await place.run(['report', log, '--format', format])).stdout).toMatch(words);

  const listed = await place.run(['findings', '--json']);
  expect(JSON.parse(listed.stdout)).toMatchObject([
    {
      runbook: 'a.md',
      decision: 'findings',
      severity: 'minor',
      entry: null,
      text: 'the title is \u001b[31mwrong',
    },
    { runbook: 'a.md', entry: 3, text: 'it waits for nothing' },
  ]);
  const csv = (await place.run(['findings', '--csv'])).stdout.split('\r\n');
  expect(csv[0]).toBe('at,severity,decision,reviewer,runbook,run,entry,text,folder');
  expect(csv.slice(1, 3)).toEqual([
    expect.stringMatching(/,minor,findings,bob@corp,a\.md,\S+,,the title is \\u\{1b\}\[31mwrong,\//),
    expect.stringMatching(/,minor,findings,bob@corp,a\.md,\S+,3,it waits for nothing,\//),
  ]);
  const plain = (await place.run(['findings'])).stdout;
  expect(plain).toContain('the title is \\u{1b}[31mwrong');
  expect(plain).toMatch(/ {2}it waits for nothing\n.*, entry 3/);
  // The run is what it was: closed, and listed as such.
  expect(JSON.parse((await place.run(['runs', '--json'])).stdout)).toMatchObject([{ result: 'done' }]);
  expect((await place.run(['run', 'a.md', '--yes', '--resume', log])).exit).not.toBe(0);

  const refused = await sign('--reject', '--json');
  expect(JSON.parse(refused.stdout)).toMatchObject({ decision: 'rejected', verified: 0 });
  expect((await place.run(['verify', log, '--require', 'countersigned'])).exit).toBe(2);
  expect((await place.run(['verify', log])).exit).toBe(0);
});

test('lists no findings where nobody reviewed', async () => {
  using place = new Place({});
  expect(await place.run(['findings'])).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('No findings.') as string,
  });
  expect(await place.run(['findings', 'a', 'b'])).toMatchObject({ exit: 2 });
});
