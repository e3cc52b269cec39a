import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const shape = z.strictObject({
  name: z.string(),
  /** The oldest bash that knows what it is about. */
  since: z.number().default(3),
  /** What the machine must allow; where it does not, the case is passed over by its name. */
  needs: z.literal('mount').optional(),
  run: z.union([z.string(), z.array(z.string())]),
  shell: z.enum(['bash', 'sh']).default('bash'),
  block: z.literal(true).optional(),
  timeoutMs: z.number().optional(),
  /** What it has shown when a person acts, for each of several `types`; `stop` without it comes after a moment. */
  after: z.union([z.string(), z.array(z.string())]).optional(),
  stop: z.literal(true).optional(),
  force: z.literal(true).optional(),
  types: z.array(z.string()).default([]),
  /** `exited 3`, `signalled SIGKILL`, `stopped`… */
  outcome: z.string(),
  output: z.string().optional(),
  /** A regular expression, where the output is not always the same. */
  matches: z.string().optional(),
  flags: z.string().default(''),
  bytes: z.number().optional(),
  steps: z.array(z.string()).optional(),
  restored: z.boolean().default(false),
  then: z.string().optional(),
  prints: z.string().optional(),
});

export type Case = z.infer<typeof shape>;

/** The bash of the tests: another than the machine's by TEST_BASH, since macOS brings 3.2. */
export const bash = process.env['TEST_BASH'] ?? 'bash';

/** Its major version. */
export const bashVersion = Number(
  execFileSync(bash, ['-c', 'echo "${BASH_VERSINFO[0]}"'], { encoding: 'utf8' }),
);

/** The cases of a table in test/cases/session. */
export function casesOf(name: string): Case[] {
  const file = new URL(`../../cases/session/${name}.yaml`, import.meta.url);
  const all = z.array(shape).parse(parse(readFileSync(file, 'utf8')));
  return all.filter(({ since }) => since <= bashVersion);
}
