import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

const restartIfFailed = bash('# Restart the service.', '# If the login failed:', 'echo undone');
const stuck = `## Rollback\n${bash('# If the rollout hangs:', 'echo back')}`;
const optional = '<!-- handrail: title="Warm the cache" optional id=cache -->\n';
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
    name: 'what a sentence gives for a failure of what stands before it is passed over',
    runbook: `# D\n${bash('echo one')}\nIf the issue persists, restart it:\n\n${bash('echo again')}`,
    exit: 0,
    prints: ['one', done],
    never: ['\nagain'],
    stderr: /Line 8 is for a condition that only a person sees \("If the issue persists, restart it"\)/,
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
