// Walks of a runbook in a folder of their own, away from the settings and keys of whoever measures.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWalk } from '../../src/runner/makeWalk.ts';
import { prepare } from '../../src/runner/prepare.ts';
import type { Walk } from '../../src/runner/walk.ts';
import { sampleOperator } from './sampleJournal.ts';

/** A new folder for what is measured; the caller removes it. */
export function benchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'handrail-bench-'));
}

/** A walk of a file, or of a run's folder that is gone on with; throws where it cannot be begun. */
export async function walkIn(
  folder: string,
  of: Parameters<typeof prepare>[0],
  author: 'person' | 'unattended' = 'person',
): Promise<Walk> {
  const prepared = await prepare(of);
  if (!prepared.ok) throw new Error(prepared.message);
  return makeWalk(prepared, {
    directory: folder,
    stateFolder: join(folder, '.handrail'),
    environment: {
      ...process.env,
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'user.email',
      GIT_CONFIG_VALUE_0: sampleOperator,
    },
    author,
    trusted: true,
    version: '0.0.0',
    vscode: '',
  });
}
