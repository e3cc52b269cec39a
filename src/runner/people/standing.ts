import { chooseSigner } from '../../adapters/audit/keys/chooseSigner.ts';
import type { RunRecord } from '../../adapters/audit/runFolder.ts';
import { treeSignersFiles } from '../../adapters/audit/keys/signingKey.ts';
import { standingOffer, turnOf } from '../../adapters/audit/turn.ts';
import { operatorName } from '../../adapters/operator.ts';
import { unseenBy } from '../../core/run/handover.ts';
import type { WalkOptions } from '../walkOptions.ts';

interface Place {
  readonly stateFolder: string;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What an offer that stands is to whoever opens the run here; nothing where none stands. */
export async function offeredHere(
  record: RunRecord | undefined,
  { stateFolder, directory, environment }: Place,
): Promise<Pick<WalkOptions, 'offered' | 'standing'>> {
  if (record === undefined || standingOffer(record) === undefined) return {};
  const signersFiles = treeSignersFiles(stateFolder);
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({ environment, folder: directory, signersFiles, interactive: true }),
    operatorName(directory, environment),
  ]);
  const { same } = await turnOf(record, { key: signer.publicKey, operator });
  const unseen = same ? [] : unseenBy(record.entries, key => key === signer.publicKey);
  return { offered: record.entries, standing: { mine: same, unseen } };
}
