// A file is kept as evidence: whole, secrets masked, and there again for whoever comes back.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import type { Reply } from '../../src/protocol/event.ts';
import { largestAttachment } from '../../src/runner/steps/attaching.ts';
import { fence, Place } from './place.ts';
import type { Viewer } from './viewer.ts';

const runbook = `# Evidence

${fence('# Say\necho "${#API_TOKEN}"')}

- [ ] Look
`;

async function attach(viewer: Viewer, path: string, title = 'Look'): Promise<Reply> {
  return await viewer.ask({ type: 'attach', step: viewer.id(title), path });
}

test('a file is kept whole, over several objects, and told of by its name', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const path = join(place.workspace, 'ekran görüntüsü.png');
  const content = Buffer.from(Array.from({ length: 2_500_000 }, (_, index) => index % 251));
  fs.writeFileSync(path, content);
  expect(await attach(viewer, path)).toEqual({ ok: true });
  expect(await attach(viewer, path, 'Say')).toEqual({ ok: true });
  const shown = [{ name: 'ekran görüntüsü.png', size: content.length }];
  expect([viewer.step('Look').files, viewer.step('Say').files]).toEqual([shown, shown]);

  const record = await place.log();
  const [note] = record.entries.filter(entry => entry.type === 'note');
  const { sha256 = '' } = note?.attachment ?? {};
  expect(note).toMatchObject({
    text: 'ekran görüntüsü.png',
    attachment: { size: content.length, masked: 0 },
  });
  expect(content.equals(record.content(sha256) ?? new Uint8Array())).toBe(true);
  const parts = record.entries.flatMap(entry =>
    entry.type === 'object' && entry.role === 'attachment' ? [entry.part] : [],
  );
  expect(parts).toEqual([0, 1, 2, 0, 1, 2]);

  await place.killRunner();
  const again = await place.open({ adopt: record.folder });
  expect(again.step('Look').files).toEqual(shown);
  await again.do({ type: 'close', result: 'aborted', reason: 'enough was seen' });
  expect(
    (await place.handrail(['verify', record.folder, '--require', 'STRUCTURE,SIGNED,SEALED,OUTPUTS'])).said,
  ).toContain('SEALED');
  const report = await place.handrail(['report', record.folder]);
  expect(report.said).toContain(
    `> Attached: ekran görüntüsü.png (${content.length} bytes, object ${sha256})`,
  );
});

test('a secret in a file is masked before it is kept', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const secret = 'tok-4711-abcdef';
  await viewer.give('API_TOKEN', secret);
  const path = join(place.workspace, 'debug.log');
  fs.writeFileSync(path, `Authorization: ${secret}\nbase64: ${Buffer.from(secret).toString('base64')}\n`);
  expect(await attach(viewer, path)).toEqual({ ok: true });
  const record = await place.log();
  const [note] = record.entries.filter(entry => entry.type === 'note');
  const kept = Buffer.from(record.content(note?.attachment?.sha256 ?? '') ?? '').toString('utf8');
  expect(note?.attachment?.masked).toBe(2);
  expect(kept).toMatch(/^Authorization: \S+\nbase64: \S+\n$/);
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain(Buffer.from(secret).toString('base64'));
});

interface Refused {
  readonly name: string;
  readonly make: (folder: string) => string;
  readonly wrong: string;
}

const refused: readonly Refused[] = [
  { name: 'no file', make: folder => join(folder, 'nothing.txt'), wrong: 'missing' },
  { name: 'a path that starts nowhere', make: () => 'walk.md', wrong: 'missing' },
  { name: 'a folder', make: folder => folder, wrong: 'not-a-file' },
  { name: 'a device that never ends', make: () => '/dev/zero', wrong: 'not-a-file' },
  {
    name: 'a pipe that nobody writes to',
    make: folder => {
      const path = join(folder, 'pipe');
      execaSync('mkfifo', [path]);
      return path;
    },
    wrong: 'not-a-file',
  },
  {
    name: 'a file that is too large',
    make: folder => {
      const path = join(folder, 'large.bin');
      fs.writeFileSync(path, '');
      fs.truncateSync(path, largestAttachment + 1);
      return path;
    },
    wrong: 'too-large',
  },
];

test('what cannot be kept is refused, and nothing is recorded', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  for (const { name, make, wrong } of refused) {
    const reply = await attach(viewer, make(place.workspace));
    expect(reply, name).toMatchObject({ ok: false, code: 'problem', because: { kind: 'file', wrong } });
  }
  expect((await place.log()).entries.map(({ type }) => type)).not.toContain('note');
});
