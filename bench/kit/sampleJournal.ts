import { join } from 'node:path';
import type { Journal } from '../../src/adapters/audit/journal/journal.ts';
import { createRun, type RunOptions } from '../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../src/adapters/audit/keys/sessionKey.ts';

/** Whose runs they are: nobody else may go on with one. */
export const sampleOperator = 'bench@localhost';

/** The log of a new run in `folder`, signed with a key that is in memory only. */
export function createSample(
  folder: string,
  more: Pick<RunOptions, 'io'> & Partial<RunOptions> = {},
): Promise<Journal> {
  const key = newSessionKey();
  return createRun({
    stateFolder: join(folder, '.handrail'),
    privateFolder: join(folder, 'private'),
    slug: 'bench',
    operator: sampleOperator,
    signer: {
      publicKey: key.publicKey,
      keyStore: 'file',
      place: 'memory',
      sign: (bytes, ns) => Promise.resolve(key.sign(bytes, ns)),
    },
    facts: {
      repo: null,
      env: { os: 'linux', arch: 'x64', vscode: '', ext: '0' },
      maskRules: { version: 1, sha256: '0'.repeat(64) },
      unattended: true,
    },
    runbook: { path: 'bench.md', source: Buffer.from('# Bench\n') },
    ...more,
  });
}
