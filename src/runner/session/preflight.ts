import { lastRun } from '../../adapters/audit/runs/lastRun.ts';
import { privateState } from '../../adapters/audit/stateFolders.ts';
import { lookUp } from '../../adapters/tools.ts';
import { toolsOf } from '../../core/run/tools.ts';
import type { Facts, Preflight } from '../../core/run/view/view.ts';
import type { Plan } from '../../core/run/plan.ts';
import type { Prepared } from '../prepare.ts';
import { factsFor } from './whereabouts.ts';

export interface Looking {
  readonly directory: string;
  readonly stateFolder: string;
  /** The Markdown file. */
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Look {
  readonly trusted: boolean;
  /** The run that looks, which a value may have begun already; empty before. */
  readonly own: string;
}

/** Looks at the place a run would begin in; nothing is recorded, and in a folder that is not trusted nothing is started. */
export async function lookAround(
  { plan, grammar, text }: Pick<Prepared, 'grammar' | 'text'> & { readonly plan: Plan },
  { directory, stateFolder, environment, file }: Looking,
  { trusted, own }: Look,
): Promise<{ readonly facts: Facts; readonly preflight: Preflight }> {
  const place = { cwd: directory, environment };
  const uses = trusted ? toolsOf(plan, grammar) : [];
  const [facts, tools] = await Promise.all([
    factsFor(file, place, trusted ? 'ask' : 'untrusted'),
    Promise.all(uses.map(async use => ({ ...use, ...(await lookUp(use.name, place)) }))),
  ]);
  const places = { stateFolder, privateFolder: privateState(environment) };
  const last = await lastRun(places, { runbook: text.path, own });
  return { facts, preflight: { tools, ...(last === undefined ? {} : { lastRun: last }) } };
}
