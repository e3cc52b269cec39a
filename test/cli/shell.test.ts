import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

const shells: readonly Case[] = [
  {
    name: 'a shell that a command has ended is replaced, and it is said what the new one knows',
    runbook: `# D\n${bash('X=1; exit 0', 'echo "X is $X"', 'X=2; exec true', 'echo "X is $X"')}`,
    exit: 0,
    prints: [
      '-- The shell ended with the command, and a new one has taken its place. Directory, variables, functions and aliases are as the command left them; open files are not.',
      'X is 1',
      '-- The shell ended with the command, and a new one has taken its place. Directory, variables, functions and aliases are as they were before the command; open files are not.',
      'X is 1',
      done,
    ],
  },
];

const environment: readonly Case[] = [
  {
    name: 'the variables of the shell are printed on request, with who set them, and secrets by name only',
    runbook: `# D\n${bash('export PLACE=eu1', 'LINES_OF="a', 'b"; unset KEEP; COPY="$API_TOKEN"')}`,
    args: ['--yes', '--environment'],
    options: { env: { KEEP: '1', HELD: 'yes', API_TOKEN: 'tok-0123456789' } },
    exit: 0,
    prints: [
      'The variables of the shell:',
      '  Set, changed or removed by commands:',
      '    COPY is a secret  (line 4, not exported)',
      '    KEEP is removed  (line 4)',
      '    LINES_OF=a\\u{a}b  (line 4, not exported)',
      '    PLACE=eu1  (line 3)',
      '  Set by Handrail:',
      '    PAGER=cat',
      '  Inherited:',
      '    HELD=yes',
      done,
    ],
    never: ['tok-0123456789'],
  },
  {
    name: 'nothing was run, and they are what it would begin with; one object in JSON',
    runbook: `# D\n${bash('echo "$REGION"')}`,
    args: ['--environment', '--json'],
    options: { env: { HELD: 'yes' } },
    exit: 3,
    never: ['__hr'],
  },
];

checkAll({ shells, environment });
