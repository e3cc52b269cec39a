// A terminal of a window, attached to the session of a run: what it is sent, what its keys and its size reach.
import { expect, test } from 'vitest';
import { Terminals } from '../../src/runner/session/terminals.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const title = 'Full screen';

/** What whole-screen programs do: another screen, single keys without an echo, drawn anew at each change of size. */
const program = [
  `draw() { printf '\\033[H\\033[2Jsize %s secret %s\\n' "$(stty size)" "$TOKEN"; }`,
  'trap draw WINCH',
  `printf '\\033[?1049h'`,
  'stty -icanon -echo -icrnl min 1',
  'draw',
  'while :; do',
  '  key=$(dd bs=1 count=1 2>/dev/null | od -An -tx1)',
  '  [ -z "$key" ] && continue',
  `  printf 'key%s.\\n' "$key"`,
  '  [ "$key" = " 71" ] && break',
  'done',
  `printf '\\033[?1049l'; stty sane; echo left`,
].join('\n');

const secret = 'tr0ub4dor-and-3';

async function shows(viewer: Viewer, text: string): Promise<void> {
  await until(
    `${JSON.stringify(text)} is shown`,
    () => viewer.screen.includes(text),
    () => viewer.screen.slice(-500),
  );
}

function place(command = 'full-screen'): Place {
  const made = new Place(
    `# Screens\n\n${fence(`# ${title}\n${command}`)}\n\n${fence('# Next\nseq 1 300000; echo next one')}\n`,
  );
  made.program('full-screen', program);
  return made;
}

async function opened(at: Place): Promise<Viewer> {
  return await at.open({
    environment: { PATH: `${at.programs}:${at.environment['PATH'] ?? ''}`, TOKEN: secret },
  });
}

test('keys, sizes and bytes go both ways, secrets masked; what is closed gives the size back', async () => {
  const at = place();
  const viewer = await opened(at);
  viewer.terminal({ kind: 'watch', columns: 91, rows: 17 });
  await viewer.run(title);
  await shows(viewer, `size 17 91 secret ${Buffer.from('•••').toString('latin1')}`);
  expect(viewer.screen).toContain('\u001B[?1049h');
  // As the keys of a terminal send them: Enter is CR, and LF is another key.
  for (const [keys, seen] of [
    ['\r', 'key 0d.'],
    ['\n', 'key 0a.'],
    ['\u001B[A', 'key 1b.\r\nkey 5b.\r\nkey 41.'],
  ] as const) {
    viewer.terminal({ kind: 'keys', keys });
    await shows(viewer, seen);
  }
  viewer.terminal({ kind: 'size', columns: 60, rows: 9 });
  // The program waits for a key before its shell runs the trap.
  viewer.terminal({ kind: 'keys', keys: 'x' });
  await shows(viewer, 'size 9 60');
  viewer.terminal({ kind: 'leave' });
  await viewer.do({ type: 'terminal.type', step: viewer.id(title), text: 'x' });
  const tail = (): string => [...viewer.tails.values()].join('\n');
  await until('it has its size again', () => tail().includes('size 30 120'), tail);
  const { screen } = viewer;
  viewer.terminal({ kind: 'keys', keys: 'q' });
  await viewer.do({ type: 'terminal.type', step: viewer.id(title), text: 'q' });
  await until('it has ended', () => viewer.step(title).state === 'passed');
  // Nothing more was sent, and the key of a closed terminal went nowhere.
  expect(viewer.screen).toBe(screen);
  expect(viewer.heard.join('\n')).not.toContain(secret);
  expect(viewer.screen).not.toContain(secret);
});

