import { readFacts } from '../../adapters/facts.ts';
import { readPolicy } from '../../adapters/policy.ts';
import type { Context } from '../../core/audit/entry.ts';
import type { Facts } from '../../core/run/view/view.ts';

/** Asks anew where commands would act, from a directory and with the shell's own variables where they are known. */
export type ReadFacts = (
  cwd: string,
  environment: Readonly<Record<string, string>> | undefined,
) => Promise<Facts>;

/** The entry that says where commands would act. */
export function contextEntry({ host, user, cwd, git, kube, cloud, policy }: Facts): Context {
  return {
    type: 'context',
    host,
    user,
    cwd,
    git: git ?? null,
    kube: kube ?? null,
    ...(cloud === undefined ? {} : { cloud }),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** Where commands of a runbook would act, and what the team asks of them there. */
export async function factsFor(
  runbook: string,
  { cwd, environment }: { readonly cwd: string; readonly environment: NodeJS.ProcessEnv },
  trust: 'ask' | 'untrusted',
): Promise<Facts> {
  const facts = await readFacts(cwd, environment, trust);
  const policy = readPolicy(runbook);
  return policy === undefined ? facts : { ...facts, policy };
}
