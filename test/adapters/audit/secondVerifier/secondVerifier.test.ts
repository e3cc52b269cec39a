import * as fs from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { fc } from '../../../seeded.ts';
import { describe, expect, test } from 'vitest';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import { scene } from '../scene.ts';
import { askSecond, hasSecond, secondScript } from './second.ts';

// docs/verify.py was written from docs/audit-log.md. Where it and the product disagree, one of the three is wrong.

const vectors = join(import.meta.dirname, '../../../vectors');

async function byPython(folder: string, signers: string, ...more: readonly string[]): Promise<number> {
  return (await askSecond(folder, '--signers', signers, ...more)).exit;
}

describe.skipIf(!hasSecond)('the verifier in Python', { timeout: 300_000 }, () => {
  test.for(fs.readdirSync(vectors))('agrees about %s', async name => {
    const at = join(vectors, name);
    const { exit } = JSON.parse(fs.readFileSync(join(at, 'expected.json'), 'utf8')) as { exit: number };
    const revoked = fs.existsSync(join(at, 'revoked')) ? ['--revoked', join(at, 'revoked')] : [];
    const require = fs.existsSync(join(at, 'require')) ? ['--require', 'countersigned'] : [];
    const roster = fs.existsSync(join(at, 'roster.jsonl')) ? ['--roster', join(at, 'roster.jsonl')] : [];
    const options = [...revoked, ...require, ...roster];
    expect(await byPython(join(at, 'run'), join(at, 'allowed_signers'), ...options)).toBe(exit);
  });

  test.for([
    [0, ['good-sealed/run', '--signers', 'good-sealed/allowed_signers']],
    [1, ['bad-edited/run', '--signers', 'bad-edited/allowed_signers']],
    [5, ['nothing-there/run']],
    [64, []],
  ] as const)('ends with %i as a program of its own', async ([exit, args]) => {
    const { exitCode } = await execa('python3', [secondScript, ...args], { cwd: vectors, reject: false });
    expect(exitCode).toBe(exit);
  });

  const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const harm = fc.oneof(
    fc.record({ kind: fc.constant('byte' as const), at, byte: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('line' as const), at }),
    fc.record({ kind: fc.constant('again' as const), at }),
    fc.record({ kind: fc.constant('object' as const), at, byte: fc.integer({ min: 1, max: 255 }) }),
  );
  type Harm = typeof harm extends fc.Arbitrary<infer Kind> ? Kind : never;

  function harmed(given: Harm, bytes: Buffer): Buffer {
    const place = Math.floor(given.at * bytes.length);
    if (given.kind === 'cut') return bytes.subarray(0, place);
    if (given.kind === 'byte' || given.kind === 'object') {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(place) ^ given.byte, place);
      return changed;
    }
    const lines = bytes.toString('latin1').split(/(?<=\n)/);
    const index = Math.floor(given.at * lines.length);
    const line = lines[index] ?? '';
    lines.splice(index, 1, ...(given.kind === 'again' ? [line, line] : []));
    return Buffer.from(lines.join(''), 'latin1');
  }

  test('agrees about any harm done to a log or an output', async () => {
    const made = await scene();
    await fc.assert(
      fc.asyncProperty(harm, async given => {
        const copy = fs.mkdtempSync(`${made.folder}-harmed-`);
        try {
          fs.cpSync(made.folder, copy, { recursive: true });
          const objects = fs.globSync(join(copy, 'objects/*/*')).sort();
          const segment = fs.globSync(join(copy, '*.jsonl'))[0] ?? '';
          const object = objects[Math.floor(given.at * objects.length)] ?? '';
          const path = given.kind === 'object' ? object : segment;
          fs.writeFileSync(path, harmed(given, fs.readFileSync(path)));
          const { exit } = await verifyRun(copy, {
            signers: made.machine.signers,
            privateFolder: join(copy, 'none'),
          });
          expect(exit).not.toBe(0);
          expect(await byPython(copy, made.machine.signers)).toBe(exit);
        } finally {
          fs.rmSync(copy, { recursive: true, force: true });
        }
      }),
      { numRuns: 40 },
    );
  });
});
