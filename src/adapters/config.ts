import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import * as z from 'zod';
import { nearest } from '../core/lint/nearest.ts';
import { defaultSettings, lintSettings, type LintSettings } from '../core/lint/settings.ts';

/** A team's configuration, and the folder its paths are relative to. */
export interface Config {
  readonly lint: LintSettings;
  readonly folder: string;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** Each problem is `PATH:LINE: sentence`. */
  | { readonly ok: false; readonly problems: readonly string[] };

const schema = z.strictObject({ lint: lintSettings.default(defaultSettings) });

/** Finds `.handrail/config.yaml` from a file's folder upwards, as far as the git root. */
export function findConfig(file: string): string | undefined {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    const path = join(folder, '.handrail', 'config.yaml');
    if (existsSync(path)) return path;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}

/** Reads a configuration; without a path, the one that says nothing. */
export function readConfig(path: string | undefined): ReadConfig {
  if (path === undefined) return { ok: true, config: { lint: defaultSettings, folder: process.cwd() } };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`${path}: the configuration could not be read: ${reason}.`] };
  }
  return parseConfig(path, text);
}

/** Whether the configuration leaves a file out. */
export function isIgnored(file: string, { lint, folder }: Config): boolean {
  const path = relative(folder, resolve(file)).split(sep).join('/');
  return lint.ignore.some(pattern =>
    picomatch(pattern, { dot: true, matchBase: !pattern.includes('/') })(path),
  );
}

function parseConfig(path: string, text: string): ReadConfig {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      ({ pos, message }) => `${path}:${counter.linePos(pos[0]).line}: ${sentence(message)}`,
    );
    return { ok: false, problems };
  }
  const read = schema.safeParse(valueOf(document) ?? {});
  if (read.success) {
    const folder = dirname(resolve(path));
    return {
      ok: true,
      config: { ...read.data, folder: folder.endsWith('.handrail') ? dirname(folder) : folder },
    };
  }
  const problems = read.error.issues.flatMap(issue =>
    explain(issue).map(({ at, message }) => `${path}:${lineOf(document, at, counter)}: ${sentence(message)}`),
  );
  return { ok: false, problems };
}

// What an alias without an anchor or a bomb of aliases holds is no configuration, and the schema says so.
function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return error.message;
    throw error;
  }
}

interface Explained {
  readonly at: readonly PropertyKey[];
  readonly message: string;
}

function explain(issue: z.core.$ZodIssue): readonly Explained[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ at: [...issue.path, key], message: unknownKey(issue.path, key) }));
  }
  const where = issue.path.map(String).join('.');
  if (issue.code === 'invalid_union') {
    return [{ at: issue.path, message: `${where} is not one of off, error, warning, info and hint` }];
  }
  return [
    { at: issue.path, message: issue.code === 'custom' ? issue.message : `${where}: ${issue.message}` },
  ];
}

function unknownKey(path: readonly PropertyKey[], key: string): string {
  const known = Object.keys(path.length === 0 ? schema.shape : lintSettings.shape);
  const meant = nearest(key, known);
  return `there is no setting ${[...path, key].map(String).join('.')}${meant === undefined ? '' : `. Did you mean ${meant}?`}`;
}

function lineOf(document: Document, path: readonly PropertyKey[], counter: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const offset = keyOffset(parent, path[length - 1]);
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

function keyOffset(node: unknown, name: PropertyKey | undefined): number | undefined {
  if (!isMap(node)) return undefined;
  const key = node.items.map(pair => pair.key).find(one => isScalar(one) && one.value === name);
  return isScalar(key) ? key.range?.[0] : undefined;
}

function sentence(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
