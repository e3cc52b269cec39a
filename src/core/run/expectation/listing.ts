import type { Decision } from './decision.ts';

// `All pods Running`, `all nodes are Ready`, `tüm podlar Running`
const all =
  /^(?:all|every|tüm|bütün|alle|todos los|todas las)\s+(?:the\s+)?(?:\p{L}+\s+){1,2}?(?:(?:are|is|should be|must be|in|sind|están)\s+)*(?:state\s+)?[`"']?(Running|Ready|Bound|Active|Available|Completed|Succeeded|Healthy|Synced)[`"']?(?:\s+(?:state|status|durumda|olmalı))?$/iu;

/** Decides "all pods Running" on a table with a STATUS column, as kubectl prints it; undefined where the text is none. */
export function decideListing(wanted: string, got: string): Decision | undefined {
  const state = all.exec(wanted.replace(/[.!]$/, ''))?.[1]?.toLowerCase();
  if (state === undefined) return undefined;
  const [heading = '', ...rows] = got.split('\n').filter(line => line.trim() !== '');
  const columns = columnsOf(heading);
  const at = columns.find(({ name }) => name === 'STATUS') ?? columns.find(({ name }) => name === 'READY');
  if (at === undefined || rows.length === 0) return 'ask';
  const ready = columns.find(({ name }) => name === 'READY');
  return judgeRows(
    rows.map(row => ({
      status: cell(row, at).toLowerCase(),
      ready: ready === undefined ? '' : cell(row, ready),
    })),
    state,
  );
}

interface Row {
  readonly status: string;
  /** `1/2`, where there is such a column. */
  readonly ready: string;
}

function judgeRows(rows: readonly Row[], state: string): Decision {
  const isReady = ({ ready }: Row): boolean => {
    const [up, of] = ready.split('/');
    return of === undefined || up === of;
  };
  if (state === 'ready' && rows.every(({ ready }) => ready.includes('/')))
    return rows.every(isReady) ? 'met' : 'differs';
  // A job's pod has done its work; whether it counts is not for a rule to say.
  if (rows.some(({ status }) => status !== state && status !== 'completed')) return 'differs';
  return rows.every(row => row.status === state && isReady(row)) ? 'met' : 'ask';
}

interface Column {
  readonly name: string;
  readonly start: number;
}

/** Columns begin under their heading, two blanks or more apart. */
function columnsOf(heading: string): readonly Column[] {
  return [...heading.matchAll(/[A-Z][A-Z-]*(?: [A-Z-]+)*/g)].map(({ 0: name, index }) => ({
    name,
    start: index,
  }));
}

function cell(row: string, { start }: Column): string {
  return /^\S*/.exec(row.slice(start))?.[0] ?? '';
}
