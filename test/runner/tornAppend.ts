// Loaded before a runner: it dies in the middle of writing the first entry of a type, half of the line being in the file.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const type = process.env['HANDRAIL_TEAR'];
const { writeSync } = fs;

function tearing(fd: number, bytes: Uint8Array, ...rest: readonly unknown[]): number {
  const text = Buffer.from(bytes).toString('latin1');
  if (type !== undefined && text.startsWith('{') && text.includes(`"type":"${type}"`)) {
    writeSync(fd, bytes.subarray(0, Math.floor(bytes.length / 2)));
    process.kill(process.pid, 'SIGKILL');
  }
  return (writeSync as (...all: readonly unknown[]) => number)(fd, bytes, ...rest);
}

fs.writeSync = tearing as typeof fs.writeSync;
syncBuiltinESMExports();
