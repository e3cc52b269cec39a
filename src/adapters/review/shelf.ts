import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseRunbook } from '../../core/runbook/parse.ts';
import { saysRunbook } from '../../core/runbook/selfDeclared.ts';
import { stepsOf } from '../../core/lint/document.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { largestRunbook } from '../runbookFile.ts';
import { isShortLog } from '../audit/layout.ts';
import { privateState } from '../audit/stateFolders.ts';
import { RunIndex } from '../audit/runs/runIndex.ts';
import type { RunRow } from '../audit/runs/runRow.ts';
import { runbookPath } from './runbookPath.ts';

/** A runbook as a list shows it. */
export interface ShelfEntry {
  /** Absolute. */
  readonly path: string;
  readonly title: string;
  readonly owner?: string;
  /** The date from which the text should not be trusted unread, as it is written. */
  readonly reviewBy?: string;
  /** The newest run that was begun with this file. */
  readonly last?: Pick<RunRow, 'folder' | 'startedAt' | 'operator' | 'result'> & { readonly clean?: true };
  /** The text is another than the one that run began with. */
  readonly changedSince?: true;
}

/** What is looked through for runbooks. Paths are absolute. */
export interface Shelf {
  /** Files that are runbooks by their name, or because somebody opened them as one. */
  readonly named: readonly string[];
  /** Files that are runbooks only where they say so themselves, or were walked. */
  readonly others: readonly string[];
  readonly stateFolders: readonly string[];
}

interface Read {
  readonly stamp: string;
  /** Undefined if there is nothing to do in the file, or nothing says that it is a runbook. */
  readonly found: Pick<ShelfEntry, 'title' | 'owner' | 'reviewBy'> | undefined;
  readonly sha256: string;
}

/** Finds runbooks and what became of them; a file is read again only when it has changed. */
export class ShelfReader {
  readonly #grammar: Grammar;
  readonly #privateFolder: string;
  readonly #read = new Map<string, Read>();

  constructor(grammar: Grammar, privateFolder = privateState(process.env)) {
    this.#grammar = grammar;
    this.#privateFolder = privateFolder;
  }

  /** By path; a file that is gone, too large or without anything to do is left out. */
  async list({ named, others, stateFolders }: Shelf): Promise<readonly ShelfEntry[]> {
    const indexes = stateFolders.map(folder => new RunIndex(folder, this.#privateFolder));
    const runs = newestRuns(indexes);
    const wanted = new Map<string, boolean>(others.map(path => [path, false]));
    for (const path of named) wanted.set(path, true);
    // Somebody walked it as one.
    for (const path of runs.keys()) if (wanted.has(path)) wanted.set(path, true);
    for (const path of this.#read.keys()) if (!wanted.has(path)) this.#read.delete(path);
    const entries: ShelfEntry[] = [];
    for (const [path, isNamed] of [...wanted].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const entry = this.#entryAt(path, isNamed, runs.get(path));
      if (entry !== undefined) entries.push(entry);
      // Whoever asks this thread for something else meanwhile is not kept waiting for all files.
      await setImmediate();
    }
    for (const index of indexes) index.save();
    return entries;
  }

  #entryAt(path: string, isNamed: boolean, run: Newest | undefined): ShelfEntry | undefined {
    const { found, sha256 } = this.#look(path, isNamed) ?? {};
    if (found === undefined) return undefined;
    if (run === undefined) return { path, ...found };
    const changed = run.row.sha256 !== undefined && run.row.sha256 !== sha256;
    return {
      path,
      ...found,
      last: lastOf(run),
      ...(changed ? { changedSince: true } : {}),
    };
  }

  #look(path: string, isNamed: boolean): Read | undefined {
    try {
      const stat = fs.statSync(path);
      if (!stat.isFile() || stat.size > largestRunbook) return undefined;
      const stamp = `${stat.size} ${stat.mtimeMs} ${String(isNamed)}`;
      const known = this.#read.get(path);
      if (known?.stamp === stamp) return known;
      const bytes = fs.readFileSync(path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const isOne = isNamed || saysRunbook(bytes.toString('utf8'));
      const read = { stamp, sha256, found: isOne ? this.#parse(path, bytes, sha256) : undefined };
      this.#read.set(path, read);
      return read;
    } catch {
      // Gone or not to be read since it was listed.
      return undefined;
    }
  }

  #parse(path: string, bytes: Uint8Array, sha256: string): Read['found'] {
    // Whether bash itself accepts a doubtful block changes neither title nor owner, and would start a process for each.
    const outside = { grammar: this.#grammar, bashAccepts: () => true };
    const runbook = parseRunbook({ path, bytes, sha256, shell: new Set() }, outside);
    if ([...stepsOf(runbook)].length === 0) return undefined;
    const { owner, reviewBy } = runbook.meta;
    return {
      title: runbook.title,
      ...(owner === undefined ? {} : { owner }),
      ...(reviewBy === undefined ? {} : { reviewBy }),
    };
  }
}

interface Newest {
  readonly row: RunRow;
  readonly index: RunIndex;
}

/** By the path of the runbook's file. */
function newestRuns(indexes: readonly RunIndex[]): ReadonlyMap<string, Newest> {
  const newest = new Map<string, Newest>();
  const paths = new Map<string, string | undefined>();
  const all = indexes.flatMap(index => index.rows().map(row => ({ row, index })));
  for (const { row, index } of all) {
    // Asked of the disk once for each runbook, not for each run.
    const key = `${dirname(dirname(row.folder))}\n${row.runbook}`;
    if (row.runbook !== '' && !paths.has(key)) paths.set(key, runbookPath(row));
    const path = paths.get(key);
    if (path === undefined) continue;
    const known = newest.get(path);
    if (known === undefined || known.row.startedAt < row.startedAt) newest.set(path, { row, index });
  }
  return newest;
}

function lastOf({ row, index }: Newest): NonNullable<ShelfEntry['last']> {
  const { folder, startedAt, operator, result } = row;
  const isClean = result === 'done' && isShortLog(folder) && index.factsAt(row)?.clean === true;
  return { folder, startedAt, operator, result, ...(isClean ? { clean: true } : {}) };
}
