import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import { bashVersion } from './cases.ts';
import { isThere } from '../../../src/adapters/session/processes/foreground.ts';
import { openHarness, until, withSession } from './harness.ts';

const secret = `p$s "w'rd/+é&< and more`;

// What a person would set up in a shell, and how it is seen to be there.
const state: readonly (readonly [name: string, make: string, see: string, seen: string])[] = [
  ['directory', 'mkdir -p "a b"; cd "a b"', 'basename "$PWD"', 'a b\n'],
  ['variable', `plain='it''s "quoted" $HOME \\ !'`, 'echo "$plain"', `its "quoted" $HOME \\ !\n`],
  [
    'variable of lines',
    `lines=$'one\\ntwo\\tthree\\001'`,
    'printf %s "$lines" | od -An -c | tr -d " \\n"',
    'one\\ntwo\\tthree001',
  ],
  ['bytes that are no text', `bytes=$'\\xff\\xfe'`, 'printf %s "$bytes" | od -An -tx1', ' ff fe\n'],
  ['exported variable', 'export SHOWN=1', `bash -c 'echo "$SHOWN"'`, '1\n'],
  ['unset variable', 'unset HOME', 'echo "${HOME-none}"', 'none\n'],
  ['number', 'declare -i number=4; number+=3', 'number+=1; echo "$number"', '8\n'],
  ['array', 'array=(1 "two three" "")', 'echo "${#array[@]}:${array[1]}"', '3:two three\n'],
  ['map', 'declare -A map=([a b]="c d")', 'echo "${map[a b]}"', 'c d\n'],
  ['readonly', 'readonly fixed=1', '(fixed=2) 2>/dev/null; echo "$?:$fixed"', '1:1\n'],
  ['function', 'greet() { local who=$1; cat <<END\nhello $who\n}\nEND\n}', 'greet you', 'hello you\n}\n'],
  ['exported function', 'shout() { echo "$1!"; }; export -f shout', '"$BASH" -c "shout hi"', 'hi!\n'],
  ['alias', "alias again='echo once more'", 'again', 'once more\n'],
  ['shell option', 'shopt -s nullglob extglob', 'shopt -q nullglob extglob; echo $?', '0\n'],
  ['trap', "trap 'echo used' USR1", 'kill -USR1 $$; :', 'used\n'],
  ['umask', 'umask 027', 'umask', '0027\n'],
  ['arguments', "set -- a 'b c' ''", 'echo "$#:$2"', '3:b c\n'],
  ['IFS', 'IFS=:', 'x=a:b; echo $x', 'a b\n'],
];

// Maps came with bash 4.
const known = state.filter(([name]) => name !== 'map' || bashVersion >= 4);

test.concurrent.each(known)('%s is restored after an exit', async (...[, make, see, seen]) => {
  await withSession({}, async harness => {
    expect((await harness.run(make)).output).toBe('');
    expect((await harness.run('exit 1')).outcome).toEqual({ kind: 'exited', exit: 1 });
    expect((await harness.run(see)).output).toBe(seen);
  })();
});

test('all of it is restored in a later session', async () => {
  const first = await openHarness();
  const environment = { ...cleanEnvironment({ PATH: process.env['PATH'], HOME: first.folder }), EXTRA: '1' };
  for (const [name, make] of known) if (!['IFS', 'directory'].includes(name)) await first.run(make);
  await first.session.close();
  const second = await openHarness({
    environment,
    snapshotFolder: join(first.folder, 'state'),
    restore: true,
  });
  for (const [name, , see, seen] of known) {
    if (!['IFS', 'directory'].includes(name)) expect((await second.run(see)).output).toBe(seen);
  }
  expect(second.events).toMatchObject([
    { type: 'restored', change: { event: 'resumed', missing: [] }, cwd: first.folder },
  ]);
  await second.close();
  await first.close();
});

test(
  'variables stay, also when the shell is replaced',
  withSession({ secrets: () => [secret] }, async ({ run, events }) => {
    const variables = { POD: 'web-1', TOKEN: secret };
    expect((await run('echo "$POD"', { variables })).output).toBe('web-1\n');
    await run('POD=web-2; copy=$TOKEN; exit 1');
    await run('POD=web-3; copy=$TOKEN');
    await run('exit 1');
    const again = await run('echo "$POD:${copy-gone}:$TOKEN"');
    expect(Buffer.from(again.output, 'latin1').toString()).toBe(`web-3:gone:${secret}\n`);
    expect(events.at(-1)).toMatchObject({ type: 'restored', change: { missing: ['TOKEN', 'copy'] } });
  }),
);

