// A command is edited while it is walked: shown first, confirmed by its digest, in the log before it runs, and never in the file.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checked,
  command,
  confirm,
  everything,
  propose,
  runbook,
  runTo,
  told,
  type Edited,
} from './editor.ts';
import { Place } from './place.ts';
import { until } from './viewer.ts';

test('an edit is shown, confirmed, signed, run alone, and told of in the report', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  expect(await propose(viewer, { title: 'Say', text: 'echo uno\r\n' })).toEqual({ ok: true });
  const { proposal } = command(viewer, 'Say');
  expect(proposal).toMatchObject({ text: 'echo uno', risks: [], endless: false });
  expect(proposal?.difference).toEqual([
    { kind: 'removed', text: 'echo one' },
    { kind: 'added', text: 'echo uno' },
  ]);
  expect((await place.log()).entries.map(({ type }) => type)).not.toContain('command.edited');

  expect(await confirm(viewer, 'Say')).toEqual({ ok: true });
  await until('it has run', () => command(viewer, 'Say').state === 'passed');
  const step = viewer.step('Say');
  // The rest of the step waits for its own press.
  expect(step.commands.map(({ state }) => state)).toEqual(['passed', 'waiting']);
  expect(step.commands[0]?.output?.tail).toEqual(['uno']);
  expect(step.commands[0]?.edited).toMatchObject({
    text: 'echo uno',
    reason: 'the port has moved',
    ran: true,
  });
  await viewer.runTo('Say', 'passed');

  const record = await place.log();
  const types = record.entries.map(({ type }) => type);
  const from = types.indexOf('command.edited');
  expect(types.slice(from - 1, from + 5)).toEqual([
    'object',
    'command.edited',
    'checkpoint',
    'sig',
    'step.started',
    'attempt.started',
  ]);
  const decision = record.entries.find(entry => entry.type === 'command.edited');
  const attempt = record.entries.find(entry => entry.type === 'attempt.started');
  expect(decision).toMatchObject({
    stmt: 0,
    cmd: 'echo uno',
    reason: 'the port has moved',
    by: 'person',
    endless: false,
  });
  expect(attempt).toMatchObject({
    cmd: 'echo uno',
    edit: decision?.editDigest,
    stmtDigest: decision?.editDigest,
  });
  const patch = Buffer.from(record.content(decision?.diff ?? '') ?? []).toString();
  expect(patch).toContain('-echo one');
  expect(patch).toContain('+echo uno');
  expect(fs.readFileSync(place.runbook, 'utf8')).toBe(runbook);

  await viewer.do({ type: 'close', result: 'aborted', reason: 'seen enough' });
  await checked(place);
  const report = await place.handrail(['report', place.runFolder]);
  expect(report.said).toContain('| Overrides | 1 edited command |');
  expect(report.said).toContain('**Say**: passed, edited by');
  expect(report.said).toContain('the port has moved');
  expect(report.said).toContain('+echo uno');
});

describe('what would not run is refused with a sentence, and nothing is kept', () => {
  const cases: readonly (Edited & { readonly told: string })[] = [
    { title: 'Say', text: '', told: 'empty' },
    { title: 'Say', text: 'echo one', told: 'same' },
    { title: 'Say', text: 'echo one\r\n', told: 'same' },
    { title: 'Say', text: 'echo "open', told: 'syntax' },
    { title: 'Say', text: 'echo <name>', told: 'blanks' },
    { title: 'Say', text: 'echo a\u202eb', told: 'hidden' },
    { title: 'Say', text: 'echo a\u200bb', told: 'hidden' },
    { title: 'Say', text: 'echo "hunter2-hunter2"', told: 'secret' },
    { title: 'Say', text: 'echo aHVudGVyMi1odW50ZXIy', told: 'secret' },
    { title: 'Say', text: 'echo "$REGION"', told: 'ok' },
    { title: 'Say', statement: 1, text: 'echo due', told: 'not-next' },
    { title: 'Say', statement: 7, text: 'echo due', told: 'gone' },
  ];
  test('each of them', async () => {
    const place = new Place(runbook);
    const viewer = await place.open();
    await viewer.give('API_TOKEN', 'hunter2-hunter2');
    for (const one of cases) {
      const reply = await propose(viewer, one);
      expect([one.text, told(reply)]).toEqual([one.text, one.told]);
      if (!reply.ok) expect(reply.message).toMatch(/^\P{Lu}*\p{Lu}?.*Nothing was run\.$/u);
    }
    const { entries } = await place.log();
    expect(entries.filter(({ type }) => type === 'command.edited' || type === 'attempt.started')).toEqual([]);
    expect(await everything(place)).not.toContain('hunter2-hunter2');
  });
});

