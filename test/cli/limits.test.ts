import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

const limited = (info: string, ...lines: readonly string[]): string =>
  ['```bash ' + info, ...lines, '```', ''].join('\n');

const limits: readonly Case[] = [
  {
    name: 'a block with a limit fails when it is over, and what follows does not run',
    runbook: `# D\n${limited('timeout=300ms', 'sleep 60')}${bash('echo after')}`,
    exit: 1,
    prints: ['-- timed out', 'Failed: sleep 60 (timed out).'],
    never: ['\nafter'],
  },
  {
    name: 'the session lives on after it',
    runbook: `# D\n${bash('A=kept')}${limited('timeout=300ms', 'sleep 60 || true')}`,
    exit: 1,
    prints: ['-- timed out'],
  },
  {
    name: 'a command of its own beats its block, that its section, that the file',
    runbook: [
      '---\ntimeout: 1h\n---\n# D\n## S\n\n<!-- handrail: timeout=30m -->\n\nText.\n',
      limited('timeout=20m', '# handrail: timeout=300ms', 'sleep 60'),
    ].join('\n'),
    exit: 1,
    prints: ['-- timed out'],
  },
  {
    name: 'the file limits what nothing nearer does',
    runbook: `---\ntimeout: 300ms\n---\n# D\n${bash('sleep 60')}`,
    exit: 1,
    prints: ['-- timed out'],
  },
  {
    name: '--timeout is for what its author does not limit',
    runbook: `# D\n${limited('timeout=1m', 'sleep 1', 'echo slept')}${bash('sleep 60')}`,
    args: ['--yes', '--timeout', '500ms'],
    exit: 1,
    prints: ['slept', '-- timed out'],
  },
  {
    name: 'where nobody is there to be asked, what ignores a TERM is killed',
    // Deaf before its time begins to run.
    runbook: `# D\n${bash('bash -c \'trap "" INT TERM; touch deaf; while :; do sleep 0.1; done\' & until [ -e deaf ]; do sleep 0.1; done; echo deaf')}${limited('timeout=300ms', 'fg')}`,
    exit: 1,
    prints: ['deaf', '-- timed out'],
  },
  {
    name: '--timeout without a time is wrong usage',
    runbook: '# D\n',
    args: ['--timeout', 'soon'],
    exit: 2,
    stderr: /--timeout needs a time such as 90s/,
  },
];

const exits: readonly Case[] = [
  {
    name: 'without a person an exit code that is not 0 is a failure, whatever it may say',
    runbook: `# D\n${bash('echo a | grep b')}`,
    exit: 1,
    prints: ['-- exited 1', 'Failed: D (exit 1).'],
    stderr: /grep ended with exit code 1, which may be normal for it.*# Expected: exit code/,
  },
  {
    name: 'unless what is expected decides it',
    runbook: `# D\n${bash('echo a | grep b', '# Expected: (empty)', 'echo on')}`,
    exit: 0,
    prints: ['-- exited 1', '-- as expected (rule): (empty)', 'on', done],
  },
  {
    name: 'an expected exit code is decided for any command',
    runbook: `# D\n${bash('(exit 4)', '# Expected: exit code 4', 'echo on')}`,
    exit: 0,
    prints: ['-- exited 4', '-- as expected (rule): exit code 4', 'on', done],
  },
  {
    name: 'and another one is a failure',
    runbook: `# D\n${bash('true', '# Expected: exit code 4', 'echo on')}`,
    exit: 1,
    prints: ['-- differs (rule): exit code 4'],
    never: ['\non\n'],
  },
  {
    name: 'a failed command is not saved by an expectation of its output',
    runbook: `# D\n${bash('echo PONG; false', '# Expected: PONG')}`,
    exit: 1,
    prints: ['Failed: D (exit 1).'],
  },
];

const expectations: readonly Case[] = [
  {
    name: 'a pattern and a place in JSON are decided',
    runbook: `# D\n${limited('expect=/^b.*d$/m', "printf 'a\\nb c d\\n'")}${bash('# handrail: expect-json="$.up == true"', 'echo \'{"up":true}\'')}`,
    exit: 0,
    prints: ['-- as expected (rule): /^b.*d$/m', '-- as expected (rule): $.up == true', done],
  },
  {
    name: '--yes does not take as met what a mark leaves open',
    runbook: `# D\n${limited('expect=/(/', 'echo ever')}${bash('echo after')}`,
    exit: 3,
    prints: ['  "echo ever" (line 2): nobody is here to judge its output. Expected: /(/.'],
    never: ['\nafter'],
  },
  {
    name: 'a pattern that the output does not match is a failure',
    runbook: `# D\n${limited('expect=/never/', 'echo ever')}`,
    exit: 1,
    prints: ['-- differs (rule): /never/', 'Failed: D (its output differs from what is expected).'],
  },
];

