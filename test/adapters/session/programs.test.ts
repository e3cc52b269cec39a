import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { casesOf } from './cases.ts';
import { checkCase } from './check.ts';
import { openHarness, programs, type Harness } from './harness.ts';

const canMount = spawnSync(`${programs}/fill-disk.sh`, { stdio: 'ignore' }).status === 1;

// Each of test/programs must end as the table says, and leave a session that goes on.
for (const given of casesOf('programs')) {
  const runs = given.needs === undefined || canMount ? test.concurrent : test.skip;
  runs(given.name, () => checkCase(given));
}

// 500 of them by TEST_FLOOD_MIB=500; what it takes is the time of the pipe alone, since nothing is kept here.
test('floods with as much as is wanted, and nothing is missing', { timeout: 300_000 }, async () => {
  const mib = Number(process.env['TEST_FLOOD_MIB'] ?? 32);
  let bytes = 0;
  let lines = 0;
  const harness = await openHarness({
    output: (_attemptId, chunk) => {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
      return undefined;
    },
  });
  try {
    const end = await harness.run(`"$PROGRAMS/flood.sh" ${mib}`);
    expect(end.outcome).toEqual({ kind: 'exited', exit: 0 });
    // The terminal writes each line end as two bytes.
    expect(bytes - lines).toBe(mib * 1024 * 1024);
  } finally {
    await harness.close();
  }
});

describe('a clock that jumps while a command runs', () => {
  const jumps = [
    { title: 'an hour ahead', ms: 3_600_000 },
    { title: 'a day back', ms: -86_400_000 },
    { title: 'to 1970', ms: -Date.now() },
  ];

  async function underJump(
    harness: Harness,
    ms: number,
    text: string,
  ): Promise<Awaited<ReturnType<Harness['run']>>> {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const running = harness.run(`echo begun; ${text}`, { timeoutMs: 700 });
      await harness.shows('begun');
      vi.setSystemTime(Date.now() + ms);
      return await running;
    } finally {
      vi.useRealTimers();
    }
  }

  test.each(jumps)('$title: neither its time nor its limit moves', async ({ ms }) => {
    const harness = await openHarness();
    try {
      const ended = await underJump(harness, ms, 'sleep 0.3; echo done');
      expect(ended).toMatchObject({ outcome: { kind: 'exited', exit: 0 }, output: 'begun\ndone\n' });
      expect(ended.durationMs).toBeGreaterThanOrEqual(300);
      expect(ended.durationMs).toBeLessThan(20_000);
      const limited = await underJump(harness, ms, 'sleep 60');
      expect(limited.outcome).toEqual({ kind: 'timedOut' });
      expect(limited.durationMs).toBeGreaterThanOrEqual(700);
      expect(limited.durationMs).toBeLessThan(20_000);
    } finally {
      await harness.close();
    }
  });
});
