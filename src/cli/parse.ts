import { wasmFolder } from '../adapters/assets.ts';
import { loadGrammar } from '../adapters/grammar.ts';
import { parseText, readRunbook, standardInput } from '../adapters/runbookFile.ts';
import { contractOf } from '../core/runbook/contract.ts';
import { flag, readArguments, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { outline } from './outline.ts';
import { complain } from './complaint.ts';

const usage = `Usage: handrail parse FILE [--json]

Prints the steps that Handrail sees in FILE. With --json, the whole model (docs/runbook-json.md).
A single - reads standard input.
Problems of the text are part of what is printed; the exit code is 0 whenever FILE could be read.
`;

/** `handrail parse`: 0 whenever the file could be read, 2 usage, 5 IO. */
export async function parse(args: readonly string[]): Promise<number> {
  const read = readArguments(args, { json: { type: 'boolean' } }, usage);
  if (typeof read === 'number') return read;
  const [path, ...more] = read.positionals;
  if (path === undefined || more.length > 0) return wrongUsage('parse takes one file.', usage);
  const file = await readRunbook(path === '-' ? standardInput : path, Infinity);
  if (!file.ok) {
    complain(file.failure.message);
    return exitCodes.io;
  }
  const runbook = parseText({ ...file.text, path }, await loadGrammar({ wasmFolder: wasmFolder() }));
  process.stdout.write(
    flag(read, 'json') ? `${JSON.stringify(contractOf(runbook), null, 2)}\n` : outline(runbook),
  );
  return exitCodes.done;
}
