import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import * as z from 'zod';
import { nearest } from '../core/lint/nearest.ts';
import { tell, type Told } from '../core/message/message.ts';
import { yamlReason } from '../core/message/yamlReason.ts';
import { refusedSetting } from './refusedSetting.ts';

/** A problem of a configuration file. Without a line, the file could not be read at all. Both count from 1. */
export interface ConfigProblem extends Told {
  readonly line?: number;
  readonly column?: number;
}

/** The settings of a configuration file, or its problems. */
export type ReadSettings<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** A problem as a terminal shows it: `PATH:LINE: sentence`. */
export function inFile(path: string, { line, message }: ConfigProblem): string {
  return line === undefined ? `${path}: ${message}` : `${path}:${line}: ${message}`;
}

/** Every `.handrail/config.yaml` from a file's folder upwards, as far as the git root; the nearest first. */
export function configsAbove(file: string): readonly string[] {
  const found: string[] = [];
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    const path = join(folder, '.handrail', 'config.yaml');
    if (existsSync(path)) found.push(path);
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return found;
  }
}

/** Reads the text of a configuration by a schema. */
export function readSettings<S extends z.ZodObject>(text: string, schema: S): ReadSettings<z.infer<S>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => ({
      ...tell('config.yaml', { reason: yamlReason(error) }),
      ...placeAt(counter, error.pos[0]),
    }));
    return { ok: false, problems };
  }
  const read = schema.safeParse(valueOf(document) ?? {});
  if (read.success) return { ok: true, value: read.data };
  const problems = read.error.issues
    .flatMap(issue => explain(schema, issue))
    .map(({ at, told }) => ({ ...told, ...placeOf(document, at, counter) }));
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
  readonly told: Told;
}

function explain(schema: z.ZodType, issue: z.core.$ZodIssue): readonly Explained[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ at: [...path, key], told: unknownKey(schema, path, key) }));
  }
  const where = path.map(String).join('.');
  if (issue.code === 'invalid_union') {
    // Where one of the ways to write it was meant, what is wrong in that is what is wrong.
    const meant = issue.errors.find(inner => inner.every(one => one.path.length > 0 || isAboutKeys(one)));
    const inside = (meant ?? []).map(one => ({ ...one, path: [...path, ...one.path] }));
    if (inside.length > 0) return inside.flatMap(one => explain(schema, one));
  }
  return [{ at: path, told: refusedSetting(where, issue) }];
}

function isAboutKeys({ code }: z.core.$ZodIssue): boolean {
  return code === 'unrecognized_keys';
}

function unknownKey(schema: z.ZodType, path: readonly PropertyKey[], key: string): Told {
  const meant = nearest(key, keysAt(schema, path));
  const setting = [...path, key].map(String).join('.');
  return meant === undefined
    ? tell('config.unknown', { setting })
    : tell('config.unknownMeant', { setting, meant });
}

/** The keys that may stand at a path of a schema. */
function keysAt(schema: z.core.$ZodType, [first, ...rest]: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keysAt(schema.unwrap(), first === undefined ? [] : [first, ...rest]);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap(option => keysAt(option, first === undefined ? [] : [first, ...rest]));
  if (schema instanceof z.ZodArray) return typeof first === 'number' ? keysAt(schema.element, rest) : [];
  if (!(schema instanceof z.ZodObject)) return [];
  if (first === undefined) return Object.keys(schema.shape);
  const inner: unknown = schema.shape[String(first)];
  return inner instanceof z.ZodType ? keysAt(inner, rest) : [];
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeOf(document: Document, path: readonly PropertyKey[], counter: LineCounter): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const offset = offsetOf(parent, path[length - 1]);
    if (offset !== undefined) return placeAt(counter, offset);
  }
  return { line: 1, column: 1 };
}

function placeAt(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset);
  return { line, column: col };
}

function offsetOf(node: unknown, name: PropertyKey | undefined): number | undefined {
  if (isSeq(node) && typeof name === 'number') return startOf(node.items[name]);
  if (!isMap(node)) return undefined;
  return startOf(node.items.map(pair => pair.key).find(one => isScalar(one) && one.value === name));
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
