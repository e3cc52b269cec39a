import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

/** More files than this at once are a fault, not a busy machine. */
const mostTriedAgain = 3;

/**
 * Runs vitest and counts its tests; a file that cannot be loaded counts as one that failed. Few files that failed are
 * run a second time, each whole and alone, since its tests build on one another; what passes only then is named.
 */
export async function vitest(
  config: string,
  env: Readonly<Record<string, string>> = {},
  show: 'inherit' | 'ignore' = 'inherit',
): Promise<Tally> {
  const first = await runTests(config, { env, show });
  const failed = first.files.filter(({ tally }) => tally.failed > 0).map(({ name }) => name);
  if (failed.length === 0 || failed.length > mostTriedAgain) return first.tally;
  const second = await runTests(config, { env, show }, [...failed, '--maxWorkers=1']);
  const passedNow = new Set(second.files.flatMap(({ passed }) => passed));
  for (const test of first.files.flatMap(({ failures }) => failures)) {
    // A test that needs its second try is a test to be mended: it is named where nobody can miss it.
    if (passedNow.has(test.name))
      console.log(`passed only when tried again: ${test.name}\n  ${test.message}`);
  }
  const kept = first.files.filter(({ name }) => !failed.includes(name));
  return sum([...kept.map(({ tally }) => tally), second.tally]);
}

interface Run {
  readonly tally: Tally;
  readonly files: readonly TestFile[];
}

interface TestFile {
  /** Absolute path. */
  readonly name: string;
  readonly tally: Tally;
  readonly passed: readonly string[];
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

async function runTests(
  config: string,
  how: { readonly env: Readonly<Record<string, string>>; readonly show: 'inherit' | 'ignore' },
  more: readonly string[] = [],
): Promise<Run> {
  const report = join(output, `${basename(config)}.json`);
  await mkdir(output, { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { exitCode } = await execa('vitest', ['run', '--config', config, ...reporters, ...more], {
    cwd: root,
    preferLocal: true,
    stdio: how.show,
    reject: false,
    env: how.env,
  });
  const files = existsSync(report) ? await filesIn(report) : [];
  const tally = sum(files.map(file => file.tally));
  // An error outside of any test (a setup that failed, an unhandled rejection) shows in the exit code only.
  const elsewhere = exitCode !== 0 && tally.failed === 0;
  return { files, tally: elsewhere ? { ...tally, failed: 1 } : tally };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

async function filesIn(report: string): Promise<TestFile[]> {
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
  return testResults.map(({ name, status, assertionResults }) => {
    const passed = assertionResults.filter(test => test.status === 'passed');
    const failed = assertionResults.filter(test => test.status === 'failed');
    // A file that fails beside its tests: it could not be loaded, or a hook of it failed.
    const whole = status === 'failed' && failed.length === 0 ? 1 : 0;
    return {
      name,
      tally: { passed: passed.length, failed: failed.length + whole },
      passed: passed.map(({ fullName }) => fullName),
      failures: failed.map(({ fullName, failureMessages }) => ({
        name: fullName,
        message: failureMessages?.[0]?.split('\n')[0] ?? '',
      })),
    };
  });
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
