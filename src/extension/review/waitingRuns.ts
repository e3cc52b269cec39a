import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import type { WaitingRun } from '../../adapters/review/waiting.ts';
import { folderStamp } from './folderStamp.ts';
import type { Reader } from './reader.ts';

/** A run of a list, with what it wants of whoever looks at it. */
export type ListedRun = RunRow & { readonly forYou?: WaitingRun['wants'] };

/** Open runs that ask at once; what is behind that is told where the run is opened. */
const most = 50;

/** Marks the runs of a list that wait for this user. */
export function withWaiting(runs: readonly RunRow[], waiting: readonly WaitingRun[]): readonly ListedRun[] {
  const wants = new Map(waiting.map(one => [one.folder, one.wants]));
  return runs.map(run => {
    const forYou = wants.get(run.folder);
    return forYou === undefined ? run : { ...run, forYou };
  });
}

/** Finds the runs that wait for this user, by the verifying worker, and again when their files change. */
export class WaitingRuns {
  readonly #reader: Reader;
  #found: readonly WaitingRun[] = [];
  #stamp = '';

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** As they were found last. */
  get all(): readonly WaitingRun[] {
    return this.#found;
  }

  /** Looks through a list; whether anything else was found than before. */
  async look(runs: readonly RunRow[]): Promise<boolean> {
    const asking = askingIn(runs);
    const stamp = asking
      .map(({ folder, offeredTo = '', asks = '' }) =>
        [folder, offeredTo, asks, folderStamp(folder)].join(' '),
      )
      .join('\n');
    if (stamp === this.#stamp) return false;
    this.#stamp = stamp;
    const found = await waitingIn(this.#reader, asking);
    // A later look has begun meanwhile, and knows more.
    if (stamp !== this.#stamp) return false;
    const before = JSON.stringify(this.#found);
    this.#found = found;
    return JSON.stringify(found) !== before;
  }
}

/** Which runs of a list wait for whoever sits here; where nobody can tell, none. */
export async function waitingIn(reader: Reader, runs: readonly RunRow[]): Promise<readonly WaitingRun[]> {
  const asking = askingIn(runs);
  return asking.length === 0 ? [] : await reader.ask('waiting', { runs: asking }).catch(() => []);
}

function askingIn(runs: readonly RunRow[]): readonly RunRow[] {
  return runs
    .filter(({ result, offeredTo, asks }) => result === 'open' && (offeredTo ?? asks) !== undefined)
    .slice(0, most);
}
