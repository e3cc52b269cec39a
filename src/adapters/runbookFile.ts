import { createHash } from 'node:crypto';
import { createReadStream, fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bashAccepts } from './bashSyntax.ts';
import { parseRunbook } from '../core/runbook/parse.ts';
import type { Runbook } from '../core/runbook/runbook.ts';
import type { Grammar } from '../core/shell/grammar.ts';

/** Largest runbook that is walked, in bytes. */
export const largestRunbook = 5 * 1024 * 1024;

/** What a runbook is read from by name where another program hands it over. */
export const standardInput = '/dev/stdin';

export type RunbookFailure = {
  readonly code: 'missing' | 'folder' | 'too-large' | 'unreadable';
  readonly message: string;
};

export interface RunbookText {
  /** As it was asked for. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** 64 hex digits. */
  readonly sha256: string;
}

export type ReadRunbook =
  | { readonly ok: true; readonly text: RunbookText }
  | { readonly ok: false; readonly failure: RunbookFailure };

/** Reads a runbook's bytes, at most `limit`; what the file system says comes back as one sentence. */
export async function readRunbook(path: string, limit = largestRunbook): Promise<ReadRunbook> {
  try {
    const { size } = path === standardInput ? fstatSync(0) : await stat(resolve(path));
    if (size > limit) return no('too-large', `${path} has ${size} bytes. A runbook may have ${limit}.`);
    // What is no regular file says no size, and may never end.
    const bytes = await bytesOf(path, limit);
    if (bytes.length > limit)
      return no('too-large', `${path} does not end. A runbook may have ${limit} bytes.`);
    return { ok: true, text: { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') } };
  } catch (error) {
    return explain(path, error);
  }
}

/** The same for a look at what a file holds by now; a pipe or a terminal has given its text, and has no other. */
export async function readAgain(path: string): Promise<ReadRunbook> {
  const about = path === standardInput ? 'once' : await stat(path).catch(() => undefined);
  return about === undefined || (about !== 'once' && about.isFile())
    ? await readRunbook(path)
    : no('unreadable', `${path} gives its text once.`);
}

/** At most one byte more than `limit`. */
async function bytesOf(path: string, limit: number): Promise<Uint8Array> {
  // By its number: where another program holds the other end of a socket, the name cannot be opened.
  const stream = createReadStream(resolve(path), {
    end: limit,
    ...(path === standardInput ? { fd: 0, autoClose: false } : {}),
  });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}

/** The runbook that a file's bytes hold; any bytes give one. `shell` holds ids of suggested steps that somebody says are shell. */
export function parseText(
  { path, bytes, sha256 }: RunbookText,
  grammar: Grammar,
  shell: ReadonlySet<string> = new Set(),
): Runbook {
  return parseRunbook({ path, bytes, sha256, shell }, { grammar, bashAccepts });
}

function explain(path: string, error: unknown): ReadRunbook {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return no('missing', `There is no file ${path}.`);
    case 'EISDIR':
      return no('folder', `${path} is a folder. Name a Markdown file.`);
    default:
      return no(
        'unreadable',
        `${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`,
      );
  }
}

function no(code: RunbookFailure['code'], message: string): ReadRunbook {
  return { ok: false, failure: { code, message } };
}