test('a confirmation is of the text that was shown, once, with a reason, and of now', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.do({ type: 'note', step: viewer.id('Say'), text: 'began' });
  expect(told(await confirm(viewer, 'Say'))).toBe('gone');
  await propose(viewer, { title: 'Say', text: 'echo uno' });
  const first = command(viewer, 'Say').proposal?.digest ?? '';
  await propose(viewer, { title: 'Say', text: 'echo eins; sleep 1' });
  // What was shown before is not what is shown now.
  expect(told(await confirm(viewer, 'Say', { digest: first }))).toBe('gone');
  expect(told(await confirm(viewer, 'Say', { statement: 1, digest: first }))).toBe('not-next');
  for (const reason of ['', 'n/a', 'abc'])
    expect(told(await confirm(viewer, 'Say', { reason }))).toBe('needs-reason');
  const { revision } = viewer.view;
  const { digest = '' } = command(viewer, 'Say').proposal ?? {};
  await viewer.give('name', 'kim');
  const old = {
    type: 'edit.confirm',
    step: viewer.id('Say'),
    statement: 0,
    digest,
    reason: 'long enough',
  } as const;
  expect(told(await viewer.ask({ ...old, revision }))).toBe('out-of-date');
  // A value has changed what it was compared with.
  expect(command(viewer, 'Say').proposal).toBeUndefined();
  await propose(viewer, { title: 'Say', text: 'echo eins; sleep 1' });
  const replies = await Promise.all([confirm(viewer, 'Say'), confirm(viewer, 'Say')]);
  expect(replies.map(told)).toEqual(['ok', expect.stringMatching(/gone|not-allowed|busy/)]);
  await until('it has run', () => command(viewer, 'Say').state === 'passed');
  const { entries } = await place.log();
  expect(entries.filter(({ type }) => type === 'attempt.started')).toHaveLength(1);
  expect(entries.filter(({ type }) => type === 'command.edited')).toHaveLength(1);
});

