import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readTitle } from '../../../core/runbook/markdown/title.ts';
import { factsOf, type RunFacts } from '../../../core/trends/facts.ts';
import { runFolders, walkedEntries } from './glance.ts';
import { IndexFile } from './indexFile.ts';
import { segmentFiles } from '../layout.ts';
import { privateState, realPath } from '../stateFolders.ts';
import { rowOf, type RunRow } from './runRow.ts';

// What many runs are listed and told from without opening each again. It stands outside of every repository, is made anew where it
// is missing, damaged or of other files, and nothing is ever verified by it.

const formats = { rows: 'handrail-rows/3', facts: 'handrail-facts/3' } as const;

/** A run that is walked changes all the time, and is looked at anew for less than writing the whole index would cost. */
const mostUnsaved = 50;

interface Indexed {
  /** Names, sizes and times of the run's files: of others nothing is known. */
  readonly stamp: string;
  /** Absent if the folder holds no log. Its folder is where it was seen last. */
  readonly row?: RunRow;
}

interface IndexedFacts {
  readonly stamp: string;
  readonly facts?: RunFacts;
}

/** The index of one state folder, as far as its files are still the same. */
export class RunIndex {
  readonly #runs: string;
  readonly #rows: IndexFile;
  /** A file of its own, since a list needs none of it. */
  readonly #facts: IndexFile;
  readonly #titles = new Map<string, string>();
  #closedChanged = false;

  constructor(stateFolder: string, privateFolder = privateState(process.env)) {
    this.#runs = join(stateFolder, 'runs');
    const name = hash('sha256', realPath(stateFolder), 'hex').slice(0, 32);
    const path = join(privateFolder, 'index', name);
    this.#rows = new IndexFile(`${path}.rows`, formats.rows);
    this.#facts = new IndexFile(`${path}.facts`, formats.facts);
  }

  /** Every run that can be listed, newest first. */
  rows(): readonly RunRow[] {
    const folders = runFolders(this.#runs);
    this.#forget(this.#rows, folders);
    const rows = folders.flatMap(folder => this.#at(folder).row ?? []);
    this.save();
    // A text that is not stored in one run may be in another.
    return rows.map(row => this.#titled(row)).reverse();
  }

  /** The same one by one, for whoever may have enough after a few; `save` is the caller's. */
  *newest(): Generator<RunRow, void, void> {
    for (const folder of runFolders(this.#runs).toReversed()) {
      const { row } = this.#at(folder);
      if (row !== undefined) yield this.#titled(row);
    }
  }

  /** What each run adds to the trends, oldest first; of one runbook where it is named. */
  facts(runbook?: string): readonly RunFacts[] {
    const rows = this.rows().filter(
      row => row.result !== 'unknown' && (runbook === undefined || row.runbook === runbook),
    );
    if (runbook === undefined)
      this.#forget(
        this.#facts,
        rows.map(({ folder }) => folder),
      );
    const facts = rows.toReversed().flatMap(row => this.factsAt(row) ?? []);
    this.save();
    return facts;
  }

  /** What one run adds; its log is read where that is not known of it as it is now. */
  factsAt({ folder }: Pick<RunRow, 'folder'>): RunFacts | undefined {
    const key = keyOf(folder);
    const stamp = stampOf(folder);
    const known = this.#facts.get(key) as IndexedFacts | undefined;
    if (known?.stamp === stamp) return known.facts;
    const facts = readFacts(folder);
    this.#facts.set(key, facts === undefined ? { stamp } : { stamp, facts });
    return facts;
  }

  /** Keeps what was found for whoever asks next. */
  save(): void {
    if (this.#closedChanged || this.#rows.changes > mostUnsaved) this.#rows.save();
    this.#closedChanged = false;
    this.#facts.save();
  }

  /** What is no longer there is forgotten. */
  #forget(file: IndexFile, folders: readonly string[]): void {
    const here = new Set(folders.map(keyOf));
    for (const key of file.keys()) if (!here.has(key)) file.drop(key);
    if (file === this.#rows && file.changes > 0) this.#closedChanged = true;
  }

  #at(folder: string): { readonly row?: RunRow } {
    const stamp = stampOf(folder);
    const known = this.#rows.get(keyOf(folder)) as Indexed | undefined;
    if (known?.stamp === stamp) {
      const { sha256, title } = known.row ?? {};
      if (sha256 !== undefined && title !== undefined) this.#titles.set(sha256, title);
      return known.row === undefined ? {} : { row: { ...known.row, folder } };
    }
    const row = rowOf(folder, (sha256, text) => this.#titleOf(sha256, text));
    this.#keep(folder, stamp, row);
    return row === undefined ? {} : { row };
  }

  #keep(folder: string, stamp: string, row: RunRow | undefined): void {
    this.#rows.set(keyOf(folder), row === undefined ? { stamp } : { stamp, row });
    if (row?.result !== 'open') this.#closedChanged = true;
  }

  #titleOf(sha256: string, text: () => Uint8Array | undefined): string | undefined {
    const known = this.#titles.get(sha256);
    if (known !== undefined) return known;
    const bytes = text();
    const title = bytes === undefined ? '' : readTitle(bytes);
    if (title !== '') this.#titles.set(sha256, title);
    return title === '' ? undefined : title;
  }

  #titled(row: RunRow): RunRow {
    const title = row.title ?? this.#titles.get(row.sha256 ?? '');
    return title === undefined ? row : { ...row, title };
  }
}

/** `2026/20261012T…`: the same wherever the folder is looked at from. */
const keyOf = (folder: string): string => `${basename(dirname(folder))}/${basename(folder)}`;

function stampOf(folder: string): string {
  try {
    return segmentFiles(folder)
      .map(file => {
        const { ino, size, mtimeMs } = fs.statSync(join(folder, file));
        return `${file} ${ino} ${size} ${mtimeMs}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}

function readFacts(folder: string): RunFacts | undefined {
  try {
    return factsOf(walkedEntries(folder));
  } catch {
    return undefined;
  }
}
