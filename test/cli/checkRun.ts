import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { Place, type Options } from './handrail.ts';

// One case is one runbook walked once without a terminal.
export interface Case {
  readonly name: string;
  readonly runbook: string;
  readonly args?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Options;
  readonly exit: number;
  /** Lines of what is printed, in this order; others may stand between. */
  readonly prints?: readonly string[];
  /** What must be nowhere in what is printed. */
  readonly never?: readonly string[];
  readonly stderr?: RegExp;
}

async function check({ runbook, files, args = ['--yes'], options, ...wanted }: Case): Promise<void> {
  using place = new Place({ 'a.md': runbook, ...files });
  const { exit, stdout, stderr } = await place.run(['run', 'a.md', ...args], options);
  const lines = stdout.split('\n');
  let at = 0;
  for (const line of wanted.prints ?? []) {
    const found = lines.indexOf(line, at);
    expect(found, `"${line}" after line ${at} of:\n${stdout}\n${stderr}`).toBeGreaterThanOrEqual(0);
    at = found + 1;
  }
  for (const text of wanted.never ?? []) expect(stdout + stderr).not.toContain(text);
  expect(exit, stdout + stderr).toBe(wanted.exit);
  if (wanted.stderr !== undefined) expect(stderr).toMatch(wanted.stderr);
  if (exit === 0) {
    const verified = await place.run(['verify', place.last]);
    expect(verified.exit, verified.stdout).toBe(0);
  }
}

export const done = 'Done. The log is sealed.';

/** One test a case, several at a time. */
export function checkAll(groups: Readonly<Record<string, readonly Case[]>>): void {
  beforeAll(provideDist);
  for (const [name, cases] of Object.entries(groups)) {
    describe(name, () => {
      for (const each of cases) test.concurrent(each.name, () => check(each));
    });
  }
}
