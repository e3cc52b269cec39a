import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import type { InputSet } from '../../core/audit/entry.ts';
import type { Input } from '../../core/runbook/runbook.ts';
import type { Plan } from '../../core/run/plan.ts';
import { wrongValue } from '../../core/run/value.ts';
import { divideOption, nameOfValue, nearestName, unknownName } from './valueNames.ts';

// A value in YAML may look like a number or a truth value; in a shell it is text.
const answersFile = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

export interface Given {
  readonly value: string;
  readonly source: InputSet['source'];
}

export type Answers =
  | { readonly ok: true; readonly values: ReadonlyMap<string, Given> }
  | { readonly ok: false; readonly message: string };

export interface Sources {
  /** `K=V` as given on the command line. */
  readonly options: readonly string[];
  /** A YAML or JSON file of names and values. */
  readonly file?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The values a walk begins with; an option beats the file, the file the environment, and that what the author proposes. */
export async function gather(plan: Plan, { options, file, environment }: Sources): Promise<Answers> {
  const values = new Map<string, Given>();
  for (const input of plan.inputs.values()) {
    const given = proposed(input, environment);
    if (given !== undefined) values.set(input.name, given);
  }
  const fromFile = file === undefined ? undefined : await readAnswers(file);
  if (typeof fromFile === 'string') return { ok: false, message: fromFile };
  for (const [called, value] of Object.entries(fromFile ?? {})) {
    // An answers file may serve several runbooks; a name that is almost one of this one's is a slip, unless that has a value too.
    const name = nameOfValue(plan, called);
    if (name !== undefined) values.set(name, { value, source: 'answers' });
  }
  for (const option of options) {
    const divided = divideOption(plan, option);
    if (divided === undefined) return { ok: false, message: `--var needs NAME=VALUE, not ${option}.` };
    const name = nameOfValue(plan, divided.called);
    if (name === undefined) return { ok: false, message: unknownName(plan, divided.called) };
    values.set(name, { value: divided.value, source: 'option' });
  }
  const slip = Object.keys(fromFile ?? {}).find(called => isSlip(plan, called, values));
  if (slip !== undefined) return { ok: false, message: `${file ?? ''}: ${unknownName(plan, slip)}` };
  for (const [name, { value }] of values) {
    const input = plan.inputs.get(name);
    const wrong = input === undefined || value === '' ? undefined : wrongValue(input, value);
    if (wrong !== undefined) return { ok: false, message: wrong };
  }
  return {
    ok: true,
    values: new Map([...values].filter(([, { value }]) => value !== '')),
  };
}

function proposed(input: Input, environment: NodeJS.ProcessEnv): Given | undefined {
  const held = input.kind === 'variable' ? environment[input.name] : undefined;
  if (held !== undefined) return { value: held, source: 'environment' };
  return input.default === undefined ? undefined : { value: input.default, source: 'default' };
}

/** A name in the file that the runbook does not know, near one that nobody has given a value. */
function isSlip(plan: Plan, called: string, values: ReadonlyMap<string, Given>): boolean {
  if (nameOfValue(plan, called) !== undefined) return false;
  const meant = nearestName(plan, called);
  return meant !== undefined && !values.has(meant);
}

/** The file's names and values, or the sentence that says what is wrong with it. */
async function readAnswers(path: string): Promise<Readonly<Record<string, string>> | string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => error);
  if (typeof text !== 'string')
    return `${path} could not be read: ${text instanceof Error ? text.message : String(text)}.`;
  try {
    const read = answersFile.safeParse(parse(text) ?? {});
    return read.success
      ? read.data
      : `${path} must hold names and values: ${read.error.issues[0]?.message ?? ''}.`;
  } catch (error) {
    return `${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`;
  }
}
