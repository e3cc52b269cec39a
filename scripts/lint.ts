// All that can be said of the sources without running them.
import { execa } from 'execa';
import { check, sum, type Tally } from './check.ts';
import { main, root } from './project.ts';

const tools: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '--build'],
  ['rules', 'eslint', '.', '--max-warnings=0'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['layers', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src'],
  ['unused code and dependencies', 'knip'],
];

/** Runs every tool, also where one has failed; side by side, since each uses one core only. */
export async function lint(): Promise<Tally> {
  return sum(
    await Promise.all(tools.map(([name, command, ...args]) => check(name, () => inOnePiece(command, args)))),
  );
}

/** What a tool says is printed once it has ended, so that no two mix; throws where it exits non-zero. */
async function inOnePiece(command: string, args: readonly string[]): Promise<void> {
  const { all, exitCode } = await execa(command, args, {
    cwd: root,
    preferLocal: true,
    all: true,
    reject: false,
  });
  if (all.trim() !== '') console.log(all);
  if (exitCode !== 0) throw new Error(`${command} found something.`);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { failed } = await lint();
    process.exitCode = failed > 0 ? 1 : 0;
  });
}
