import { basename, join } from 'node:path';
import { privateState } from '../../adapters/audit/stateFolders.ts';
import { keepPlan } from '../../adapters/audit/approvals/plans.ts';
import type { RunRecord } from '../../adapters/audit/runFolder.ts';
import { setByHandrail } from '../../adapters/session/environment.ts';
import { savedSession, type SavedSession } from '../../adapters/session/shell/stateStore.ts';
import { isAmbient } from '../../core/shell/variables/variableNames.ts';
import { emptyRun, replay } from '../../core/run/state.ts';
import type { RunView } from '../../core/run/view/view.ts';
import type { WalkOptions } from '../walkOptions.ts';

/** What going on with a run means for the operator, and for a shell that starts from what the last one left. */
export function comeBack(
  record: RunRecord | undefined,
  environment: NodeJS.ProcessEnv,
): { readonly resumed: NonNullable<RunView['resumed']>; readonly saved?: SavedSession } | undefined {
  if (record === undefined) return undefined;
  const { lastAt } = replay(emptyRun, record.entries);
  const saved = savedSession(sessionFolder(record.folder, environment));
  const awayMs = Math.max(0, Date.now() - lastAt);
  return saved === undefined
    ? { resumed: { awayMs, session: 'new' } }
    : { resumed: { awayMs, session: 'restored' }, saved };
}

/** To whoever takes over, the time in which somebody else walked is no absence. */
export function resumedHere(
  back: ReturnType<typeof comeBack>,
  { standing }: Pick<WalkOptions, 'standing'>,
): Pick<WalkOptions, 'resumed'> {
  if (back === undefined) return {};
  return { resumed: { ...back.resumed, ...(standing?.mine === false ? { takenOver: true } : {}) } };
}

/** Private, since a shell's variables are nobody else's business; secrets are left out by name all the same. */
export function sessionFolder(runFolder: string, environment: NodeJS.ProcessEnv): string {
  return join(privateState(environment), 'sessions', basename(runFolder));
}

/** What of a run is kept and told for whoever takes it over. */
export function leavingFor(environment: NodeJS.ProcessEnv): Pick<WalkOptions, 'shellLeft' | 'keepForOthers'> {
  return {
    shellLeft: folder => {
      const saved = savedSession(sessionFolder(folder, environment));
      if (saved === undefined) return null;
      // What every shell of this machine has says nothing, and neither does what every session is given.
      const variables = [...saved.variables].filter(
        name => environment[name] === undefined && !isAmbient(name) && !setByHandrail.has(name),
      );
      return { cwd: saved.cwd, variables, functions: saved.functions };
    },
    keepForOthers: (folder, objects) => {
      for (const object of new Set(objects)) keepPlan(folder, object);
    },
  };
}