test('a retry is of the original unless the edit is chosen, and the command line retries the original', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.runTo('Say', 'passed');
  await viewer.runTo('Fail', 'failed');
  await propose(viewer, { title: 'Fail', text: 'cat flag' });
  await confirm(viewer, 'Fail');
  await until(
    'it has failed again',
    () => viewer.step('Fail').attempt === 2 && viewer.step('Fail').state === 'failed',
  );
  const { edited } = command(viewer, 'Fail');
  expect(edited).toMatchObject({ ran: true, text: 'cat flag' });
  await viewer.run('Fail');
  await until(
    'the original has run',
    () => viewer.step('Fail').attempt === 3 && viewer.step('Fail').state === 'failed',
  );
  expect(command(viewer, 'Fail')).toMatchObject({ edited: { ran: false }, output: { tail: ['wrong'] } });

  viewer.close();
  await place.killRunner();
  const resumed = await place.handrail([
    'run',
    '--resume',
    place.runFolder,
    '--yes',
    '--var',
    'API_TOKEN=tok-0123456789',
    '--var',
    'name=n',
  ]);
  expect([resumed.exit, resumed.said]).toEqual([1, expect.stringContaining('$ echo "wrong" && false')]);

  const again = await place.open({ adopt: place.runFolder });
  fs.writeFileSync(join(place.workspace, 'flag'), 'found\n');
  const { digest = '' } = command(again, 'Fail').edited ?? {};
  const retry = { type: 'edit.retry', step: again.id('Fail'), statement: 0 } as const;
  expect(told(await again.ask({ ...retry, revision: again.view.revision, digest: '0'.repeat(64) }))).toBe(
    'gone',
  );
  expect(told(await again.ask({ ...retry, revision: again.view.revision, digest }))).toBe('ok');
  await runTo(again, 'Fail', 'passed');
  expect(command(again, 'Fail')).toMatchObject({ edited: { ran: true }, output: { tail: ['found'] } });
  const { entries } = await place.log();
  // One decision; both attempts of it name it.
  expect(entries.filter(({ type }) => type === 'command.edited')).toHaveLength(1);
  expect(
    entries.flatMap(entry => (entry.type === 'attempt.started' && entry.edit === digest ? [1] : [])),
  ).toHaveLength(2);
});

test('a guard holds for the edit too, and a risk that the edit brings has to be typed', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.give('API_TOKEN', 't0ken-t0ken');
  await viewer.give('name', 'kim');
  await propose(viewer, { title: 'Say', text: 'rm -f nothing' });
  const { proposal } = command(viewer, 'Say');
  expect(proposal?.risks).not.toEqual([]);
  const words = proposal?.guard?.name ?? '';
  // What it acts on.
  expect(words).toBe('nothing');
  expect(told(await confirm(viewer, 'Say'))).toBe('needs-name');
  expect(told(await confirm(viewer, 'Say', { confirm: `${words} ` }))).toBe('needs-name');
  expect(told(await confirm(viewer, 'Say', { confirm: words }))).toBe('ok');
  await until('it has run', () => command(viewer, 'Say').state === 'passed');
  for (const title of ['Fail', 'Ask'])
    await viewer.do({ type: 'step.skip', step: viewer.id(title), reason: 'not now' });
  expect(await propose(viewer, { title: 'Guarded', text: 'echo kept' })).toEqual({ ok: true });
  expect(command(viewer, 'Guarded').proposal?.guard?.name).toBe('orders');
  expect(told(await confirm(viewer, 'Guarded'))).toBe('needs-name');
  expect(told(await confirm(viewer, 'Guarded', { confirm: 'orders' }))).toBe('ok');
  await runTo(viewer, 'Guarded', 'passed');
  expect(
    (await place.log()).entries.find(
      entry => entry.type === 'command.edited' && entry.confirmed === 'orders',
    ),
  ).toBeDefined();
});

test('a secret reaches an edited command by its name, and is nowhere in clear', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.give('API_TOKEN', 'hunter2-hunter2');
  for (const title of ['Say', 'Fail'])
    await viewer.do({ type: 'step.skip', step: viewer.id(title), reason: 'not now' });
  // The runbook's own text still lacks a value; the edited one does not need it.
  expect(viewer.step('Ask').blocked).toMatchObject({ kind: 'values' });
  expect(
    told(await propose(viewer, { title: 'Ask', text: 'echo "$API_TOKEN" | wc -c; echo "$API_TOKEN"' })),
  ).toBe('ok');
  expect(told(await confirm(viewer, 'Ask', { reason: 'token hunter2-hunter2 is long' }))).toBe('ok');
  await runTo(viewer, 'Ask', 'passed');
  expect(command(viewer, 'Ask').output?.tail[0]).toBe('16');
  const { entries } = await place.log();
  expect(entries.find(entry => entry.type === 'command.edited')?.reason).toMatch(/^token .* is long$/);
  expect(await everything(place)).not.toContain('hunter2-hunter2');
});