test(
  'a directory that has gone is not waited for',
  withSession({}, async ({ run, folder }) => {
    mkdirSync(join(folder, 'gone'));
    await run('cd gone; rmdir ../gone; true');
    await run('exit 1');
    expect((await run('echo "$PWD"')).output).toBe(`${folder}\n`);
  }),
);

test(
  'what is looked up beside the session inherits its variables, not the mark of what commands start',
  withSession({}, async harness => {
    await harness.run('export KUBECONFIG=/elsewhere; hidden=x; : "${HANDRAIL_SESSION?}"');
    const { KUBECONFIG, hidden, HANDRAIL_SESSION } = harness.session.environment() ?? {};
    expect([KUBECONFIG, hidden, HANDRAIL_SESSION]).toEqual(['/elsewhere', undefined, undefined]);
  }),
);

// What ends the shell, and what the next one then knows of what the ending statement had set by then.
const ends: readonly (readonly [name: string, ending: string, from: 'end' | 'before'])[] = [
  ['a failure under -e', 'false', 'end'],
  ['a failure under -e in a function', 'f() { local new=own; false; }; f', 'end'],
  ['a failure under -eu in a pipeline, traced', 'set -eux -o pipefail; false | true', 'end'],
  ['an unset variable under -u', 'set -u; echo "$nowhere"', 'end'],
  ['an exit', 'exit 3', 'end'],
  ['an exit with all closed', 'exec >&- 2>&- <&-; exit 3', 'end'],
  [
    'an exit in a function, whose own variables are nobody else’s',
    'f() { local new=own; exit 3; }; f',
    // Bash 3.2 has left the function by then.
    bashVersion >= 4 ? 'before' : 'end',
  ],
  ['a trap on EXIT of its own', "trap 'new=late' EXIT; exit 3", 'before'],
  ['another program in its place', 'exec true', 'before'],
  ['a signal that kills', 'kill -KILL $$', 'before'],
];

test.concurrent.each(ends)('after %s', async (_, ending, from) => {
  await withSession({}, async ({ session, run, events }) => {
    await run('old=1; set -- a');
    session.beginBlock();
    await run('set -e');
    const end = await run(`new='it is'; old=2; mkdir -p sub; cd sub\n${ending}`);
    const change = { event: 'ended', from, missing: [] };
    expect(end.shell).toEqual(change);
    expect(events).toMatchObject([{ type: 'restored', change }]);
    session.endBlock();
    const after = await run('echo "$old,${new-none},$1,${PWD##*/},$(trap -p EXIT)"');
    expect(after.output).toMatch(from === 'end' ? /^2,it is,a,sub,/ : /^1,none,a,hr-[^,]*,/);
    expect(after.shell).toBeUndefined();
    // The trap by which the shell said so is the new one's own, and stands there once.
    expect(after.output.match(/trap --/g)).toHaveLength(1);
  })();
});

test(
  'a trap on EXIT that somebody has set goes on to the next shell, and is heard where that ends',
  withSession({}, async ({ run }) => {
    await run("trap 'echo bye' EXIT");
    expect((await run('kill -KILL $$')).outcome).toMatchObject({ kind: 'signalled' });
    expect((await run('exit 3')).output).toContain('bye\n');
  }),
);

test(
  'what of a shell another cannot have is said: a directory that has gone, jobs, what held a secret',
  withSession({ secrets: () => [secret] }, async ({ run, folder, events }) => {
    await run('sleep 60 & echo $! >job; mkdir gone; cd gone; copy=$TOKEN', {
      environment: { TOKEN: secret },
    });
    const { shell } = await run('rmdir "$PWD"; exit 1');
    const gone = { gone: join(folder, 'gone'), jobs: true };
    expect(shell).toEqual({ event: 'ended', from: 'end', missing: ['copy'], ...gone });
    expect(events).toHaveLength(1);
    await run(`kill -KILL $(cat '${join(folder, 'job')}')`);
  }),
);

test(
  'a shell that ended between two commands is said with the next one, and a folder that was made again too',
  withSession({}, async ({ run, folder }) => {
    await run('TMOUT=1; kept=1');
    const { output } = await run('echo $$');
    process.kill(Number(output), 'SIGKILL');
    await until(() => !isThere(Number(output)));
    const next = await run('echo "$kept"');
    expect(next).toMatchObject({ output: '1\n', shell: { event: 'endedBefore', from: 'before' } });
    rmSync(join(folder, 'session'), { recursive: true });
    expect((await run('echo "$kept"')).shell).toEqual({ event: 'mended' });
    expect((await run('echo "$kept"')).shell).toBeUndefined();
  }),
);
