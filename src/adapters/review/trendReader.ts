import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { layOut } from '../../core/run/view/page.ts';
import type { Page } from '../../core/run/view/view.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { namedSteps, type ToldTrend } from '../../core/trends/told.ts';
import { trendsOf } from '../../core/trends/trend.ts';
import type { RunIndex } from '../audit/runs/runIndex.ts';
import { storedText, type RunRow } from '../audit/runs/runRow.ts';
import { parseText } from '../runbookFile.ts';
import { runbookPath } from './runbookPath.ts';

/** What the runs of one runbook show, by the names of its newest text; undefined if it has none. */
export function tellTrend(
  index: RunIndex,
  isMeant: (row: RunRow) => boolean,
  grammar: Grammar,
): ToldTrend | undefined {
  const rows = index.rows().filter(row => row.result !== 'unknown' && isMeant(row));
  const [newest] = rows;
  if (newest === undefined) return undefined;
  const { runbook } = newest;
  const facts = rows.flatMap(row => index.factsAt(row) ?? []);
  index.save();
  // A file may be called by a relative and by an absolute path; it is one all the same.
  const [trend] = trendsOf(facts.map(one => ({ ...one, runbook })));
  if (trend === undefined) return undefined;
  const page = pageOf(newest, grammar);
  const wanted = new Set([...trend.recent.map(({ run }) => run), trend.lastClean?.run]);
  return {
    title: page?.title ?? newest.title ?? runbook,
    trend,
    steps: namedSteps(trend, page),
    folders: Object.fromEntries(rows.filter(({ run }) => wanted.has(run)).map(one => [one.run, one.folder])),
  };
}

/** The text that a run began with, else today's file, as the walker lays it out. */
export function pageOf(row: RunRow, grammar: Grammar): Page | undefined {
  const bytes = storedText(row.folder) ?? todaysText(row);
  if (bytes === undefined) return undefined;
  const text = { path: row.runbook, bytes, sha256: hash('sha256', bytes, 'hex') };
  return layOut(parseText(text, grammar), () => '');
}

function todaysText(row: RunRow): Uint8Array | undefined {
  const path = runbookPath(row);
  try {
    return path === undefined ? undefined : fs.readFileSync(path);
  } catch {
    return undefined;
  }
}
