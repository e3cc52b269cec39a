import type { Context } from '../core/audit/entry.ts';
import type { Facts } from '../core/run/view.ts';

/** Asks anew where commands would act, from a directory and with the shell's own variables where they are known. */
export type ReadFacts = (
  cwd: string,
  environment: Readonly<Record<string, string>> | undefined,
) => Promise<Facts>;

/** The entry that says where commands would act. */
export function contextEntry({ host, user, cwd, git, kube, cloud }: Facts): Context {
  return {
    type: 'context',
    host,
    user,
    cwd,
    git: git ?? null,
    kube: kube ?? null,
    ...(cloud === undefined ? {} : { cloud }),
  };
}
