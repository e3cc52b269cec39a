import type { Options } from '../arguments.ts';

/** What `handrail run` takes. */
export const options: Options = {
  var: { type: 'string', multiple: true },
  answers: { type: 'string' },
  only: { type: 'string' },
  from: { type: 'string' },
  section: { type: 'string' },
  confirm: { type: 'string', multiple: true },
  resume: { type: 'string' },
  adopt: { type: 'string' },
  treat: { type: 'string', multiple: true },
  answer: { type: 'string' },
  'ask-again': { type: 'boolean' },
  'break-glass': { type: 'string' },
  state: { type: 'string' },
  timeout: { type: 'string' },
  login: { type: 'boolean' },
  yes: { type: 'boolean' },
  environment: { type: 'boolean' },
  json: { type: 'boolean' },
  junit: { type: 'string' },
  background: { type: 'string' },
};

export const usage = `Usage: handrail run FILE [OPTION…]
       handrail run --resume LOG [OPTION…]

Walks the straight path of FILE: its commands run in one bash, and every action is recorded in a signed log.
With - as FILE the runbook is read from standard input.

  --var NAME=VALUE   gives a value the runbook asks for; repeat it for more. A secret is given by the environment or
                     by --answers, since others can read a command line
  --answers FILE     YAML or JSON with names and values
  --only ID          runs one step       --from ID       begins at a step
  --section ID       walks a section that is off the path, such as a rollback
  --yes              ticks tasks and manual steps, takes expectations that only a person can judge as met
  --confirm NAME     answers a guard that asks for a name; repeat it for more
  --resume LOG       goes on with an open run; LOG is its folder
  --adopt REASON     with --resume: goes on with the text that the file holds now; what was done of changed steps is open again
  --treat ID         takes a step as shell that only looks like it; the log says so; repeat it for more
  --answer TEXT      with --resume: takes an approver's answer that was sent as a text
  --ask-again        with --resume: asks once more whoever refused
  --break-glass WHY  goes on without an approval, where the team's policy allows it; the review shows it first
  --timeout TIME     ends a command after TIME (90s, 10m, 1h30m) where its author gives no limit
  --login            begins with what your login profile exports (bash --login)
  --state DIR        keeps the log in DIR/.handrail
  --background WHAT  what becomes of commands that still run in the background at the end: end, leave, or hang-up (what
                     happens in a terminal that is closed; without a terminal to ask at, the default)
  --environment      prints the variables of the shell at the end, and who set each of them; secrets by name only
  --json             prints JSON Lines
  --junit FILE       writes a JUnit report at the end, for CI systems

Exit codes: 0 done, 1 a step failed, 2 usage or nothing to do, 3 needs a person, 5 the runbook or the log cannot be read
or written. After 1 and 3 the run stays open.
Ctrl-C stops the command, a second one leaves. TERM and a closed terminal stop the command (INT, TERM, at last KILL), and
leave the run open.
`;
