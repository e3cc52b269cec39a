import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

// Of an output that is longer than what rules look at, what its end does not show for certain is put to a person.

const limited = (info: string, line: string): string => ['```bash ' + info, line, '```', ''].join('\n');
const tooLong =
  'Its output is longer than what is compared (the last 256 KB). What is expected may stand before that.';

const outputs: readonly Case[] = [
  {
    name: 'JSON that is longer than what is kept at hand is left to a person',
    runbook: `# D\n${limited('expect-json=$.up', `printf '{"up":true,"a":"%0262144d"}' 1`)}`,
    exit: 3,
    prints: [`  "D" (line 2): nobody is here to judge its output. ${tooLong} Expected: $.up.`],
  },
  {
    name: 'a pattern that may be met by what is not compared waits for a person',
    runbook: `# D\n${limited('expect=/ready/', `echo ready; printf '%0262144d\\n' 1`)}`,
    exit: 3,
    prints: [`  "D" (line 2): nobody is here to judge its output. ${tooLong} Expected: /ready/.`],
  },
  {
    name: 'so does a word that is exact, and --yes does not take it as met',
    runbook: `# D\n${bash(`printf '%0262144d\\n' 1`, '# Expected: PONG')}`,
    exit: 3,
    prints: [`  "D" (line 2): nobody is here to judge its output. ${tooLong} Expected: PONG.`],
  },
  {
    name: 'what the end of a long output shows for certain is decided',
    runbook: `# D\n${bash(`printf '%0262144d\\n' 1; echo PONG`, '# Expected: PONG')}`,
    exit: 0,
    prints: ['-- as expected (rule): PONG', done],
  },
];

checkAll({ outputs });
