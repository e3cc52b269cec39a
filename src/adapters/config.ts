import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import * as z from 'zod';
import { defaultSettings, lintSettings, type LintSettings } from '../core/lint/settings.ts';
import { tell } from '../core/message/message.ts';
import { policySettings } from '../core/run/policy.ts';
import { readWhole } from './plainFile.ts';
import { configsAbove, readSettings, type ConfigProblem } from './configFile.ts';

/** A team's configuration, and the folder its paths are relative to. */
export interface Config {
  readonly lint: LintSettings;
  readonly folder: string;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const schema = z.strictObject({
  lint: lintSettings.default(defaultSettings),
  policy: policySettings.optional(),
});

/** Finds `.handrail/config.yaml`, from a file's folder up to the git root. */
export function findConfig(file: string): string | undefined {
  return configsAbove(file)[0];
}

/** Reads a configuration; without a path, the one that says nothing. */
export function readConfig(path: string | undefined): ReadConfig {
  if (path === undefined) return { ok: true, config: { lint: defaultSettings, folder: process.cwd() } };
  let text: string;
  try {
    text = readWhole(path).toString('utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [tell('config.unread', { reason })] };
  }
  const read = readSettings(text, schema);
  if (!read.ok) return read;
  return { ok: true, config: { lint: read.value.lint, folder: folderOf(path) } };
}

/** The folder that a configuration's paths are relative to. */
export function folderOf(path: string): string {
  const folder = dirname(resolve(path));
  return folder.endsWith('.handrail') ? dirname(folder) : folder;
}

/** Whether the configuration leaves a file out. */
export function isIgnored(file: string, { lint, folder }: Config): boolean {
  return isNamed(file, lint.ignore, folder);
}

/** Whether one of some globs names a file; they are relative to a folder, and those without a `/` name files anywhere below it. */
export function isNamed(file: string, globs: readonly string[], folder: string): boolean {
  const path = relative(folder, resolve(file)).split(sep).join('/');
  return globs.some(pattern => picomatch(pattern, { dot: true, matchBase: !pattern.includes('/') })(path));
}
