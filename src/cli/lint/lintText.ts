import { randomUUID } from 'node:crypto';
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';

/** A file's text and how it was written. */
export interface FileText {
  /** With its byte order mark, where it has one. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** False where bytes were lost in reading; such a file is never written. */
  readonly whole: boolean;
}

/** Decodes a file's bytes so that they can be written again as they were. */
export function decodeText(bytes: Uint8Array): FileText {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { text, encoding, whole: Buffer.compare(encodeText(text, encoding), bytes) === 0 };
}

/** Encodes a text as its file was. */
export function encodeText(text: string, encoding: FileText['encoding']): Uint8Array {
  if (encoding === 'utf-8') return new Uint8Array(Buffer.from(text, 'utf8'));
  const little = Buffer.from(text, 'utf16le');
  return new Uint8Array(encoding === 'utf-16be' ? little.swap16() : little);
}

/** Replaces a file whole or not at all; undefined once done, else why it was not. Links and permissions stay. */
export async function replaceFile(
  path: string,
  { before, after }: { readonly before: Uint8Array; readonly after: Uint8Array },
): Promise<string | undefined> {
  let draft: string | undefined;
  try {
    if (!(await stat(path)).isFile()) return `${path} is no regular file, so it was left as it is.`;
    const target = await realpath(path);
    draft = `${target}.${randomUUID().slice(0, 8)}.tmp`;
    const { mode } = await stat(target);
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(after);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(draft, mode);
    if (Buffer.compare(await readFile(target), before) !== 0) {
      return `${path} was changed by somebody else meanwhile, so it was left as it is.`;
    }
    await rename(draft, target);
    return undefined;
  } catch (error) {
    return `${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`;
  } finally {
    if (draft !== undefined) await rm(draft, { force: true });
  }
}
