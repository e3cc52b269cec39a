import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

const people: readonly Case[] = [
  {
    name: 'a task needs a person',
    runbook: '# D\n- [ ] look\n',
    args: [],
    exit: 3,
    prints: ['This run needs a person:', '  "look" (line 2): nobody is here to sign it off.'],
  },
  {
    name: '--yes ticks tasks, does manual steps and takes expectations as met',
    runbook: `# D\n- [ ] look\n\nText.\n\n${bash('echo fine', '# Expected: something that reads well')}`,
    exit: 0,
    prints: ['[x] look', 'fine', done],
  },
  {
    name: 'an expectation that only a person can judge needs one',
    runbook: `# D\n${bash('echo fine', '# Expected: something that reads well', 'echo later')}`,
    args: [],
    exit: 3,
    never: ['$ echo later'],
  },
  {
    name: 'a decidable expectation that is missed fails the step, --yes or not',
    runbook: `# D\n${bash('echo PANG', '# Expected: `PONG`', 'echo later')}`,
    exit: 1,
    prints: ['PANG', 'Failed: D (its output differs from what is expected).'],
    never: ['$ echo later'],
  },
  {
    name: 'a block with a syntax error never runs',
    runbook: `# D\n${bash('echo before', 'if true; then', 'echo inside')}`,
    exit: 3,
    never: ['$ echo before'],
  },
  {
    name: 'a here-document without its end never runs',
    runbook: `# D\n${bash('echo before', 'cat <<EOF', 'text')}`,
    exit: 3,
    never: ['$ cat'],
  },
  {
    name: 'what asks for input is not begun',
    runbook: `# D\n${bash('read -p "sure? " x')}`,
    exit: 3,
    prints: ['  "D" (line 2): line 3 asks for input, which needs a terminal.'],
  },
  {
    name: 'what is given its input runs',
    runbook: `# D\n${bash('read -r x <<< given', 'echo "x=$x"', 'echo a | while read -r l; do echo "l=$l"; done')}`,
    exit: 0,
    prints: ['x=given', 'l=a', done],
  },
  {
    name: 'what would wait for a keyboard unexpectedly finds the end of its input',
    runbook: `# D\n${bash('cat', 'bash -c \'read y; echo "[$y]"\'', 'echo after')}`,
    exit: 0,
    prints: ['[]', 'after', done],
  },
  {
    name: 'what enters another shell is not begun',
    runbook: `# D\n${bash('ssh host')}`,
    exit: 3,
    prints: ['  "D" (line 2): line 3 enters another shell, which needs a terminal.'],
  },
  {
    name: 'what does not end is not begun',
    runbook: `# D\n${bash('tail -f /dev/null')}`,
    exit: 3,
    prints: ['  "D" (line 2): line 3 does not end by itself, which needs somebody to stop it.'],
  },
  {
    name: 'one command in a container runs, its terminal included',
    runbook: `# D\n${bash('kubectl() { [ -t 0 ] && echo "tty $*"; }')}${bash('kubectl exec -it pod -- date')}`,
    exit: 0,
    prints: ['tty exec -it pod -- date', done],
  },
];

const choices: readonly Case[] = [
  {
    name: '--section walks a rollback in place of the path',
    runbook: `# D\n${bash('echo main')}## Rollback\n${bash('echo back')}`,
    args: ['--yes', '--section', 'rollback'],
    exit: 0,
    prints: ['back', done],
    never: ['$ echo main'],
  },
  {
    name: '--section walks any other section to its end',
    runbook: `# D\n${bash('echo main')}## Troubleshooting\n${bash('echo trouble')}`,
    args: ['--yes', '--section', 'troubleshooting'],
    exit: 0,
    prints: ['trouble', done],
    never: ['$ echo main'],
  },
  {
    name: '--section walks the parts of a section, and not the options among them',
    runbook: `# D\n${bash('echo main')}## Rollback Procedures\nText.\n### Database\n${bash('echo database')}### Servers\n${bash('echo servers')}#### Drain\n${bash('echo drain')}### Option 2: Restore\n${bash('echo restore')}`,
    args: ['--yes', '--section', 'rollback-procedures'],
    exit: 0,
    prints: ['database', 'servers', 'drain', done],
    never: ['$ echo main', '$ echo restore'],
  },
  {
    name: '--section walks what is only looked up, where it is named',
    runbook: `# D\n${bash('echo main')}## Reference\n${bash('echo looked')}\nOr:\n\n${bash('echo other')}`,
    args: ['--yes', '--section', 'reference'],
    exit: 0,
    prints: ['looked', done],
    never: ['$ echo main', '$ echo other'],
    stderr: /Line \d+ is another way/,
  },
  {
    name: 'a runbook that is off the path as a whole asks which section is meant',
    runbook: `# D\n## Rollback\nText.\n### Servers\n${bash('echo servers')}## Troubleshooting\n${bash('echo trouble')}`,
    exit: 2,
    never: ['$ echo'],
    stderr:
      /off the straight path, so nothing was run.*\n {2}--section rollback {2}Rollback \(rollback, line 2\)\n {2}--section troubleshooting {2}Troub/,
  },
  {
    name: 'the title that front matter gives a rollback runbook puts its rollback on the path',
    runbook: `---\ntitle: Rollback of payments\n---\n## Rollback the servers\n${bash('echo servers')}## Rollback the database\n${bash('echo database')}`,
    exit: 0,
    prints: ['servers', 'database', done],
  },
  {
    name: 'a section that is not there is wrong usage',
    runbook: `# D\n${bash('echo main')}`,
    args: ['--section', 'nowhere'],
    exit: 2,
    stderr: /no section nowhere/,
  },
  {
    name: 'a step that is not there is wrong usage',
    runbook: `# D\n${bash('echo main')}`,
    args: ['--only', 'nothing'],
    exit: 2,
    stderr: /no step nothing/,
  },
  {
    name: 'two choices do not go together',
    runbook: '# D\n',
    args: ['--only', 'a', '--from', 'b'],
    exit: 2,
    stderr: /do not go together/,
  },
  { name: 'an unknown option is wrong usage', runbook: '# D\n', args: ['--frob'], exit: 2, stderr: /frob/ },
  {
    name: 'a runbook whose title speaks of a rollback has a path all the same',
    runbook: `# Emergency rollback\n${bash('echo one')}## Step 1\n${bash('echo two')}`,
    exit: 0,
    prints: ['one', 'two', done],
  },
];

checkAll({ people, choices });
