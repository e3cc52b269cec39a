import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chooseSigner } from '../../adapters/audit/keys/chooseSigner.ts';
import { readRun, type RunRecord } from '../../adapters/audit/runFolder.ts';
import { treeSignersFiles } from '../../adapters/audit/keys/signingKey.ts';
import { standingOffer, turnOf } from '../../adapters/audit/turn.ts';
import { operatorName } from '../../adapters/operator.ts';
import { isHandover } from '../../core/audit/handover/handover.ts';
import { unseenBy } from '../../core/run/handover.ts';
import type { Walk } from '../walk.ts';
import type { WalkOptions } from '../walkOptions.ts';

interface Place {
  readonly stateFolder: string;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * What a run that was handed over is to the person who opens it here: an open offer, and for a run that another person walks, what
 * they have done; nothing where it is one's own.
 */
export async function offeredHere(
  record: RunRecord | undefined,
  { stateFolder, directory, environment }: Place,
): Promise<Pick<WalkOptions, 'offered' | 'standing'>> {
  if (record === undefined || !record.entries.some(isHandover)) return {};
  const signersFiles = treeSignersFiles(stateFolder);
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({ environment, folder: directory, signersFiles, interactive: true }),
    operatorName(directory, environment),
  ]);
  const { same } = await turnOf(record, { key: signer.publicKey, operator });
  if (standingOffer(record) === undefined) return same ? {} : { offered: record.entries };
  const unseen = same ? [] : unseenBy(record.entries, key => key === signer.publicKey);
  return { offered: record.entries, standing: { mine: same, unseen } };
}

/** Milliseconds between two looks: an offer is taken up elsewhere, and git or another program brings the word of it. */
const interval = 1000;

/** Calls `settled` once somebody else has accepted or withdrawn the offer of a run. Returns the function that stops watching. */
export function watchOffer(
  walk: { readonly log: Pick<Walk['log'], 'isOpen'> },
  folder: string,
  settled: () => void,
): () => void {
  let seen = sizesIn(folder);
  // Whoever sits here has settled it themselves: their walk goes on.
  const isMine = (): boolean => walk.log.isOpen;
  const look = async (): Promise<void> => {
    const now = sizesIn(folder);
    if (isMine()) clearInterval(timer);
    if (isMine() || now === undefined || now === seen) return;
    seen = now;
    // Half a file, as git writes it, is looked at again once it is whole.
    const record = await readRun(folder).catch(() => undefined);
    if (record === undefined || standingOffer(record) !== undefined || isMine()) return;
    clearInterval(timer);
    settled();
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** The log files of a run with their sizes; undefined where they cannot be read now, as while git puts others in their place. */
function sizesIn(folder: string): string | undefined {
  try {
    const logs = readdirSync(folder).filter(name => name.endsWith('.jsonl'));
    return logs.map(name => `${name} ${statSync(join(folder, name)).size}`).join('\n');
  } catch {
    return undefined;
  }
}
