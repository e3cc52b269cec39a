import type { KeyAsker } from '../audit/keys/keyAsker.ts';
import { stateFolderOf } from '../audit/stateFolders.ts';
import { readRun } from '../audit/runFolder.ts';
import type { RunRow } from '../audit/runs/runRow.ts';
import { signingKey } from '../audit/keys/signingKey.ts';
import { isOfferedTo } from '../audit/turn.ts';
import { operatorName } from '../operator.ts';
import { askedIn } from './approver.ts';

/** A run that waits for whoever sits here: it is offered to them, or asks for their approval. */
export interface WaitingRun {
  readonly folder: string;
  readonly wants: 'hand-over' | 'approval';
  /** Tells this offer or request from the ones before it. */
  readonly mark: string;
}

/** What a list says of a run that may wait for somebody. */
export type Asking = Pick<RunRow, 'folder' | 'lastAt' | 'offeredTo' | 'asks'>;

// A key that would ask for a passphrase is theirs as well; nobody is asked by looking.
const silent: KeyAsker = { ask: () => Promise.resolve(undefined) };

/** Which of some open runs wait for whoever sits here. Verifies what asks, makes no key and writes nothing. */
export async function waitingHere(
  runs: readonly Asking[],
  environment: NodeJS.ProcessEnv,
): Promise<readonly WaitingRun[]> {
  const found: WaitingRun[] = [];
  for (const run of runs) {
    // A run that cannot be read waits for nobody; its own page says why.
    const waiting = await waitingIn(run, environment).catch(() => undefined);
    if (waiting !== undefined) found.push(waiting);
  }
  return found;
}

async function waitingIn(run: Asking, environment: NodeJS.ProcessEnv): Promise<WaitingRun | undefined> {
  const { folder } = run;
  if (run.offeredTo !== undefined)
    return (await isTheirs(folder, environment))
      ? { folder, wants: 'hand-over', mark: String(run.lastAt) }
      : undefined;
  if (run.asks === undefined) return undefined;
  const { open } = await askedIn({ folder, state: stateFolderOf(folder) }, environment);
  const nonces = open
    .filter(({ notYours, mine }) => notYours === undefined && mine === undefined)
    .map(({ nonce }) => nonce);
  return nonces.length === 0 ? undefined : { folder, wants: 'approval', mark: nonces.join(' ') };
}

async function isTheirs(folder: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const [record, { publicKey: key = '' }, operator] = await Promise.all([
    readRun(folder),
    signingKey({ environment, folder, stateFolder: stateFolderOf(folder), asker: silent }),
    operatorName(folder, environment),
  ]);
  return isOfferedTo(record, { key, operator });
}
