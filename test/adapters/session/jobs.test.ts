import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { memberOfPs, processesByPs } from '../../../src/adapters/session/processes/members.ts';
import { ofBackground } from '../../../src/adapters/session/life.ts';
import type { SessionJob } from '../../../src/core/run/job.ts';
import { bashVersion } from './cases.ts';
import { table, type Case } from './jobTable.ts';
import { patience, pause, until, withSession, type Harness } from './harness.ts';

async function found(harness: Harness, wanted: (job: SessionJob) => boolean): Promise<SessionJob> {
  let job: SessionJob | undefined;
  for (const end = performance.now() + patience; job === undefined;) {
    if (performance.now() > end) throw new Error('There is no such job.');
    await pause(25);
    job = (await harness.session.jobs()).find(wanted);
  }
  return job;
}

async function gone(harness: Harness, { pid, born }: SessionJob): Promise<void> {
  for (const end = performance.now() + patience; ;) {
    const left = (await harness.session.jobs()).some(job => job.pid === pid && job.born === born);
    if (!left) return;
    if (performance.now() > end) throw new Error('It is still there.');
    await pause(25);
  }
}

const isLinux = process.platform === 'linux';

describe('what a command leaves running', () => {
  test.concurrent.each(
    table.filter(({ linux, since = 3 }) => (linux !== true || isLinux) && since <= bashVersion),
  )('$name is found', async ({ run, command, ofShell, detached, suspended = false, alone }: Case) => {
    await withSession({}, async harness => {
      const before = Date.now();
      const { attemptId } = await harness.run(run);
      const after = Date.now();
      await harness.run(':');
      // A program takes a moment to be the one that it becomes, and to stop. It belongs to its own command, whatever ran since.
      const known = {
        ...(ofShell === undefined ? {} : { ofShell }),
        ...(alone === undefined ? {} : { alone }),
      };
      const wanted = { command, detached, suspended, ...known };
      const job = await found(harness, one => isDeepStrictEqual({ ...one, ...wanted }, one));
      if (isLinux) expect(job.attemptId).toBe(attemptId);
      // The machine counts in hundredths since it was started, and says that in seconds.
      expect(job.startedAt).toBeGreaterThan(before - 5000);
      expect(job.startedAt).toBeLessThan(after + 5000);
      if (alone === true) expect(await harness.session.jobs()).toHaveLength(1);
      process.kill(alone === true ? job.pid : -job.group, 'SIGKILL');
      await gone(harness, job);
    })();
  });

  test(
    'is nothing where everything has ended, nor while a command runs',
    withSession({}, async harness => {
      // What only reads what the shell writes ends with it.
      const readers = 'exec 8> >(cat >copy) 9> >(cat | { : >begun; cat >other; })';
      await harness.run(`echo one | cat; (true); ${readers}; until [ -e begun ]; do :; done`);
      await expect.poll(() => harness.session.jobs()).toEqual([]);
      const running = harness.run(
        'echo begun; x=$(until [ -e go ]; do sleep 0.05; done); until [ -e go ]; do sleep 0.05; done',
      );
      await harness.shows('begun');
      expect(await harness.session.jobs()).toEqual([]);
      writeFileSync(`${harness.folder}/go`, '');
      await running;
    }),
  );

  test.runIf(isLinux)(
    'is found again after the shell was replaced',
    withSession({}, async harness => {
      await harness.run('(setsid sleep 38 >/dev/null 2>&1 &)');
      const job = await found(harness, ({ command }) => command === 'sleep 38');
      await harness.run('exit 1');
      expect(await found(harness, ({ pid }) => pid === job.pid)).toMatchObject({ born: job.born });
      process.kill(job.pid, 'SIGKILL');
    }),
  );

  // One begins in the same hundredth of a second in which the one before has left something: no time tells them apart.
  test.runIf(isLinux)(
    'is known by the command that started it, however soon the next one begins',
    withSession({}, async harness => {
      const begun = [
        'sleep 51 &',
        '(setsid sleep 52 >/dev/null 2>&1 &)',
        '(sleep 53; :) & sleep 54 & disown',
      ];
      const expected = new Map<string, string>();
      for (const run of begun) {
        const { attemptId } = await harness.run(run);
        await harness.run(':');
        for (const [name] of run.matchAll(/sleep \d+/g)) expected.set(name, attemptId);
      }
      // A process may still be on its way to what it becomes, and its number says whose it is then too.
      const own = async (): Promise<ReadonlyMap<string, string | undefined>> => {
        const jobs = await harness.session.jobs();
        return new Map(jobs.map(({ command, attemptId }) => [command || 'sleep 53', attemptId]));
      };
      await expect.poll(own, { timeout: patience }).toEqual(expected);
      for (const { group } of await harness.session.jobs()) process.kill(-group, 'SIGKILL');
    }),
  );

  test(
    'says how it ended, where it was the shell’s own',
    withSession({}, async harness => {
      await harness.run('mkfifo a b; (read _ <a; exit 7) & cat b & sleep 60 &');
      const jobs = await harness.session.jobs();
      expect(jobs).toHaveLength(3);
      const [seven, six, sixty] = jobs.toSorted((a, b) => a.pid - b.pid);
      if (seven === undefined || six === undefined || sixty === undefined)
        throw new Error('There are three.');
      await Promise.all(['a', 'b'].map(fifo => writeFile(`${harness.folder}/${fifo}`, '\n')));
      process.kill(-sixty.group, 'SIGTERM');
      for (const job of [seven, six, sixty]) await gone(harness, job);
      const exits = await harness.session.exits([seven.pid, six.pid, sixty.pid]);
      expect(exits).toEqual(
        new Map([
          [seven.pid, 7],
          [six.pid, 0],
          [sixty.pid, 143],
        ]),
      );
      // The question leaves no trace in what follows.
      expect(await harness.run('echo "$? $(jobs)"')).toMatchObject({ output: '0 \n' });
    }),
  );

  test(
    'is asked about without disturbing what a block has set',
    withSession({}, async harness => {
      await harness.run("trap 'echo debug' DEBUG; set -u; (exit 4)");
      expect(await harness.session.exits([process.pid])).toEqual(new Map([[process.pid, 127]]));
      const { output } = await harness.run('echo "$?"');
      expect(output).toBe('debug\n4\n');
    }),
  );
});