test('a terminal that is opened late gets the screen as it is, one that reads along types nothing', async () => {
  const at = place();
  const first = await opened(at);
  await first.run(title);
  await until('it is drawn', () => [...first.tails.values()].join('\n').includes('size 30 120'));
  const second = await at.open();
  await until('it reads along', () => second.acts === false);
  second.terminal({ kind: 'watch', columns: 40, rows: 10 });
  await shows(second, 'size 30 120');
  expect(second.screen).toContain('\u001B[?1047h');
  second.terminal({ kind: 'keys', keys: 'no' });
  first.terminal({ kind: 'watch', columns: 100, rows: 20 });
  first.terminal({ kind: 'keys', keys: 'y' });
  await shows(second, 'key 79.');
  // Its size counts once it acts.
  expect(second.screen).not.toContain('size 10 40');
  first.close();
  await until('it acts', () => second.acts === true);
  second.terminal({ kind: 'keys', keys: 'x' });
  await shows(second, 'size 10 40');
  second.terminal({ kind: 'keys', keys: 'q' });
  await until('it has ended', () => second.step(title).state === 'passed');
  // It stays for the next command.
  await second.runTo('Next', 'passed');
  await shows(second, 'next one');
  expect(second.screen).not.toContain('key 6e.');
});

test('what a terminal answers by itself reaches the command that asked, and never the next one', async () => {
  const listen = `IFS= read -rs -d '|' said; echo "got <$(printf %q "$said")>"`;
  const at = new Place(
    `# Replies\n\n${fence(`# Asks\nprintf '\\033[6n'; ${listen}`)}\n\n${fence(`# Leaves\nprintf '\\033[6n'`)}\n\n${fence(`# Listens\necho begun; ${listen}`)}\n`,
  );
  const viewer = await at.open();
  viewer.terminal({ kind: 'watch', columns: 80, rows: 24 });
  await viewer.run('Asks');
  await shows(viewer, '\u001B[6n');
  viewer.terminal({ kind: 'keys', keys: '\u001B[24;80R' });
  viewer.terminal({ kind: 'keys', keys: '|' });
  await shows(viewer, String.raw`got <$'\E[24;80R'>`);
  await until('it has ended', () => viewer.step('Asks').state === 'passed');
  await viewer.runTo('Leaves', 'passed');
  await viewer.run('Listens');
  await shows(viewer, 'begun');
  viewer.terminal({ kind: 'keys', keys: '\u001B[24;80R' });
  viewer.terminal({ kind: 'keys', keys: 'y|' });
  await shows(viewer, 'got <y>');
});

test('who does not follow is sent the screen as it is afterwards, not all that was printed', async () => {
  const sent: { readonly bytes: string; readonly redraw?: true }[] = [];
  let print: (bytes: Uint8Array) => void = () => undefined;
  const channel = { waiting: 0, send: (event: unknown) => sent.push(event as never), close: () => undefined };
  const terminals = new Terminals(
    {
      running: undefined,
      options: { stage: { press: () => undefined, resize: () => undefined } },
      outputs: {
        resize: () => undefined,
        watch: watcher => {
          print = watcher;
          return () => (print = () => undefined);
        },
        redraw: take => {
          take(Buffer.from('as it is'));
          return Promise.resolve();
        },
      },
    },
    () => true,
  );
  const texts = (): readonly string[] =>
    sent.map(
      ({ bytes, redraw }) => `${redraw === true ? 'redraw: ' : ''}${Buffer.from(bytes, 'base64').toString()}`,
    );
  terminals.take(channel, { kind: 'watch', columns: 80, rows: 24 });
  print(Buffer.from('first'));
  print(Buffer.alloc(1024 * 1024));
  print(Buffer.from('left out'));
  channel.waiting = 1024 * 1024;
  await until('nothing more', () => texts().length === 2);
  channel.waiting = 0;
  await until('it is drawn anew', () => texts().length === 3, texts);
  print(Buffer.from('last'));
  expect(texts()).toEqual(['redraw: as it is', 'first', 'redraw: as it is', 'last']);
  terminals.leave(channel);
  print(Buffer.from('to nobody'));
  expect(texts()).toHaveLength(4);
});
