import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { output, root } from './project.ts';

/** How many checks passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const nothing: Tally = { passed: 0, failed: 0 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    nothing,
  );
}

/** Runs an action that throws where it fails, as one named check. */
export async function check(name: string, action: () => Promise<unknown>): Promise<Tally> {
  const start = performance.now();
  try {
    await action();
    console.log(`ok      ${name} (${seconds(start)})`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log(`FAILED  ${name} (${seconds(start)})`);
    return { passed: 0, failed: 1 };
  }
}

/** Runs vitest and counts its tests; a file that cannot be loaded counts as one that failed. */
export async function vitest(config: string, env: Readonly<Record<string, string>> = {}): Promise<Tally> {
  const report = join(output, `${config}.json`);
  await mkdir(output, { recursive: true });
  await rm(report, { force: true });
  const args = [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { exitCode } = await execa('vitest', args, {
    cwd: root,
    preferLocal: true,
    stdio: 'inherit',
    reject: false,
    env,
  });
  const tally = existsSync(report) ? await count(report) : nothing;
  // An error outside of any test (a setup that failed, an unhandled rejection) shows in the exit code only.
  return exitCode === 0 || tally.failed > 0 ? tally : { ...tally, failed: tally.failed + 1 };
}

interface Result {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[] | null;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { status: string; assertionResults: readonly Result[] }[];
}

async function count(report: string): Promise<Tally> {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    await readFile(report, 'utf8'),
  ) as Report;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const again = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0);
  // A test that needs its second try is a test to be mended: it is named where nobody can miss it.
  for (const { fullName, failureMessages } of again)
    console.log(`passed only when tried again: ${fullName}\n  ${failureMessages?.[0]?.split('\n')[0] ?? ''}`);
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
