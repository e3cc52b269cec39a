// What tidies temporary folders up takes what has lain for days, while a shell waits for its next command.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { withSession } from './harness.ts';

test(
  'what goes of its folder while nothing runs is made again, and nothing of the shell is lost',
  withSession({}, async ({ run, folder, session, events }) => {
    await run('x=0; mkfifo held; read -r _ <held &');
    const pipes = ['0/state', '0/values'];
    const parts = ['.', '0', '0/t', '0/a', '0/d', '0/z', ...pipes, ...pipes];
    for (const [index, part] of parts.entries()) {
      rmSync(join(folder, 'session', part), { recursive: true, force: true });
      // As in the middle of a mending: a pipe of the name is there, and not the one that is read.
      if (index >= parts.length - pipes.length) execFileSync('mkfifo', [join(folder, 'session', part)]);
      const more = { environment: { PART: part }, variables: { COUNT: String(index) } };
      const ended = await run('x=$((x+1)); echo "$x:$PART:$COUNT"', more);
      expect(ended).toMatchObject({
        outcome: { kind: 'exited', exit: 0 },
        output: `${index + 1}:${part}:${index}\n`,
      });
      expect(session.variables().find(({ name }) => name === 'x')?.value).toBe(String(index + 1));
    }
    expect(readdirSync(join(folder, 'session'))).toContain('owner.json');
    expect(events).toEqual(parts.map(() => ({ type: 'mended' })));
    expect((await run('jobs -r | grep -c read; echo >held; wait')).output).toMatch(/^1\n/);
  }),
);

test.each(['ended', 'lost'] as const)(
  'a folder that has become somebody else’s is left alone, and a new shell has another: the last one is %s',
  async reason =>
    withSession({}, async ({ run, folder, events, session, shows }) => {
      await run('x=1');
      const running = reason === 'lost' ? run('echo go; sleep 600') : undefined;
      if (running !== undefined) await shows('go');
      rmSync(join(folder, 'session'), { recursive: true });
      mkdirSync(join(folder, 'other', '0'), { recursive: true });
      symlinkSync(join(folder, 'other'), join(folder, 'session'));
      // While a command runs, its end must not be read there.
      if (running !== undefined) expect((await running).outcome).toEqual({ kind: 'lost' });
      expect((await run('echo "$x"')).output).toBe('1\n');
      expect(events.filter(({ type }) => type === 'restored')).toMatchObject([
        { change: { event: 'foreign', from: 'before' } },
      ]);
      expect(readdirSync(join(folder, 'other'))).toEqual(['0']);
      const [own = ''] = readdirSync(folder).filter(name => name.startsWith('session-'));
      expect(readdirSync(join(folder, own))).toContain('owner.json');
      await session.close();
      expect(readdirSync(folder).filter(name => name.startsWith('session-'))).toEqual([]);
      expect(readdirSync(join(folder, 'other', '0'))).toEqual([]);
    })(),
);

test(
  'what was typed and not taken goes with its terminal',
  withSession({}, async ({ run, shows, session }) => {
    const said = vi.spyOn(console, 'error');
    const running = run('stty raw -echo; echo go; exec sleep 60');
    await shows('go');
    session.press('x'.repeat(300_000));
    session.force();
    expect((await running).outcome).toEqual({ kind: 'stopped' });
    expect((await run('echo on')).output).toBe('on\n');
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  }),
);
