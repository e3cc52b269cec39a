import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';

const session: readonly Case[] = [
  {
    name: 'variables, directory and functions carry over to later steps',
    runbook: [
      '# D',
      bash('export A=1', 'B=2', 'mkdir sub && cd sub', 'greet() { echo "hello $1"; }', 'alias ll=true'),
      bash('echo "$A$B ${PWD##*/}"', 'greet you', 'bash -c \'echo "[$A$B]"\''),
    ].join('\n'),
    exit: 0,
    prints: ['12 sub', 'hello you', '[1]', done],
  },
  {
    name: 'an exit ends the statement and the step, and the session lives on for the next run',
    runbook: `# D\n${bash('echo one', 'exit 3', 'echo two')}`,
    exit: 1,
    prints: ['one', '-- exited 3', 'Failed: D (exit 3).'],
    never: ['\ntwo'],
  },
  {
    name: 'options of a block end with the block',
    runbook: `# D\n${bash('set -eu -o pipefail', 'true | true')}${bash('echo "[$NEVER_SET_HERE]"', 'false || echo on')}`,
    args: ['--yes', '--var', 'NEVER_SET_HERE=x'],
    exit: 0,
    prints: ['[x]', 'on', done],
  },
  {
    name: 'set -e fails the step where bash would end',
    runbook: `# D\n${bash('set -e', 'false; echo not here')}`,
    exit: 1,
    prints: ['Failed: D (exit 1).'],
    never: ['\nnot here'],
  },
  {
    name: 'a statement that reads the status of a failed one runs after it',
    runbook: `# D\n${bash('(exit 7)', 'echo "status $?"')}`,
    exit: 0,
    prints: ['status 7', done],
  },
  {
    name: 'here-documents, pipelines and loops stay whole',
    runbook: `# D\n${bash("cat <<'EOF'", 'a $B `c`', 'EOF', 'for i in 1 2; do', '  echo "i=$i"', 'done', 'printf "%s\\n" x y |', '  tac')}`,
    exit: 0,
    prints: ['a $B `c`', 'i=1', 'i=2', 'y', 'x', done],
  },
  {
    name: 'an sh fence runs in POSIX mode',
    runbook: '# D\n```sh\ncase ":$SHELLOPTS:" in *:posix:*) echo posix;; *) echo bash;; esac\n```\n',
    exit: 0,
    prints: ['posix', done],
  },
  {
    name: 'a transcript runs its prompt lines and not its output',
    runbook: '# D\n```console\n$ echo one\none\n$ echo two\ntwo\n```\n',
    exit: 0,
    prints: ['$ echo one', 'one', '$ echo two', 'two', done],
  },
  {
    name: 'a script is a process of its own, whose exit ends nothing else',
    runbook: `# D\n${bash('#!/usr/bin/env bash', 'V=inner', 'echo "script ${BASH_VERSION:+bash}"', 'exit 0')}${bash('echo "after [${V:-}]"')}`,
    exit: 0,
    prints: ['script bash', 'after []', done],
  },
  {
    name: 'output bytes of one statement never leak into the next command line',
    runbook: `# D\n${bash('printf no-newline', 'echo next')}`,
    exit: 0,
    prints: ['no-newline', '$ echo next', 'next'],
  },
];

