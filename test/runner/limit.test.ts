// A command with a limit: it is ended when that is over, or given more time before.
import { readFileSync, writeFileSync } from 'node:fs';
import { execa } from 'execa';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Place } from './place.ts';
import { until } from './viewer.ts';

function limited(title: string, limit: string, text: string): string {
  return `\`\`\`bash ${limit}\n# ${title}\n${text}\n\`\`\`\n`;
}

test('a command is ended at its limit, and the page says how long it had', async () => {
  const place = new Place(`# L\n${limited('Wait', 'timeout=400ms', 'sleep 60')}`);
  const viewer = await place.open();
  const step = await viewer.runTo('Wait', 'failed');
  expect(step.commands[0]).toMatchObject({ outcome: { kind: 'timedOut' }, limitMs: 400 });
  const { entries } = await place.log();
  expect(entries.find(({ type }) => type === 'attempt.started')).toMatchObject({ limitMs: 400 });
});

test('a command is given more time, which is recorded; afterwards nothing can be given', async () => {
  const place = new Place(
    `# L\n${limited('Wait', 'timeout=200s', 'mkfifo go; read line <go; echo "$line"')}${limited('Free', '', 'sleep 60')}`,
  );
  const viewer = await place.open();
  await viewer.run('Wait');
  const running = () => viewer.step('Wait').commands[0];
  await until('it runs', () => running()?.state === 'running');
  await viewer.do({ type: 'run.extend', step: viewer.id('Wait'), ms: 600_000 });
  await until('the new limit is shown', () => running()?.limitMs === 800_000);
  await execa('bash', ['-c', 'echo done >go'], { cwd: join(place.workspace) });
  await until('it has passed', () => viewer.step('Wait').state === 'passed');
  const extended = (await place.log()).entries.filter(({ type }) => type === 'attempt.extended');
  expect(extended).toMatchObject([{ byMs: 600_000, limitMs: 800_000, by: 'person' }]);
  expect(await viewer.ask({ type: 'run.extend', step: viewer.id('Wait'), ms: 1000 })).toMatchObject({
    code: 'not-running',
  });
  await viewer.run('Free');
  await until('the other runs', () => viewer.step('Free').commands[0]?.state === 'running');
  expect(await viewer.ask({ type: 'run.extend', step: viewer.id('Free'), ms: 1000 })).toMatchObject({
    code: 'not-allowed',
  });
});

test('a running command says which process it is, the shell where that has no other for long', async () => {
  const long = "bash -c 'echo $$ >pid; until [ -e go ]; do sleep 0.1; done'; mv go gone";
  const short = 'echo $$ >own; until [ -e go ]; do sleep 0.1; done';
  const place = new Place(`# L\n${limited('Long', '', long)}${limited('Short', '', short)}`);
  const viewer = await place.open();
  for (const [title, file] of [
    ['Long', 'pid'],
    ['Short', 'own'],
  ] as const) {
    await viewer.run(title);
    const written = (): string => readFileSync(join(place.workspace, file), 'utf8').trim();
    const shown = () => viewer.step(title).commands[0]?.process;
    await until('its process is shown', () => shown() !== undefined && String(shown()) === written());
    writeFileSync(join(place.workspace, 'go'), '');
    await until('it has passed', () => viewer.step(title).state === 'passed');
    expect(shown()).toBeUndefined();
  }
});

test('an exit code that may be normal is put to the operator, who settles it either way', async () => {
  const place = new Place(
    `# L\n${limited('Look', '', 'echo a | grep b')}${limited('Differ', '', 'diff <(echo a) <(echo b)')}`,
  );
  const viewer = await place.open();
  const asked = await viewer.runTo('Look', 'judge');
  expect(asked.commands[0]?.question).toEqual({ exit: 1, words: 'grep' });
  await viewer.do({ type: 'judge', step: viewer.id('Look'), decision: 'met' });
  await until('it has passed', () => viewer.step('Look').state === 'passed');
  await viewer.runTo('Differ', 'judge');
  await viewer.do({ type: 'judge', step: viewer.id('Differ'), decision: 'differs' });
  await until('it has failed', () => viewer.step('Differ').state === 'failed');
});
