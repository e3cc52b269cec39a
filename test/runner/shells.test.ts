// The shells and clients that are on any machine, entered for real: what is sent to each, and whose exit code is known.
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';
import { recorded, Within } from './within.ts';

interface Case {
  readonly opener: string;
  /** Each with what is to be seen of it; the last leaves. */
  readonly lines: readonly (readonly [line: string, prints: RegExp])[];
  readonly leave: string;
  readonly becomes: readonly string[];
  /** Skipped by name where this program is not there. */
  readonly needs?: string;
}

const asked = ['0 exited 3 met by rule', '1 exited 0 met by person', '2 exited 3 met by person'];
const notAsked = ['0 exited 0', '1 lost met by person'];

const shell = (opener: string, needs?: string): Case => ({
  opener,
  lines: [
    ['echo "$((40 + 2))"', /^(?:.*[#$] )?42\n.*[#$] ?$/m],
    ['(echo "$((40 + 3))"; exit 3)', /^(?:.*[#$] )?43\n.*[#$] ?$/m],
  ],
  leave: 'exit',
  becomes: [...asked, '3 exited 3 met by rule'],
  ...(needs === undefined ? {} : { needs }),
});

const client = (opener: string, line: readonly [string, RegExp], leave: string): Case => ({
  opener,
  lines: [line],
  leave,
  becomes: [...notAsked, '2 exited 0 met by rule'],
  needs: opener.split(' ')[0] ?? '',
});

const isThere = (program: string): boolean =>
  execaSync('sh', ['-c', `command -v ${program}`], { reject: false }).exitCode === 0;

test.for<Case>([
  shell('dash', 'dash'),
  shell('busybox sh', 'busybox'),
  // As a container says it: nothing but the prompt tells that a shell was opened.
  shell('docker run -it alpine'),
  // What bash cannot read ends the block that holds it, so its `exit()` is typed by hand.
  { ...client('python3', ['6 * 7', /^(?:>>> )?42$/m], ''), becomes: notAsked },
  client('sqlite3', ['select 6 * 7;', /^42$/m], '.quit'),
  client('redis-cli -p 1', ['PING', /onnect/], 'quit'),
  client('gdb', ['print 6 * 7', /= 42$/m], 'quit'),
  client('bc', ['6 * 7', /^42$/m], 'quit'),
])('$opener', async ({ opener, lines, leave, becomes, needs }, { skip }) => {
  if (needs !== undefined && !isThere(needs)) skip(`${needs} is not installed here`);
  const place = new Place(
    `# There\n\n${fence(['# Look there', opener, ...lines.map(([line]) => line), leave].filter(line => line !== '').join('\n'))}\n`,
  );
  place.program('docker', 'exec sh');
  const viewer = await place.open({
    environment: { PATH: `${place.programs}:${place.environment['PATH'] ?? ''}` },
  });
  const within = new Within(viewer, 'Look there');
  await viewer.run('Look there');
  for (const [at, [, prints]] of lines.entries()) await within.send(at + 1, prints);
  if (leave === '')
    await viewer.do({ type: 'terminal.type', step: viewer.id('Look there'), text: 'exit()\n' });
  else await within.send(lines.length + 1);
  await until(
    'it has passed',
    () => viewer.step('Look there').state === 'passed',
    () => viewer.step('Look there'),
  );
  expect([...viewer.tails.values()].join('\n')).not.toMatch(/printf|;R;/);
  expect(await recorded(place)).toEqual(becomes);
});
