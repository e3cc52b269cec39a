import { inForce } from '../../../core/audit/roster/roster.ts';
import { stateFolderOf, privateState } from '../stateFolders.ts';
import { findRoster } from './rosterTrust.ts';

/**
 * Why nobody could take a run over that is offered to somebody of this name: a sentence. A roster says who may; without one anybody may
 * be called anything.
 */
export async function refuseSuccessor(
  runFolder: string,
  to: string,
  {
    environment,
    roster: given,
  }: { readonly environment: NodeJS.ProcessEnv; readonly roster?: string | undefined },
): Promise<string | undefined> {
  const privateFolder = privateState(environment);
  const { roster, place } = await findRoster(stateFolderOf(runFolder), { roster: given, privateFolder });
  const members = (roster === undefined ? undefined : inForce(roster))?.members;
  if (members === undefined) return undefined;
  const member = members.find(({ principal }) => principal === to);
  if (member?.roles.includes('operator') === true) return undefined;
  const operators = members.flatMap(({ principal, roles }) =>
    roles.includes('operator') ? [principal] : [],
  );
  const wrong =
    member === undefined
      ? `nobody is called ${to} in the roster (${place})`
      : `${to} is no operator in the roster (${place})`;
  return `Nothing was offered: ${wrong}. It has as operators: ${operators.join(', ')}.`;
}