const places: readonly Case[] = [
  {
    name: 'a runbook that belongs elsewhere runs nothing, and says where it belongs',
    runbook: `---\ncontext:\n  host: some-other-host\n---\n# D\n${bash('touch ran')}`,
    exit: 3,
    prints: ['This run needs a person:'],
    never: ['$ touch ran'],
  },
  {
    name: 'a step that leaves the place stops in its middle, and it is said what has run',
    runbook: `---\ncontext: { aws: shop }\n---\n# D\n${bash('export AWS_PROFILE=other', 'echo two')}`,
    options: { env: { AWS_PROFILE: 'shop' } },
    exit: 3,
    prints: [
      '  "D" (line 5): The AWS profile is other. This runbook needs shop. What stands above line 7 was run, and nothing more.',
    ],
    never: ['$ echo two'],
  },
  {
    name: 'one that is where it belongs runs',
    runbook: `---\ncontext:\n  host: '*'\n  gcp: shop\n---\n# D\n${bash('echo here')}`,
    options: { env: { GOOGLE_CLOUD_PROJECT: 'shop' } },
    exit: 0,
    prints: ['here', done],
  },
];

const config = '.handrail/config.yaml';
const policies: readonly Case[] = [
  {
    name: 'a team that wants another place lets nothing run, and says which file wants it',
    runbook: `# D\n${bash('touch ran')}`,
    files: { [config]: 'policy:\n  context: { host: some-other-host }\n' },
    exit: 3,
    prints: ['This run needs a person:'],
    never: ['$ touch ran'],
  },
  {
    name: 'a policy for other runbooks holds nobody up',
    runbook: `# D\n${bash('echo here')}`,
    files: { [config]: 'policy:\n  for:\n    - { runbooks: prod/**, context: { host: some-other-host } }\n' },
    exit: 0,
    prints: ['here', done],
  },
  {
    name: 'a policy with a slip of the pen lets nothing run, and says where the slip is',
    runbook: `# D\n${bash('touch ran')}`,
    files: { [config]: 'policy:\n  contxt: { host: h }\n' },
    exit: 3,
    prints: ['This run needs a person:'],
    never: ['$ touch ran'],
  },
  {
    name: 'the time of a policy is stronger than the option',
    runbook: `# D\n${bash('sleep 60')}`,
    files: { [config]: 'policy: { timeout: 300ms }\n' },
    args: ['--yes', '--timeout', '1h'],
    exit: 1,
    prints: ['-- timed out'],
  },
  {
    name: 'and weaker than the author',
    runbook: `# D\n${limited('timeout=1m', 'sleep 0.5', 'echo slept')}`,
    files: { [config]: 'policy: { timeout: 200ms }\n' },
    exit: 0,
    prints: ['slept', done],
  },
];

const untagged = '# D\n\n```\ncurl --version > /dev/null\necho it ran\n```\n';
const treated: readonly Case[] = [
  {
    name: 'what only looks like shell runs where its step is named, and the log says so',
    runbook: untagged,
    args: ['--yes', '--treat', 'curl-version-dev-null-echo-it-v5kbx6b'],
    exit: 0,
    prints: ['it ran', done],
  },
  {
    name: '--yes does not take it as shell, and a walk of nothing does not pass for one that is done',
    runbook: untagged,
    exit: 2,
    never: ['it ran', done],
    stderr: /nothing was run:\n {2}--treat curl-version-dev-null-echo-it-v5kbx6b {2}\(line 3\)/,
  },
  {
    name: 'neither does a file that holds nothing to do',
    runbook: '# D\n\nNotes of a meeting.\n',
    exit: 2,
    never: [done],
    stderr: /This file holds nothing to do/,
  },
  {
    name: 'a step that is none is wrong usage, and nothing has run',
    runbook: `# D\n${bash('echo it ran')}`,
    args: ['--treat', 'nothing'],
    exit: 2,
    stderr: /--treat needs the id of a step that looks like shell and is not tagged as such; nothing is none/,
  },
];

checkAll({ limits, exits, expectations, places, policies, treated });
