import { existsSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../core/lint/nearest.ts';
import { exitCodes } from './exit.ts';
import { refuse } from './complaint.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/**
 * The arguments of one command, or the exit code with which it is over: wrong ones were said, and `--help`, which every command
 * knows, was answered.
 */
export function readArguments(args: readonly string[], options: Options, usage: string): Arguments | number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    if (values['help'] !== true) return { values, positionals };
    process.stdout.write(usage);
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's message ends with advice about `--`; its first sentence is enough.
    return wrongUsage(`${error.message.split(/\.\s/)[0] ?? ''}.${meant(error, options)}`, usage);
  }
}

function meant({ message }: Error, options: Options): string {
  const unknown = /^Unknown option '(--[^'=]+)/.exec(message)?.[1];
  const known = Object.keys(options).map(name => `--${name}`);
  return unknown === undefined ? '' : didYouMean(unknown, known);
}

/** What a misspelled name is nearest to, as a question behind a sentence; empty where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

/** Why runs cannot be looked for in a directory, as a sentence; undefined where they can. */
export function refuseDirectory(directory: string): string | undefined {
  return existsSync(directory) ? undefined : `There is no directory ${directory}.`;
}

/** Says what is wrong with the arguments, and gives the exit code of wrong usage. */
export function wrongUsage(message: string, usage: string): number {
  return refuse(`${message}\n\n${usage.trimEnd()}`, exitCodes.usage);
}

export function flag({ values }: Arguments, name: string): boolean {
  return values[name] === true;
}

export function option({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function list({ values }: Arguments, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
