// The runbook changes while it is walked: the run goes on with its text, and takes the new one only when somebody says so.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Notice } from '../../src/core/run/view/view.ts';
import type { Reply } from '../../src/protocol/event.ts';
import { checked } from './editor.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const steps = {
  first: fence('# First\necho one'),
  second: fence('# Second\necho two'),
  third: fence('# Third\necho "$GREETING"'),
  way: `## Roll back\n\n${fence('# Back\necho back')}`,
};

const page = (...parts: readonly string[]): string => `# Changes\n\n${parts.join('\n\n')}\n`;
const began = page(steps.first, steps.second, steps.third, steps.way);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
type Changed = Extract<Notice, { kind: 'runbook-changed' }>;

const notice = (viewer: Viewer): Changed | undefined =>
  viewer.view.notices.find((one): one is Changed => one.kind === 'runbook-changed');

async function write(place: Place, viewer: Viewer, text: string): Promise<void> {
  fs.writeFileSync(place.runbook, text);
  await until('it is told', () => notice(viewer)?.digest === sha256(text));
}

async function adopt(viewer: Viewer, digest: string, reason = 'the second step was wrong'): Promise<Reply> {
  return await viewer.ask({ type: 'runbook.adopt', digest, reason });
}

const told = (reply: Reply): string =>
  reply.ok
    ? 'ok'
    : reply.because?.kind === 'unfit'
      ? reply.because.unfit.kind
      : (reply.because?.kind ?? reply.code);

const titles = (viewer: Viewer): readonly string[] =>
  viewer.page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card.title] : [])),
  );

test('the banner says how much has changed and how far the run has come', async () => {
  const place = new Place(began);
  const viewer = await place.open();
  await viewer.give('GREETING', 'hello');
  const ahead = began.replace('echo two', 'echo zwei').replace('# Third', '# Drittens');
  await write(place, viewer, ahead);
  expect(notice(viewer)).toMatchObject({ lines: 2, reached: 0, ahead: 2 });
  await viewer.runTo('First', 'passed');
  await viewer.runTo('Second', 'passed');
  expect(notice(viewer)).toMatchObject({ lines: 2, reached: 1, ahead: 1 });
  await write(place, viewer, `${ahead}\nMore words.\n`);
  expect(notice(viewer)).toMatchObject({ lines: 4, reached: 1, ahead: 1 });
  const read = await viewer.ask({ type: 'runbook.read' });
  expect(read).toEqual({ ok: true, text: began });
  // One place, of which most lines are about nothing that has begun.
  await write(place, viewer, '');
  const all = began.trimEnd().split('\n').length;
  const { lines = 0, reached = 0, ahead: later = 0 } = notice(viewer) ?? {};
  expect(lines).toBe(all);
  expect(reached).toBeGreaterThan(0);
  expect(later).toBeGreaterThan(0);
  expect(reached + later).toBeLessThan(all);
  fs.writeFileSync(place.runbook, began);
  await until('it is the same again', () => notice(viewer) === undefined);
});

