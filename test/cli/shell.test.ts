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

checkAll({ shells });
