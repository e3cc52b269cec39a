// Loaded before a runner: it dies at the first entry of a type, `HANDRAIL_TEAR=TYPE:MOMENT`: before a byte of it is in the file,
// with half of the line in it, or with all of it and nobody told.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [type, moment = 'half'] = (process.env['HANDRAIL_TEAR'] ?? '').split(':');
const { writeSync } = fs;

function tearing(fd: number, bytes: Uint8Array, ...rest: readonly unknown[]): number {
  const text = Buffer.from(bytes).toString('latin1');
  if (type !== '' && text.startsWith('{') && text.includes(`"type":"${type}"`)) {
    const part = { before: 0, half: Math.floor(bytes.length / 2), after: bytes.length }[moment] ?? 0;
    if (part > 0) writeSync(fd, bytes.subarray(0, part));
    process.kill(process.pid, 'SIGKILL');
  }
  return (writeSync as (...all: readonly unknown[]) => number)(fd, bytes, ...rest);
}

fs.writeSync = tearing as typeof fs.writeSync;
syncBuiltinESMExports();