test('a new text is taken between steps: what is the same stays done, what is not is open again and says so', async () => {
  const place = new Place(began);
  const viewer = await place.open();
  await viewer.give('GREETING', 'hello');
  await viewer.runTo('First', 'passed');
  await viewer.runTo('Second', 'passed');
  const [first, old] = [viewer.id('First'), viewer.id('Second')];
  const text = page(
    `Some words before.`,
    steps.first,
    fence('# Second\necho zwei'),
    fence('# New\necho "new $GREETING"'),
    steps.third,
    steps.way,
  );
  await write(place, viewer, text);
  expect(told(await adopt(viewer, sha256(text)))).toBe('ok');
  expect(titles(viewer)).toEqual(['First', 'Second', 'New', 'Third', 'Back']);
  expect(viewer.id('First')).toBe(first);
  expect(viewer.step('First').state).toBe('passed');
  expect(viewer.step('Second')).toMatchObject({ state: 'ready', textChanged: true });
  expect(notice(viewer)).toBeUndefined();
  expect(viewer.view.values).toContainEqual({
    name: 'GREETING',
    set: true,
    value: 'hello',
    source: 'typed',
  });
  const second = await viewer.runTo('Second', 'passed');
  expect(second.textChanged).toBeUndefined();
  expect(second.commands[0]?.output?.tail).toEqual(['zwei']);
  expect((await viewer.runTo('New', 'passed')).commands[0]?.output?.tail).toEqual(['new hello']);

  const record = await place.log();
  const { entries } = record;
  const at = entries.findIndex(({ type }) => type === 'runbook.adopted');
  expect(entries.slice(at, at + 3).map(({ type }) => type)).toEqual(['runbook.adopted', 'checkpoint', 'sig']);
  const decision = entries[at];
  if (decision?.type !== 'runbook.adopted') throw new Error('no decision');
  expect(decision).toMatchObject({
    from: sha256(began),
    to: sha256(text),
    reason: 'the second step was wrong',
    reopened: [{ step: viewer.id('Second'), was: old }],
  });
  expect(Buffer.from(record.content(decision.object) ?? []).toString()).toBe(text);
  expect(Buffer.from(record.content(decision.diff) ?? []).toString()).toContain('-echo two\n+echo zwei');

  // A crash, and the same text is in force.
  viewer.close();
  await place.killRunner();
  const again = await place.open();
  expect(titles(again)).toEqual(['First', 'Second', 'New', 'Third', 'Back']);
  expect(notice(again)).toBeUndefined();
  expect(again.step('First').state).toBe('passed');
  expect((await again.runTo('Third', 'passed')).commands[0]?.output?.tail).toEqual(['hello']);
  await again.do({ type: 'close', result: 'done' });
  await checked(place);
  const report = await place.handrail(['report', place.runFolder]);
  expect(report.said).toContain('1 new text of the runbook');
  expect(report.said).toContain('open again: Second');
  expect(report.said).toContain('+echo zwei');
});

test('a done step that is gone stays in the report, and an entered branch stays while its section does', async () => {
  const place = new Place(began);
  const viewer = await place.open();
  await viewer.give('GREETING', 'hello');
  await viewer.runTo('First', 'passed');
  const section = viewer.page.phases.find(({ title }) => title === 'Roll back')?.id ?? '';
  await viewer.do({ type: 'branch.enter', section, reason: 'it broke' });
  const without = page(steps.second, steps.third, steps.way);
  await write(place, viewer, without);
  expect(told(await adopt(viewer, sha256(without)))).toBe('ok');
  expect(viewer.view.branches).toEqual([section]);
  expect(titles(viewer)).toEqual(['Second', 'Third', 'Back']);
  const report = JSON.parse((await place.handrail(['report', place.runFolder, '--format', 'json'])).said) as {
    sections: readonly { steps: readonly { title: string; status: string; gone?: true }[] }[];
  };
  expect(report.sections.flatMap(one => one.steps).filter(one => one.gone)).toMatchObject([
    { title: 'First', status: 'passed' },
  ]);
  const noWay = page(steps.second, steps.third);
  await write(place, viewer, noWay);
  expect(told(await adopt(viewer, sha256(noWay)))).toBe('ok');
  expect(viewer.view.branches).toEqual([]);
  expect(viewer.view.now).toMatchObject({ kind: 'ready', step: viewer.id('Second') });
});

describe('a text that cannot be walked is refused, and the run goes on with the old', () => {
  const front = (yaml: string, ...parts: readonly string[]): string =>
    `---\n${yaml}\n---\n\n${page(...parts)}`;
  const cases: readonly { readonly name: string; readonly text: string; readonly told: string }[] = [
    { name: 'no steps', text: '# Changes\n\nOnly words.\n', told: 'no-steps' },
    { name: 'nothing at all', text: '', told: 'no-steps' },
    { name: 'front matter', text: front('inputs: [', steps.first), told: 'front-matter' },
    {
      name: 'a value',
      text: front(
        'inputs:\n  - name: GREETING\n    choices: [good day, good night]',
        steps.first,
        steps.third,
      ),
      told: 'value',
    },
  ];
  test('each of them', async () => {
    const place = new Place(began);
    const viewer = await place.open();
    await viewer.give('GREETING', 'hello');
    for (const one of cases) {
      await write(place, viewer, one.text);
      const reply = await adopt(viewer, sha256(one.text));
      expect([one.name, told(reply)]).toEqual([one.name, one.told]);
      expect(reply.ok ? '' : reply.message).toMatch(/This run goes on with the text it has\.$/);
    }
    expect((await viewer.runTo('First', 'passed')).commands[0]?.output?.tail).toEqual(['one']);
    expect((await place.log()).entries.map(({ type }) => type)).not.toContain('runbook.adopted');
  });
});

