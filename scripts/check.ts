import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { execa } from 'execa';
import { besideOf, type Beside } from './beside.ts';
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
 * Runs vitest and counts its tests; a file that fails beside its tests (it cannot be loaded, a hook of it fails, an error comes from
 * nowhere) counts as one more that failed. Few files that failed are run a second time, each whole and alone, since its tests build
 * on one another; what passes only then is named.
 */
export async function vitest(
  config: string,
  env: Readonly<Record<string, string>> = {},
  show: 'inherit' | 'ignore' = 'inherit',
): Promise<Tally> {
  const first = await runTests(config, { env, show });
  const failed = first.files.filter(({ failures }) => failures.length > 0);
  if (first.elsewhere > 0 || failed.length === 0 || failed.length > mostTriedAgain) return tallyOf(first);
  const second = await runTests(config, { env, show }, [...failed.map(({ path }) => path), '--maxWorkers=1']);
  const missing = failed.map(before => {
    const now = second.files.find(({ path }) => path === before.path);
    if (now !== undefined) name(before, now);
    // What is not there the second time has not passed.
    return { passed: 0, failed: Math.max(0, sizeOf(before) - (now === undefined ? 0 : sizeOf(now))) };
  });
  const kept = first.files.filter(file => !failed.includes(file));
  return sum([tallyOf({ files: kept, elsewhere: 0 }), tallyOf(second), ...missing]);
}

/** A test that needs its second try is a test to be mended: it is named where nobody can miss it. */
function name(before: TestFile, now: TestFile): void {
  for (const { test, message } of before.failures) {
    const passes =
      test === undefined
        ? now.failures.every(failure => failure.test !== undefined)
        : now.passed.includes(test);
    if (!passes) continue;
    console.log(`passed only when tried again: ${test ?? relative(root, before.path)}\n  ${message}`);
  }
}

interface Run {
  readonly files: readonly TestFile[];
  /** Failures of no file. */
  readonly elsewhere: number;
}

interface TestFile {
  /** Absolute. */
  readonly path: string;
  /** Names of tests. */
  readonly passed: readonly string[];
  readonly failures: readonly Failure[];
}

interface Failure {
  /** Without it the file has failed beside its tests. */
  readonly test?: string;
  /** Its first line. */
  readonly message: string;
}

function tallyOf({ files, elsewhere }: Run): Tally {
  return sum([
    { passed: 0, failed: elsewhere },
    ...files.map(({ passed, failures }) => ({ passed: passed.length, failed: failures.length })),
  ]);
}

/** How many tests have passed or failed. */
function sizeOf({ passed, failures }: TestFile): number {
  return passed.length + failures.filter(({ test }) => test !== undefined).length;
}

async function runTests(
  config: string,
  how: { readonly env: Readonly<Record<string, string>>; readonly show: 'inherit' | 'ignore' },
  more: readonly string[] = [],
): Promise<Run> {
  const report = join(output, `${basename(config)}.json`);
  await mkdir(output, { recursive: true });
  await Promise.all([report, besideOf(report)].map(file => rm(file, { force: true })));
  const reporters = ['default', 'json', join(import.meta.dirname, 'beside.ts')];
  const options = [...reporters.map(reporter => `--reporter=${reporter}`), `--outputFile.json=${report}`];
  // A test that is marked as the only one would leave out the others unseen.
  const { exitCode } = await execa(
    'vitest',
    ['run', '--config', config, '--allowOnly=false', ...options, ...more],
    {
      cwd: root,
      preferLocal: true,
      stdio: how.show,
      reject: false,
      env: how.env,
    },
  );
  const told = [report, besideOf(report)].every(file => existsSync(file));
  const run = told ? await runIn(report) : { files: [], elsewhere: 0 };
  // Whatever it was (a setup, a report that was not written), it did not go well.
  const unexplained = (exitCode !== 0 && tallyOf(run).failed === 0) || !told;
  return { ...run, elsewhere: run.elsewhere + (unexplained ? 1 : 0) };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

async function runIn(report: string): Promise<Run> {
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const beside = JSON.parse(await readFile(besideOf(report), 'utf8')) as readonly Beside[];
  const files = testResults.map(result => fileIn(result, beside));
  const ofNone = beside.some(({ file }) => !files.some(({ path }) => path === file));
  return { files, elsewhere: ofNone ? 1 : 0 };
}

function fileIn(result: Report['testResults'][number], beside: readonly Beside[]): TestFile {
  const tests = result.assertionResults;
  const failed = tests.filter(({ status }) => status === 'failed');
  const error = beside.find(({ file }) => file === result.name)?.message;
  const whole = error ?? (result.status === 'failed' && failed.length === 0 ? result.message : undefined);
  return {
    path: result.name,
    passed: tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    failures: [
      ...failed.map(({ fullName, failureMessages }) => ({
        test: fullName,
        message: firstLine(failureMessages?.[0] ?? ''),
      })),
      ...(whole === undefined ? [] : [{ message: firstLine(whole) }]),
    ],
  };
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
