import { datesOf } from '../dates.ts';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import { alike, type Exactness } from '../../core/review/lookAlikes.ts';
import { runTitle } from './runTitle.ts';

/** The start of each run in a list, precise enough to distinguish runs with the same title. */
export class Moments {
  readonly #alike: ReadonlyMap<string, Exactness>;

  /** `called` is what else of a run the list shows in that place; its title, where nothing else is said. */
  constructor(runs: readonly RunRow[], called: (run: RunRow) => string = runTitle) {
    this.#alike = alike(runs.map(run => ({ ...run, title: called(run) })));
  }

  of({ folder, startedAt }: RunRow): string {
    const exact = this.#alike.get(folder);
    const isThisYear = new Date(startedAt).getFullYear() === new Date().getFullYear();
    const time = formatOf({
      ...(isThisYear ? {} : { year: 'numeric' }),
      ...(exact === undefined ? {} : { second: '2-digit' }),
    }).format(startedAt);
    return exact?.mark === undefined ? time : `${time} (${exact.mark})`;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one takes longer than all else about a row. */
function formatOf(more: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(more);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const part = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat(datesOf(), { ...part, ...more });
  formats.set(key, made);
  return made;
}
