import { hostname } from 'node:os';
import type { Memento, SecretStorage } from 'vscode';
import { stateFolderOf } from '../../adapters/audit/stateFolders.ts';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import { fields, optional, text, type Of } from '../../protocol/shape.ts';

/** That something of a run is kept, which is no secret itself: without it nobody asks the secret storage, which may ask a person. */
const keptMark = fields({
  run: text(),
  /** The run's own, once it has one. */
  folder: optional(text()),
  /** Windows on several machines share one storage, and each sees its own runs only. */
  host: text(),
});

export type KeptMark = Of<typeof keptMark>;

export interface KeptStores {
  readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  readonly globalState: Pick<Memento, 'get' | 'update' | 'keys'>;
}

const prefix = 'handrail.secrets ';

/** Where the secrets of a runbook's run are kept, and the word that they are. */
export function keptKey(runbook: string): string {
  return `${prefix}${runbook}`;
}

export function markAt({ globalState }: KeptStores, key: string): KeptMark | undefined {
  const mark = globalState.get<unknown>(key);
  return keptMark(mark) ? mark : undefined;
}

/** The word goes first and ends last, so that nothing is kept that no word tells of. */
export async function storeKept(
  { secrets, globalState }: KeptStores,
  key: string,
  { mark, secret }: { readonly mark: Omit<KeptMark, 'host'>; readonly secret: string },
): Promise<void> {
  await globalState.update(key, { ...mark, host: hostname() } satisfies KeptMark);
  await secrets.store(key, secret);
}

export async function deleteKept(stores: KeptStores, key: string): Promise<void> {
  if (markAt(stores, key) === undefined) return;
  await stores.secrets.delete(key);
  await stores.globalState.update(key, undefined);
}

/** Deletes what is kept of runs that were closed, offered to somebody else or deleted while no checklist showed them. */
export async function sweepKept(
  stores: KeptStores,
  runsIn: (stateFolders: readonly string[]) => Promise<readonly RunRow[]>,
): Promise<void> {
  const kept = stores.globalState.keys().flatMap(key => {
    const { run, folder, host } = (key.startsWith(prefix) ? markAt(stores, key) : undefined) ?? {};
    return run === undefined || folder === undefined || host !== hostname() ? [] : [{ key, run, folder }];
  });
  if (kept.length === 0) return;
  try {
    const rows = await runsIn([...new Set(kept.map(({ folder }) => stateFolderOf(folder)))]);
    for (const { key, run } of kept) {
      // A checklist may have kept something of another run meanwhile.
      const isSame = markAt(stores, key)?.run === run;
      if (isSame && isOver(rows.find(row => row.run === run))) await deleteKept(stores, key);
    }
  } catch (error) {
    console.error('Handrail: secrets of runs that are over may still be kept.', error);
  }
}

/** A log that cannot be read may be that of an open run. */
function isOver(row: RunRow | undefined): boolean {
  return (
    row === undefined || row.result === 'done' || row.result === 'aborted' || row.offeredTo !== undefined
  );
}
