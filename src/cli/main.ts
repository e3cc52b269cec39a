import { optimiseWasmLate } from '../adapters/wasmTiers.ts';
import { didYouMean, wrongUsage } from './arguments.ts';
import { refuse } from './complaint.ts';
import { exitCodes } from './exit.ts';
import { version } from './version.ts';

type Command = (args: readonly string[]) => number | Promise<number>;

// Loaded when asked for: each brings libraries of its own, which cost every other command its time.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  approve: async () => (await import('./approve.ts')).approve,
  parse: async () => (await import('./parse.ts')).parse,
  lint: async () => (await import('./lint/lint.ts')).lint,
  run: async () => (await import('./run/run.ts')).run,
  verify: async () => (await import('./verify.ts')).verify,
  handover: async () => (await import('./handover.ts')).handover,
  report: async () => (await import('./report.ts')).report,
  runs: async () => (await import('./runs.ts')).runs,
  trends: async () => (await import('./trends.ts')).trends,
  countersign: async () => (await import('./countersign.ts')).countersign,
  findings: async () => (await import('./findings.ts')).findings,
  keys: async () => (await import('./keys.ts')).keys,
  roster: async () => (await import('./roster.ts')).roster,
  redact: async () => (await import('./redact.ts')).redact,
};

const usage = `Usage: handrail COMMAND

  parse FILE [--json]        what Handrail sees in a runbook
  lint [FILE…] [OPTION…]     what is wrong with runbooks, and mends what is safe to mend
  run FILE [OPTION…]         walk a runbook; its log is signed
  approve REQUEST [OPTION…]  read what a run asks you to approve, and answer with your signature
  verify LOG… [OPTION…]      check logs; LOG is a run's folder
  handover LOG OPTION…       offer an open run to somebody else, or take over one that is offered
  report LOG [OPTION…]       tell a run from its log, for people or programs
  runs [DIR] [--json]        list runs, newest first
  trends [RUNBOOK] [--json]  what the runs of each runbook show together
  countersign LOG OPTION…    verify a run that somebody else walked, and sign what you make of it
  findings [DIR] [--json]    what reviewers found, over all runs
  redact LOG OBJECT OPTION…  delete a content of a run, and sign that it is gone
  keys [ACTION]              show the key that signs, export its line, replace Handrail's own
  roster [ACTION]            show who belongs to the team and what each may do, and change it

handrail COMMAND --help says more. handrail --version prints the version.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version') return print(`${version}\n`);
  if (name === undefined || name === '--help' || name === 'help') {
    if (name !== undefined) return print(usage);
    process.stderr.write(usage);
    return exitCodes.usage;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    return wrongUsage(`There is no command ${name}.${didYouMean(name, Object.keys(commands))}`, usage);
  }
  if (!isSomewhere()) return refuse('The current directory is gone. Go to one that is there.', exitCodes.io);
  const command = await load();
  return await command(args);
}

/** False in a directory that was removed under the shell, where every relative path is an error of the system's. */
function isSomewhere(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return exitCodes.done;
}

// A reader that went away, as `| head -1` does, is no reason to leave a run in its middle: its log goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

optimiseWasmLate();

// The one boundary of the CLI: what arrives here is a bug of ours, and is shown whole.
main(process.argv.slice(2)).then(
  code => leave(code),
  (error: unknown) => {
    process.stderr.write(`handrail: This is a bug in Handrail ${version}.\n${stackOf(error)}\n`);
    leave(exitCodes.bug);
  },
);

/** Ends the process once everything printed has left it. */
function leave(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
