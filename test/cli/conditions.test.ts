import { expect, test } from 'vitest';
import { checkAll, done, type Case } from './checkRun.ts';
import { bash, Place } from './handrail.ts';

const restartIfFailed = bash('# Restart the service.', '# If the login failed:', 'echo undone');
const stuck = `## Rollback\n${bash('# If the rollout hangs:', 'echo back')}`;
const optional = '<!-- handrail: title="Warm the cache" optional id=cache -->\n';
const rollback = `# D\n${bash('echo one')}\n## Rollback\n\n`;

/** An item over commands that a walk leaves out, behind a line of its own, and one over commands that it runs. */
function items(before: string, ...commands: readonly string[]): string {
  const fence = (...lines: readonly string[]): string =>
    ['```bash', ...lines, '```'].map(line => `   ${line}\n`).join('');
  return `# D\n\n1. Warm the cache:\n\n${before}${fence(...commands)}\n2. Go:\n\n${fence('echo go')}`;
}

const conditions: readonly Case[] = [
  {
    name: 'a condition leaves out what stands below it up to a blank line, and no success',
    runbook: `# D\n${bash('# If the login failed:', 'echo lost', 'echo more', '', 'echo one', '', '# If there are no errors, go live', 'echo two')}`,
    exit: 0,
    prints: ['one', 'two', done],
    never: ['\nlost', '\nmore'],
    stderr:
      /Line 4 is for a condition .*"If the login failed".*\n.*Line 5 is for a condition .*"If the login failed"/,
  },
  {
    name: 'what is for a condition is run where it is named',
    runbook: `# D\n${bash('echo one')}\n${restartIfFailed}`,
    args: ['--yes', '--only', 'restart-the-service-if-the-login-u3azcxg'],
    exit: 0,
    prints: ['undone', done],
    never: ['\none'],
  },
  {
    name: 'a section that holds nothing else runs what is for a condition',
    runbook: `# D\n${bash('echo one')}\n${stuck}`,
    args: ['--yes', '--section', 'rollback'],
    exit: 0,
    prints: ['back', done],
    never: ['\none'],
  },
  {
    name: 'what a sentence about a failure stands above is run',
    runbook: `# D\n${bash('echo one')}\nIf the smoke test fails you will be paged; now run the rollout:\n\n${bash('echo two')}\nBei Fehlern bricht das Skript selbst ab:\n\n${bash('echo three')}`,
    exit: 0,
    prints: ['one', 'two', 'three', done],
  },
  {
    name: 'what the text refuses is not run, whatever is named',
    runbook: `# D\n${bash("# Don't do this:", 'echo wrong', '# Do this instead:', 'echo right')}`,
    args: ['--yes', '--section', 'd'],
    exit: 0,
    prints: ['right', done],
    never: ['\nwrong'],
  },
  {
    name: 'what a comment refuses is not asked for, nor called another way',
    runbook: `# D\n${bash('# WRONG', 'echo "wrong $ORDER <pod>"', '', 'echo more', '# RIGHT', 'echo right')}`,
    exit: 0,
    prints: ['right', done],
    never: ['\nwrong', '\nmore', 'ORDER', 'pod'],
    stderr:
      /Line 4 is what the runbook says not to run \("WRONG"\).*\n.*Line 6 is what the runbook says not to run/,
  },
  {
    name: 'a label with a reason refuses nothing where no other says what is right',
    runbook: `# D\n${bash('# BAD: the pods crash', 'echo one', '# Restart', 'echo two')}`,
    exit: 0,
    prints: ['one', 'two', done],
  },
  {
    name: 'a forbidden command that is commented out refuses not the one below it',
    runbook: `# D\n${bash("# Don't do this:", '# rm -rf /tmp/orders', 'echo kept', '', '# Never run this', '# before the backup', 'echo backed')}`,
    exit: 0,
    prints: ['kept', 'backed', done],
  },
  {
    name: 'what its author marks as optional is passed over, and what words call so is not',
    runbook: `# D\n${bash('echo one')}\n${optional}${bash('echo warm')}\n### Check (optional)\n\n${bash('echo two')}`,
    exit: 0,
    prints: ['one', 'two', done],
    never: ['\nwarm'],
    stderr: /Line 7 is optional, so it was not run\./,
  },
  {
    name: 'what is optional is run where it is named, and then has to succeed',
    runbook: `# D\n${bash('echo one')}\n${optional}${bash('echo warm; false')}`,
    args: ['--yes', '--only', 'cache-zeasm4b'],
    exit: 1,
    prints: ['warm'],
    never: ['\none', done],
  },
  {
    name: 'a runbook that holds only what is optional runs nothing',
    runbook: `# D\n${optional}${bash('echo warm')}`,
    exit: 2,
    never: [done, '\nwarm'],
    stderr: /so nothing was run.*\n {2}--only cache-zeasm4b {2}\(line 3, optional\)/,
  },
  {
    name: 'a section that holds what is optional, too, leaves what is for a condition to a person',
    runbook: `${rollback}${optional}${bash('echo warm')}\n${bash('# If the rollout hangs:', 'echo back')}`,
    args: ['--yes', '--section', 'rollback'],
    exit: 2,
    never: [done, '\nwarm', '\nback'],
    stderr: /so nothing was run/,
  },
  {
    name: 'what is optional under a condition is optional where the condition holds',
    runbook: `${rollback}${optional}${bash('# If the login failed:', 'echo warm')}\n${bash('# If the rollout hangs:', 'echo back')}`,
    args: ['--yes', '--section', 'rollback'],
    exit: 0,
    prints: ['back', done],
    never: ['\nwarm'],
    stderr: /is optional, so it was not run/,
  },
  {
    name: 'an item is not signed where all of its commands are optional',
    runbook: items('   <!-- handrail: optional -->\n', 'echo warm'),
    exit: 0,
    prints: ['-- skipped: Warm the cache', 'go', '[x] Go', done],
    never: ['\nwarm', '[x] Warm'],
    stderr: /Line 6 is optional, so it was not run\./,
  },
  {
    name: 'nor where all of them are for a condition',
    runbook: items('', '# If the login failed:', 'echo warm'),
    exit: 0,
    prints: ['-- skipped: Warm the cache', 'go', '[x] Go', done],
    never: ['\nwarm', '[x] Warm'],
  },
  {
    name: 'but where others of it are run',
    runbook: items('   <!-- handrail: optional -->\n', 'echo warm').replace(
      '\n2. Go',
      '\n   ```bash\n   echo sure\n   ```\n\n2. Go',
    ),
    exit: 0,
    prints: ['sure', '[x] Warm the cache', 'go', '[x] Go', done],
    never: ['\nwarm'],
  },
  {
    name: 'a walk that would run nothing is not done',
    runbook: `# D\n${restartIfFailed}`,
    exit: 2,
    never: [done],
    stderr: /so nothing was run.*\n {2}--only \S+ {2}\(line 2, under the condition "If the login failed"\)/,
  },
  {
    name: 'a condition behind a command is a remark, also in an optional block',
    runbook: `# D\n**Restart (optional)**\n\n${bash('echo hangs # if it hangs')}`,
    exit: 0,
    prints: ['hangs', done],
  },
  {
    name: 'what is passed over sets no value',
    runbook: `# D\n${bash('# If you deploy to staging:', 'TARGET=staging', '', 'echo "to $TARGET"')}`,
    exit: 3,
    never: ['\nto'],
    prints: ['  TARGET has no value (line 6). Give it by --var TARGET=… or the environment.'],
  },
  {
    name: 'a block that runs whole leaves nothing out',
    runbook: '# D\n```bash run=block\n# If the login failed:\necho one\n\necho two\n```\n',
    exit: 0,
    prints: ['one', 'two', done],
  },
];

checkAll({ conditions });

test('an optional step that failed has to be settled, and is not said to have been passed over', async () => {
  const steps = [bash('echo one'), `${optional}${bash('echo warm', 'test -e go')}`, bash('echo two')];
  using place = new Place({ 'a.md': `# D\n${steps.join('\n')}` });
  const only = ['--only', 'cache-zeasm4b', '--yes'];
  expect((await place.run(['run', 'a.md', ...only])).exit).toBe(1);
  const held = await place.run(['run', '--resume', place.last, '--yes']);
  expect(held.exit, held.stdout).toBe(3);
  expect(held.stdout).toContain(
    'it need not be done, but was run and failed. Run it by --only cache-zeasm4b,',
  );
  expect(held.stdout + held.stderr).not.toContain('so it was not run');
  place.write('go', '');
  const again = await place.run(['run', '--resume', place.last, ...only]);
  expect(again.exit, again.stdout).toBe(0);
});
