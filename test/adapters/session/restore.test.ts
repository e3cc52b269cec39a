import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import { bashVersion } from './cases.ts';
import { openHarness, withSession } from './harness.ts';

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
    { type: 'restored', reason: 'resumed', cwd: first.folder, missing: [] },
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
    expect(events.at(-1)).toMatchObject({ type: 'restored', missing: ['TOKEN', 'copy'] });
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
