import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../../src/core/audit/verdict.ts';
import { objectFiles } from '../kit.ts';
import { makers } from './vectorMakers.ts';

// Logs for other implementers of docs/audit-log.md: `run/` is the run's folder, `allowed_signers` the trust, `revoked` the keys that
// were withdrawn, `roster.jsonl` the team, `require` a tier that is wanted besides, `expected.json` the result. They are written once and stay as they are; UPDATE_GOLDENS=1 writes those that are not there.

const folder = join(import.meta.dirname, '../../../vectors');

const verify = (name: string): Promise<Verdict> => {
  const at = join(folder, name);
  return verifyRun(join(at, 'run'), {
    signers: join(at, 'allowed_signers'),
    ...(fs.existsSync(join(at, 'revoked')) ? { revoked: join(at, 'revoked') } : {}),
    privateFolder: join(at, 'none'),
    ...(fs.existsSync(join(at, 'roster.jsonl')) ? { roster: join(at, 'roster.jsonl') } : {}),
    ...(fs.existsSync(join(at, 'require')) ? { require: ['COUNTERSIGNED'] as const } : {}),
  });
};

const summary = ({ exit, worst }: Verdict): object => ({
  exit,
  ...(worst === undefined ? {} : { code: worst.code, file: worst.file, line: worst.line }),
});

async function make(name: string): Promise<void> {
  const made = await makers[name]?.();
  if (made === undefined) throw new Error(`no vector ${name}`);
  const at = join(folder, name);
  fs.rmSync(at, { recursive: true, force: true });
  fs.mkdirSync(at, { recursive: true });
  fs.cpSync(made.folder, join(at, 'run'), { recursive: true });
  fs.copyFileSync(made.machine.signers, join(at, 'allowed_signers'));
  for (const name of ['revoked', 'require', 'roster.jsonl']) {
    const more = join(made.machine.home, name);
    if (fs.existsSync(more)) fs.copyFileSync(more, join(at, name));
  }
  fs.writeFileSync(join(at, 'expected.json'), `${JSON.stringify(summary(await verify(name)), null, 2)}\n`);
}

/** Those that can be made, and those of a format that nobody writes any more. */
const names = [...new Set([...Object.keys(makers), ...fs.readdirSync(folder)])].filter(
  name => !name.startsWith('.'),
);

test.for(names)('%s', async name => {
  // A vector is made once: with new keys it would be another.
  if (process.env['UPDATE_GOLDENS'] === '1' && !fs.existsSync(join(folder, name))) await make(name);
  const expected = JSON.parse(fs.readFileSync(join(folder, name, 'expected.json'), 'utf8')) as unknown;
  expect(JSON.parse(JSON.stringify(summary(await verify(name))))).toEqual(expected);
});

test('the names say what is expected', () => {
  const exits: Readonly<Record<string, number>> = {
    good: 0,
    bad: 1,
    open: 2,
    trust: 3,
    unsupported: 4,
    nothing: 5,
  };
  for (const name of names) {
    const { exit } = JSON.parse(fs.readFileSync(join(folder, name, 'expected.json'), 'utf8')) as {
      exit: number;
    };
    expect([name, exit]).toEqual([name, exits[name.split('-')[0] ?? '']]);
    if (exit !== 5) expect(objectFiles(join(folder, name, 'run')).length).toBeGreaterThan(0);
  }
});
