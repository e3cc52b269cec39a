import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import {
  policyOf,
  policySettings,
  type Policy,
  type PolicySettings,
  type ReadPolicyFile,
} from '../core/run/policy.ts';
import { tell, type Told } from '../core/message/message.ts';
import { readWhole } from './plainFile.ts';
import { folderOf, isNamed } from './config.ts';
import { configsAbove, readSettings } from './configFile.ts';
import { workTree } from './place.ts';

// Only what a team asks of runs is read here: a slip among the lint rules holds nobody up.
const schema = z.strictObject({ lint: z.unknown().optional(), policy: policySettings.optional() });

/** The team's policy for a runbook, if any. An invalid policy lets nothing run. */
export function readPolicy(runbook: string): Policy | undefined {
  const files: ReadPolicyFile[] = [];
  for (const path of configsAbove(runbook)) {
    const read = readFile(path, runbook);
    if ('problem' in read) return { files: [], context: [], problem: read.problem };
    if (read.rules.length > 0) files.push(read);
  }
  return files.length === 0 ? undefined : policyOf(files);
}

function readFile(path: string, runbook: string): ReadPolicyFile | { readonly problem: Told } {
  const called = nameOf(path, runbook);
  let bytes: Buffer;
  try {
    bytes = readWhole(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: tell('config.policyUnread', { file: called, reason }) };
  }
  const read = readSettings(bytes.toString('utf8'), schema);
  if (!read.ok) {
    const [{ line = 1, says } = { says: [] }] = read.problems;
    return { problem: tell('config.policyWrong', { place: `${called}:${line}`, what: says }) };
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: called, sha256, rules: rulesFor(read.value.policy, { path, runbook }) };
}

/** What holds for all, and behind it what holds for this runbook. */
function rulesFor(
  policy: PolicySettings | undefined,
  { path, runbook }: { readonly path: string; readonly runbook: string },
): ReadPolicyFile['rules'] {
  if (policy === undefined) return [];
  const { for: some = [], ...all } = policy;
  const folder = folderOf(path);
  const special = some.filter(({ runbooks }) =>
    isNamed(runbook, typeof runbooks === 'string' ? [runbooks] : runbooks, folder),
  );
  return [all, ...special].filter(rules => Object.keys(rules).some(key => key !== 'runbooks'));
}

/** From the root of the work tree, so that it reads the same on every machine. */
function nameOf(path: string, runbook: string): string {
  const folder = dirname(resolve(runbook));
  return relative(workTree(folder) ?? folder, path)
    .split(sep)
    .join('/');
}
