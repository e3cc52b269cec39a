// All that can be said of the sources without running them.
import { check, sum, tool, type Tally } from './check.ts';
import { main } from './project.ts';

const tools: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '--build'],
  ['rules', 'eslint', '.', '--max-warnings=0'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['layers', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src'],
  ['unused code and dependencies', 'knip'],
];

/** Runs every tool, also after one has failed. */
export async function lint(): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const [name, command, ...args] of tools) {
    tallies.push(await check(name, () => tool(command, args)));
  }
  return sum(tallies);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { failed } = await lint();
    process.exitCode = failed > 0 ? 1 : 0;
  });
}
