import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Recorded } from '../../core/audit/entry.ts';
import { factsOf, type RunFacts } from '../../core/trends/facts.ts';
import { glance, runFolders } from './glance.ts';
import { privateState, realPath, segmentFiles } from './layout.ts';
import { readRunNow } from './runFolder.ts';

// What many runs are listed and told from without opening each again. It stands outside of every repository, is made anew where it
// is missing, damaged or of other files, and nothing is ever verified by it.

const format = 'handrail-index/1';

/** A run as a list shows it. */
export interface RunRow {
  readonly run: string;
  readonly folder: string;
  readonly runbook: string;
  readonly operator: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly lastAt: string;
  readonly result: 'done' | 'aborted' | 'open';
}

interface Indexed {
  /** Names, sizes and times of the run's files: of others nothing is known. */
  readonly stamp: string;
  /** Absent where the folder holds nothing that can be listed. */
  readonly row?: Omit<RunRow, 'folder'>;
  /** Absent until trends were asked for. */
  readonly facts?: RunFacts;
}

/** The index of one state folder, as far as its files are still the same. */
export class RunIndex {
  readonly #runs: string;
  readonly #path: string;
  readonly #known: Map<string, Indexed>;
  #changed = false;

  constructor(stateFolder: string, privateFolder = privateState(process.env)) {
    this.#runs = join(stateFolder, 'runs');
    const name = hash('sha256', realPath(stateFolder), 'hex').slice(0, 32);
    this.#path = join(privateFolder, 'index', `${name}.json`);
    this.#known = read(this.#path);
  }

  /** Every run that can be listed, newest first. */
  rows(): readonly RunRow[] {
    const rows = this.#folders().flatMap(folder => {
      const { row } = this.#at(folder);
      return row === undefined ? [] : [{ ...row, folder }];
    });
    this.#save();
    return rows.reverse();
  }

  /** What each run adds to the trends, oldest first; of one runbook where it is named. */
  facts(runbook?: string): readonly RunFacts[] {
    const facts = this.#folders().flatMap(folder => {
      const { row } = this.#at(folder);
      const wanted = row !== undefined && (runbook === undefined || row.runbook === runbook);
      return wanted ? (this.#factsAt(folder) ?? []) : [];
    });
    this.#save();
    return facts;
  }

  /** What is no longer there is forgotten. */
  #folders(): readonly string[] {
    const folders = runFolders(this.#runs);
    const here = new Set(folders.map(keyOf));
    for (const key of this.#known.keys()) if (!here.has(key)) this.#changed = this.#known.delete(key);
    return folders;
  }

  #at(folder: string): Indexed {
    const stamp = stampOf(folder);
    const known = this.#known.get(keyOf(folder));
    if (known?.stamp === stamp) return known;
    const row = rowOf(folder);
    const made: Indexed = row === undefined ? { stamp } : { stamp, row };
    this.#keep(folder, made);
    return made;
  }

  #factsAt(folder: string): RunFacts | undefined {
    const known = this.#known.get(keyOf(folder));
    if (known?.facts !== undefined) return known.facts;
    const facts = factsOf(entriesOf(folder));
    if (known !== undefined && facts !== undefined) this.#keep(folder, { ...known, facts });
    return facts;
  }

  #keep(folder: string, indexed: Indexed): void {
    this.#known.set(keyOf(folder), indexed);
    this.#changed = true;
  }

  /** One that cannot be written costs time, and nothing else. */
  #save(): void {
    if (!this.#changed) return;
    this.#changed = false;
    const body = [...this.#known].map(one => `${JSON.stringify(one)}\n`).join('');
    const temporary = `${this.#path}.${process.pid}`;
    try {
      fs.mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      fs.writeFileSync(temporary, `${format} ${hash('sha256', body, 'hex')}\n${body}`, { mode: 0o600 });
      fs.renameSync(temporary, this.#path);
    } catch {
      fs.rmSync(temporary, { force: true });
    }
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

/** The index as it was written whole; else an empty one. */
function read(path: string): Map<string, Indexed> {
  try {
    const text = fs.readFileSync(path, 'utf8');
    const end = text.indexOf('\n') + 1;
    const body = text.slice(end);
    if (text.slice(0, end) !== `${format} ${hash('sha256', body, 'hex')}\n`) return new Map();
    return new Map(
      body.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line) as [string, Indexed]])),
    );
  } catch {
    return new Map();
  }
}

function rowOf(folder: string): Omit<RunRow, 'folder'> | undefined {
  const seen = glance(folder);
  if (seen === undefined) return undefined;
  const { open, end } = seen;
  const seal = end.findLast(entry => entry.type === 'seal');
  const last = end.findLast(entry => entry.t !== undefined)?.t ?? open.t ?? 0;
  return {
    run: open.run,
    runbook: open.runbook.path,
    operator: open.who,
    startedAt: new Date(open.t ?? 0).toISOString(),
    lastAt: new Date(last).toISOString(),
    result: seal?.result ?? 'open',
  };
}

function entriesOf(folder: string): readonly Recorded[] {
  try {
    return readRunNow(folder).entries;
  } catch {
    return [];
  }
}
