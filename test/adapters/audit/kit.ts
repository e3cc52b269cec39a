import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Seal } from '../../../src/core/audit/entry.ts';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';
import { ownKey } from '../../../src/adapters/audit/keys/ownKey.ts';
import { rememberingChecks } from './memory.ts';
import { createRun, type RunOptions } from '../../../src/adapters/audit/journal/run.ts';
import type { Signer } from '../../../src/adapters/audit/keys/signer.ts';
import { verifyRun } from '../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'handrail-audit-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A machine with a key of its own, a state folder, and a signers file outside of it. */
export class Machine {
  readonly home: string;
  readonly state: string;
  readonly signers: string;
  readonly signer: Signer;
  readonly #checks = rememberingChecks();

  constructor(name = 'alice') {
    this.home = temporaryFolder();
    this.state = join(this.home, 'work', '.handrail');
    this.signers = join(this.home, 'allowed_signers');
    this.signer = ownKey({ HOME: this.home }).signer;
    fs.mkdirSync(this.state, { recursive: true });
    fs.writeFileSync(
      this.signers,
      `${name}@corp namespaces="log.v1@handrail,seal.v1@handrail" ${this.signer.publicKey}\n`,
    );
  }

  get privateFolder(): string {
    return join(this.home, 'private');
  }

  options(extra: Partial<RunOptions> = {}): RunOptions {
    return {
      stateFolder: this.state,
      slug: 'deploy',
      operator: 'alice@corp',
      signer: this.signer,
      privateFolder: this.privateFolder,
      facts: {
        repo: null,
        env: { os: 'linux', arch: 'x64', vscode: '', ext: '0.1.0' },
        maskRules: { version: 1, sha256: '0'.repeat(64) },
        unattended: true,
      },
      runbook: { path: 'deploy.md', source: Buffer.from('# Deploy\n') },
      ...extra,
    };
  }

  create(extra: Partial<RunOptions> = {}): Promise<Journal> {
    return createRun(this.options(extra));
  }

  verify(folder: string): Promise<Verdict> {
    return verifyRun(folder, {
      signers: this.signers,
      privateFolder: join(this.home, 'nothing'),
      checks: this.#checks,
    });
  }
}

export { attempt, started } from './attempt.ts';

export const done: Pick<Seal, 'result' | 'counts'> = {
  result: 'done',
  counts: { passed: 1, failed: 0, skipped: 0, byHand: 0, checked: 0 },
};

/** Path of the only segment, or of the numbered one. */
export function segmentPath(folder: string, seg = 0): string {
  const name = fs
    .readdirSync(folder)
    .find(one => one.startsWith(String(seg).padStart(2, '0')) && one.endsWith('.jsonl'));
  if (name === undefined) throw new Error(`no segment ${seg} in ${folder}`);
  return join(folder, name);
}

/** Path of the part that somebody wrote beside the operator's: a review, or a deletion. */
export function loosePath(folder: string, by = ''): string {
  const wanted = new RegExp(`^(?:review|redaction)-${by}.*\\.jsonl$`);
  const name = fs.readdirSync(folder).find(one => wanted.test(one));
  if (name === undefined) throw new Error(`no such part in ${folder}`);
  return join(folder, name);
}

/** All object files of a run. */
export function objectFiles(folder: string): readonly string[] {
  const objects = join(folder, 'objects');
  return fs
    .readdirSync(objects, { recursive: true, encoding: 'utf8' })
    .map(name => join(objects, name))
    .filter(path => fs.statSync(path).isFile());
}

export const linesOf = (path: string): string[] => fs.readFileSync(path, 'utf8').split('\n').slice(0, -1);