const inputs: readonly Case[] = [
  {
    name: 'every missing value is listed, and nothing has run',
    runbook: `# D\n${bash('touch ran', 'echo <pod> $REGION')}${bash('echo {{ticket}}')}`,
    exit: 3,
    prints: ['This run needs a person:'],
    stderr: /^(?!.*bug)/s,
    never: ['$ touch ran', '$ echo'],
  },
  {
    name: '--var fills holes and variables, each quoted for its place',
    runbook: `# D\n${bash('printf "[%s]\\n" <name> "<name>" \'<name>\' "$REGION"')}`,
    args: ['--var', 'name=it\'s $HOME "q"', '--var', 'REGION=eu west'],
    exit: 0,
    prints: ['[it\'s $HOME "q"]', '[it\'s $HOME "q"]', '[it\'s $HOME "q"]', '[eu west]', done],
  },
  {
    name: '--answers reads YAML',
    runbook: `# D\n${bash('echo <name> $REPLICAS $DRY')}`,
    files: { 'v.yaml': 'name: pod-1\nREPLICAS: 3\nDRY: true\nother: ignored\n' },
    args: ['--answers', 'v.yaml'],
    exit: 0,
    prints: ['pod-1 3 true', done],
  },
  {
    name: '--answers reads JSON, an option beats it, and it beats the environment',
    runbook: `# D\n${bash('echo $A $B $C')}`,
    files: { 'v.json': '{"A":"file","B":"file"}' },
    args: ['--answers', 'v.json', '--var', 'A=option'],
    options: { env: { A: 'env', B: 'env', C: 'env' } },
    exit: 0,
    prints: ['option file env', done],
  },
  {
    name: 'an empty answer is no value',
    runbook: `# D\n${bash('echo $A')}`,
    args: ['--var', 'A='],
    exit: 3,
    prints: ['  A has no value (line 3). Give it by --var A=… or the environment.'],
  },
  {
    name: 'a number is one, and a secret is not asked for on the command line',
    runbook: `---\ninputs: { COUNT: { type: number }, KEY: { type: secret } }\n---\n# D\n${bash('echo $COUNT $KEY')}`,
    args: ['--var', 'COUNT=3.5'],
    exit: 3,
    prints: ['  KEY has no value (line 6). Give it by the environment or --answers FILE.'],
  },
  {
    name: 'what is no number is not taken for one',
    runbook: `---\ninputs: { COUNT: { type: number } }\n---\n# D\n${bash('echo $COUNT')}`,
    args: ['--var', 'COUNT=5m'],
    exit: 2,
    stderr: /COUNT must be a number, such as 3 or 0\.5\./,
  },
  {
    name: 'a value nobody asks for is wrong usage',
    runbook: `# D\n${bash('echo <name>')}`,
    args: ['--var', 'nmae=x'],
    exit: 2,
    stderr: /no value nmae.*name/s,
  },
  {
    name: '--var without a name is wrong usage',
    runbook: '# D\n',
    args: ['--var', '=x'],
    exit: 2,
    stderr: /NAME=VALUE/,
  },
  {
    name: 'answers that are missing are said',
    runbook: '# D\n',
    args: ['--answers', 'none.yaml'],
    exit: 2,
    stderr: /none\.yaml could not be read/,
  },
  {
    name: 'answers that are no names and values are refused',
    runbook: '# D\n',
    files: { 'v.yaml': '- a\n- b\n' },
    args: ['--answers', 'v.yaml'],
    exit: 2,
    stderr: /v\.yaml must hold names and values/,
  },
  {
    name: 'a step off the path needs no values',
    runbook: `# D\n${bash('echo main')}## Rollback\n${bash('echo <old-version>')}`,
    exit: 0,
    prints: ['main', done],
  },
];

const ways: readonly Case[] = [
  {
    name: 'another way is passed over, with what only it would need',
    runbook: `# D\n${bash('# Option 1: quick', 'echo one', '', '# Option 2: slow', 'echo two <n>', '', '# or', 'echo three')}\nOr:\n${bash('echo four')}\nThen check it:\n${bash('echo five')}`,
    exit: 0,
    prints: ['one', 'five', done],
    never: ['two', 'three', 'four'],
    stderr: /Line 7 is another way.*\n.*Line 10 is another way.*\n.*Line 14 is another way/,
  },
  {
    name: 'what is for a condition is passed over, and what all comes to is not',
    runbook: `# D\n${bash('echo one', '', '# If the login failed:', 'echo back <n>', '', '# If that passed, go on', 'echo two')}\n${bash('# Falls es hängt:', 'echo aus')}`,
    exit: 0,
    prints: ['one', 'two', done],
    never: ['back', 'aus'],
    stderr:
      /Line 6 is for a condition that only a person sees \("If the login failed"\).*\n[^]*Line 12 is for a cond/,
  },
  {
    name: 'another way that is named is taken',
    runbook: `# D\n${bash('echo one')}\nOr:\n${bash('echo two')}`,
    args: ['--yes', '--only', 'echo-two-92attja'],
    exit: 0,
    prints: ['two', done],
    never: ['\none'],
  },
];

checkAll({ session, ways, inputs });