describe('what comes while no command runs', () => {
  test(
    'is nobody’s attempt',
    withSession({}, async harness => {
      const { attemptId } = await harness.run('mkfifo a b; (read _ <a; echo late; read _ <b; echo later) &');
      await writeFile(`${harness.folder}/a`, '\n');
      await until(() => harness.bytes(ofBackground).includes('late\r\n'));
      const second = await harness.run('echo >b; wait; echo second');
      expect(harness.bytes(attemptId).toString()).not.toContain('late');
      // Through one terminal nobody can tell these two apart.
      expect(second.output).toMatch(/^later\n(\[1\]\+ {2}Done .*\n)?second\n$/);
      expect(harness.bytes(ofBackground).toString()).toBe('late\r\n');
    }),
  );

  test(
    'is kept whole, however much it is',
    withSession({}, async harness => {
      await harness.run('(head -c 3000000 /dev/zero | tr "\\0" x; echo end) &');
      await until(() => harness.bytes(ofBackground).includes('end'));
      expect(harness.bytes(ofBackground).filter(byte => byte === 120).length).toBe(3_000_000);
    }),
  );
});

describe('closing a session', () => {
  const shown = async (harness: Harness): Promise<readonly [SessionJob, SessionJob]> => {
    await harness.run('sleep 41 & nohup sleep 42 >/dev/null 2>&1 &');
    return [
      await found(harness, ({ command }) => command === 'sleep 41'),
      await found(harness, ({ command, detached }) => command === 'sleep 42' && detached),
    ];
  };
  const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  const lives = ({ pid }: SessionJob): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test(
    'hangs up what a closed terminal would, and leaves what was told to stay',
    withSession({}, async harness => {
      const [plain, stays] = await shown(harness);
      await harness.session.close();
      await until(() => !lives(plain));
      expect(lives(stays)).toBe(true);
      process.kill(stays.pid, 'SIGKILL');
    }),
  );

  test(
    'leaves everything where that is wanted, and the EXIT trap runs',
    withSession({}, async harness => {
      await harness.run(`trap 'echo bye >${harness.folder}/trap' EXIT`);
      const [plain, stays] = await shown(harness);
      await harness.session.close('leave');
      await expect.poll(() => read(`${harness.folder}/trap`)).toBe('bye\n');
      await pause(300);
      expect([lives(plain), lives(stays)]).toEqual([true, true]);
      for (const job of [plain, stays]) process.kill(job.pid, 'SIGKILL');
    }),
  );
});

describe('where there is no /proc', () => {
  const second = (...date: readonly [number, number, number, number, number, number]): string =>
    String(new Date(...date).getTime() / 1000);

  test.each([
    [
      '  501     1   501 ttys001  Ss   Mon Nov  2 04:05:06 2026',
      { pid: 501, parent: 1, group: 501, session: 'ttys001', state: 'S', born: second(2026, 10, 2, 4, 5, 6) },
    ],
    [
      '42 7 42 ?? R+ Sun Jan 31 23:59:59 2027',
      { pid: 42, parent: 7, group: 42, session: '??', state: 'R', born: second(2027, 0, 31, 23, 59, 59) },
    ],
    ['42 7 42 ?? Z', { pid: 42, parent: 7, group: 42, session: '??', state: 'Z', born: '0' }],
  ])('a line of ps is read: %s', (line, expected) => {
    expect(memberOfPs(line)).toEqual([expected]);
  });

  test('an empty line is nobody', () => {
    expect(memberOfPs('')).toEqual([]);
  });

  // A beginning that wavers would make another process of it at each look: one that has ended, and one that was left.
  test('a process has one beginning, whenever it is looked at', async () => {
    const began = new Set<string>();
    for (const end = Date.now() + 2500; Date.now() < end;) {
      await pause(100);
      const own = (await processesByPs()).find(({ pid }) => pid === process.pid);
      began.add(own?.born ?? 'not found');
    }
    expect([...began]).toHaveLength(1);
    expect(Number([...began][0]) * 1000).toBeGreaterThan(Date.now() - process.uptime() * 1000 - 3000);
  });
});
