import { closeSync, readSync } from 'node:fs';
import { execa } from 'execa';
import { openPlain } from '../plainFile.ts';

/** Whether a file begins with a git blob's bytes; `cut` where it ends before they do. Memory does not grow with either. */
export async function prefixOf(
  top: string,
  sha: string,
  path: string,
): Promise<'prefix' | 'cut' | 'differs'> {
  const options = { cwd: top, encoding: 'buffer', buffer: false, reject: false } as const;
  const file = readFileOf(path);
  if (file === undefined) return 'differs';
  const blob = execa('git', ['cat-file', 'blob', sha], options);
  try {
    for await (const wanted of blob.stdout as AsyncIterable<Buffer>) {
      const [length, here] = readBlock(file, wanted.length);
      if (!wanted.subarray(0, length).equals(here)) return 'differs';
      if (length < wanted.length) return 'cut';
    }
    return (await blob).exitCode === 0 ? 'prefix' : 'differs';
  } catch {
    return 'differs';
  } finally {
    closeSync(file);
    blob.kill();
  }
}

/** A regular file that can be read; links are none. */
function readFileOf(path: string): number | undefined {
  try {
    return openPlain(path);
  } catch {
    return undefined;
  }
}

/** The next so many bytes of a file; fewer at its end. */
function readBlock(fd: number, wanted: number): readonly [length: number, bytes: Buffer] {
  const block = Buffer.allocUnsafe(wanted);
  let length = 0;
  for (let read = 1; read > 0 && length < wanted; length += read)
    read = readSync(fd, block, length, wanted - length, null);
  return [length, block.subarray(0, length)];
}