test('nothing is taken that was not seen, without a reason, or in the middle of a step', async () => {
  const place = new Place(
    page(fence('# Slow\necho a\nuntil test -e go; do sleep 0.1; done\nfalse'), steps.second),
  );
  const viewer = await place.open();
  await viewer.do({ type: 'note', step: viewer.id('Second'), text: 'began' });
  const text = page(fence('# Slow\necho b'), steps.second);
  await write(place, viewer, text);
  expect(told(await adopt(viewer, '0'.repeat(64)))).toBe('text-changed');
  for (const reason of ['', 'n/a', 'abc'])
    expect(told(await adopt(viewer, sha256(text), reason))).toBe('needs-reason');
  await viewer.do({ type: 'run.next', step: viewer.id('Slow'), revision: viewer.view.revision });
  await until('its first command has passed', () => viewer.step('Slow').commands[0]?.state === 'passed');
  expect(told(await adopt(viewer, sha256(text)))).toBe('mid-step');
  await viewer.run('Slow');
  await until('it runs', () => viewer.step('Slow').state === 'running');
  expect(told(await adopt(viewer, sha256(text)))).toMatch(/busy/);
  fs.writeFileSync(`${place.workspace}/go`, '');
  await until('it has failed', () => viewer.step('Slow').state === 'failed');
  // A failure is a pause: the text that mends it can be taken.
  const replies = await Promise.all([adopt(viewer, sha256(text)), adopt(viewer, sha256(text))]);
  expect(replies.map(told).sort()).toEqual(['ok', 'same']);
  expect(viewer.step('Slow')).toMatchObject({ state: 'ready', textChanged: true });
  expect((await viewer.runTo('Slow', 'passed')).commands[0]?.output?.tail).toEqual(['b']);
});

test('the command line says that the file has changed, and takes the new text with a reason', async () => {
  const failing = page(steps.first, fence('# Second\nfalse'), steps.third);
  const place = new Place(failing);
  const run = await place.handrail(['run', 'walk.md', '--yes', '--var', 'GREETING=hi']);
  expect(run.exit).toBe(1);
  fs.writeFileSync(place.runbook, failing.replace('false', 'echo "mended"'));
  const resume = ['run', '--resume', place.runFolder, '--yes'];
  const old = await place.handrail(resume);
  expect([old.exit, old.said]).toEqual([
    1,
    expect.stringContaining(
      'walk.md was changed: 1 line, 1 of them in steps that were begun. This run goes on',
    ),
  ]);
  fs.renameSync(place.runbook, `${place.runbook}.mended`);
  const gone = await place.handrail(resume);
  expect([gone.exit, gone.said]).toEqual([
    1,
    expect.stringContaining('walk.md is no longer there: it was renamed, moved or deleted. This run goes on'),
  ]);
  fs.renameSync(`${place.runbook}.mended`, place.runbook);
  const taken = await place.handrail([...resume, '--adopt', 'the second step is mended']);
  expect([taken.exit, taken.said]).toEqual([0, expect.stringContaining('mended')]);
  expect(taken.said).not.toContain('$ echo one');
  await checked(place);
});

test('the command line takes no new text without a reason, or where there is no run yet', async () => {
  const place = new Place(began);
  const asked = await place.handrail(['run', 'walk.md', '--adopt', 'long enough']);
  expect([asked.exit, asked.said]).toEqual([2, expect.stringContaining('--adopt goes with --resume')]);
  expect(fs.existsSync(`${place.workspace}/.handrail`)).toBe(false);
});
