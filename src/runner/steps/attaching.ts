import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { Redactor } from '../../core/output/redactor.ts';
import type { Because, Refusal } from '../../core/run/refusal.ts';
import type { Walk } from '../walk.ts';

/** Largest file that is kept as evidence, in bytes. */
export const largestAttachment = 20 * 1024 * 1024;

/** Stores a file as evidence for a step, secrets masked, and records it. Returns the refusal, if any. */
export async function attach(walk: Walk, step: string, path: string): Promise<Refusal | undefined> {
  const refused = walk.refuse('note', step);
  if (refused !== undefined) return refused;
  const name = basename(path);
  const read = isAbsolute(path) ? await readFile(path) : 'missing';
  if (typeof read === 'string') return wrong(read, name);
  // The run may have been closed while the file was read.
  const late = walk.refuse('note', step);
  if (late !== undefined) return late;
  const redactor = new Redactor(walk.values.secrets());
  const content = Buffer.concat([redactor.push(read), redactor.end()]);
  const sha256 = walk.log.store(content, { role: 'attachment', media: mediaOf(content) });
  walk.record({
    type: 'note',
    step,
    text: name,
    attachment: { sha256, size: content.length, masked: redactor.masked },
  });
  return undefined;
}

type Wrong = Extract<Because, { readonly kind: 'file' }>['wrong'];

async function readFile(path: string): Promise<Buffer | Wrong> {
  let file: FileHandle | undefined;
  try {
    // A pipe that nobody writes to would be waited for.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await file.stat();
    if (!found.isFile()) return 'not-a-file';
    if (found.size > largestAttachment) return 'too-large';
    // A file that grows meanwhile is kept as it was when it was chosen.
    const content = Buffer.alloc(found.size);
    const { bytesRead } = await file.read(content, 0, found.size, 0);
    return content.subarray(0, bytesRead);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    if (code === 'EISDIR') return 'not-a-file';
    if (error instanceof Error && 'syscall' in error) return 'unreadable';
    throw error;
  } finally {
    await file?.close();
  }
}

/** What is text for everybody is called so; of anything else nobody has to guess. */
function mediaOf(content: Buffer): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return content.includes(0) ? 'application/octet-stream' : 'text/plain';
  } catch {
    return 'application/octet-stream';
  }
}

function wrong(why: Wrong, name: string): Refusal {
  return {
    code: 'problem',
    message: `${sentences[why](name)} Nothing was attached.`,
    because: { kind: 'file', wrong: why, name },
  };
}

const sentences: Readonly<Record<Wrong, (name: string) => string>> = {
  missing: name => `There is no file ${name}.`,
  'not-a-file': name => `${name} is not a file. Choose a file.`,
  'too-large': name => `${name} is larger than 20 MB. Keep it elsewhere, and say where in a note.`,
  unreadable: name => `${name} could not be read. Check who may read it.`,
};
