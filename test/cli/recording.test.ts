import { beforeAll, expect, test } from 'vitest';
import { execa } from 'execa';
import { provideDist } from '../built.ts';
import { Player, readCast } from '../core/report/replay.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

const runbook = `# Migration

${bash(
  '# Migrate',
  '(',
  String.raw`printf '\033[1mMigrating\033[0m tables\n'`,
  'for part in 1 2 3; do',
  String.raw`  printf '\r\033[K%s of 3 \xe2\x9c\x93' "$part"; sleep 0.03`,
  'done',
  String.raw`printf '\n\033[?1049h\033[2J\033[4;10Hinside\033[?1049l\033[32mdone\033[0m \xe6\x97'; sleep 0.03; printf '\xa5\n'`,
  'exit 3',
  ')',
)}
`;

test('a recording shows what the bytes of the log show, and says when and how it ended', async () => {
  using place = new Place({ 'a.md': runbook });
  await place.run(['run', 'a.md', '--yes']);
  const { exit, stdout } = await place.run(['report', place.last, '--format', 'asciicast']);
  expect(exit).toBe(0);
  const cast = readCast(`${stdout}\n`);
  const started = place.entries().find(({ type }) => type === 'attempt.started');
  expect(cast.header).toMatchObject({
    command: started?.['cmd'],
    timestamp: Math.floor(Number(started?.['t']) / 1000),
  });
  expect(cast.events.at(-1)?.slice(1)).toEqual(['x', '3']);
  // As docs/audit-log.md reads an output by hand.
  const { stdout: bytes } = await execa(
    'bash',
    [
      '-c',
      `jq -r 'select(.type=="object" and .role=="output").sha256' *.jsonl | while read -r d; do tail -n+2 "objects/\${d:0:2}/$d"; done`,
    ],
    { cwd: place.last, encoding: 'buffer', stripFinalNewline: false },
  );
  const [played, fed] = [new Player(cast), new Player(cast)];
  let at = 0;
  let seen: unknown;
  for (const [, code, data] of cast.events) {
    if (code !== 'o') continue;
    const next = at + Buffer.byteLength(data);
    seen = await played.write(data);
    expect(seen).toEqual(await fed.write(bytes.subarray(at, next)));
    at = next;
  }
  expect(at).toBe(bytes.length);
  expect(seen).toMatchObject({
    type: 'normal',
    rows: expect.arrayContaining(['Migrating tables', '3 of 3 ✓', 'done 日']) as unknown,
  });
});
