import { expect, test } from 'vitest';
import {
  insides,
  isLeftWith,
  leavesShell,
  opensPosixShell,
  showsShellPrompt,
} from '../../../src/core/run/inside.ts';
import { statementOf, statementsOf } from '../shell/shell.ts';

/** Of each statement the one whose shell it is meant for and, where they differ, the one that holds the terminal; `-` for none. */
function placesIn(text: string): string {
  return insides(statementsOf(text))
    .map(place => {
      if (place === undefined) return '-';
      return place.shell === place.opener
        ? String(place.shell)
        : `${String(place.opener)}/${String(place.shell)}`;
    })
    .join(' ');
}

const blocks: readonly (readonly [what: string, text: string, places: string])[] = [
  ['nothing is opened', 'echo a\nexit', '- -'],
  ['up to its exit', 'cd x\nssh db1\nuptime\nexit\nuptime', '- - 1 1 -'],
  ['to the end where it is never left', 'ssh db1\nuptime\nrm -rf /srv/old', '- 0 0'],
  ['a shell within a shell', 'ssh db1\nsudo -i\nrm -rf /x\nexit\nuptime\nexit\nuptime', '- 0 0/1 0/1 0 0 -'],
  ['a client', 'psql -h db\nSELECT 1;\n\\q\ndate', '- 0 0 -'],
  ['each tried from here', 'ssh a\nssh b\nssh c', '- - -'],
  ['tried from here, with more behind it', 'ssh a\nssh b\nuptime', '- 0 0/1'],
  ['one after the other', 'ssh a\nuptime\nexit\nssh b\nuptime\nexit', '- 0 0 - 3 3'],
  ['what only runs there', "ssh a uptime\nkubectl exec web -- ls\nbash -c 'echo a'\necho b", '- - - -'],
  ['a container', 'kubectl exec -it web-1 -- bash\nenv\nexit\nkubectl get pods', '- 0 0 -'],
];

test.each(blocks)('%s', (_, text, places) => {
  expect(placesIn(text)).toBe(places);
});

test.each([
  ['exit', true],
  ['exit 0', true],
  ['  logout  # back', true],
  ['\\q', true],
  ['quit', true],
  ['exit()', true],
  ['exit; rm -rf x', false],
  ['exit_code=3', false],
  ['quit-service now', false],
  ['echo exit', false],
])('%s leaves a shell: %s', (text, leaves) => {
  expect(leavesShell({ text })).toBe(leaves);
});

test.each([
  ['ssh -p 22 root@db1', true],
  ['sudo -i', true],
  ['sudo su - app', true],
  ['su app', true],
  ['kubectl exec -it web-1 -c app -- /bin/sh', true],
  ['docker exec -it web bash -l', true],
  ['WHO=x bash', true],
  ['psql -h db', false],
  ['kubectl exec -it db-0 -- psql -U app', false],
  ['redis-cli', false],
  ['python3', false],
])('%s can be asked for an exit code: %s', (text, asks) => {
  expect(opensPosixShell(statementOf(text))).toBe(asks);
});

test.each([
  ['bin dev etc\n/ # ', true],
  ['$ ', true],
  ['# ', true],
  ['root@4c1e9ab:/app# ', true],
  ['[deploy@db-1 ~]$ ', true],
  ['bash-5.1$ ', true],
  ['host% ', true],
  ['(venv) me@host:~$ ', true],
  ['postgres=# ', false],
  ['orders=> ', false],
  ['app-# ', false],
  ["app'# ", false],
  ['app(# ', false],
  ['mysql> ', false],
  ['127.0.0.1:6379> ', false],
  ['>>> ', false],
  ['(gdb) ', false],
  ['costs 5$\n', false],
  ['100%\nrunning', false],
  ['', false],
])('%j shows the prompt of a shell: %s', (output, shows) => {
  expect(showsShellPrompt(output)).toBe(shows);
});

test('a shell that was entered ends with the code of its last command; others say that it was not', () => {
  expect([0, 1, 2, 130, 7].every(isLeftWith)).toBe(true);
  expect([125, 126, 127, 255].some(isLeftWith)).toBe(false);
});
