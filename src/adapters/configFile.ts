import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import * as z from 'zod';
import { nearest } from '../core/lint/nearest.ts';
import { english } from '../core/message/english.ts';
import { said, tell, type Told } from '../core/message/message.ts';
import type { MessageKey, Said } from '../core/message/said.ts';

/** One thing that is wrong with a configuration; without a line, it could not be read at all. */
export interface ConfigProblem extends Told {
  readonly line?: number;
}

/** What a configuration says, or what is wrong with it. */
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
    const problems = document.errors.map(({ pos, message }) => ({
      ...tell('config.yaml', { reason: sentence(message) }),
      line: counter.linePos(pos[0]).line,
    }));
    return { ok: false, problems };
  }
  const read = schema.safeParse(valueOf(document) ?? {});
  if (read.success) return { ok: true, value: read.data };
  const problems = read.error.issues
    .flatMap(issue => explain(schema, issue))
    .map(({ at, told }) => ({ ...told, line: lineOf(document, at, counter) }));
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
  return [{ at: path, told: inWords(where, issue) }];
}

/** Words of our own go on with the setting's name, or say themselves; the library's stand behind it. */
function inWords(setting: string, issue: z.core.$ZodIssue): Told {
  const { message } = issue;
  if (setting === '') return tell('config.noMap');
  if (issue.code === 'custom' && Array.isArray(issue.params?.['says']))
    return { message, says: issue.params['says'] as readonly Said[] };
  const reason = reasons.get(message);
  return reason === undefined
    ? tell('config.refused', { setting, reason: withoutStop(message) })
    : tell('config.wrong', { setting, reason: said(reason) });
}

const isReason = (key: MessageKey): key is ReasonKey => key.startsWith('config.is.');
type ReasonKey = Extract<MessageKey, `config.is.${string}`>;
// A schema takes words, not data: its reasons are found again by what they say.
const reasons = new Map<string, ReasonKey>(
  (Object.keys(english) as MessageKey[]).filter(isReason).map(key => [english[key], key]),
);

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

function lineOf(document: Document, path: readonly PropertyKey[], counter: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const offset = offsetOf(parent, path[length - 1]);
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

function offsetOf(node: unknown, name: PropertyKey | undefined): number | undefined {
  if (isSeq(node) && typeof name === 'number') return startOf(node.items[name]);
  if (!isMap(node)) return undefined;
  return startOf(node.items.map(pair => pair.key).find(one => isScalar(one) && one.value === name));
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

function sentence(message: string): string {
  return `${withoutStop(message)}.`;
}

function withoutStop(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[.]$/, '');
}
