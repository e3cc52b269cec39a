// A command with a limit: it is ended when that is over, or given more time before.
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
