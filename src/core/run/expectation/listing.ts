import type { Decision } from './decision.ts';

// `All pods Running`, `all nodes are Ready`, `tüm podlar Running`
const all =
  /^(?:all|every|tüm|bütün|alle|todos los|todas las)\s+(?:the\s+)?(?:\p{L}+\s+){1,2}?(?:(?:are|is|should be|must be|in|sind|están)\s+)*(?:state\s+)?[`"']?(Running|Ready|Bound|Active|Available|Completed|Succeeded|Healthy|Synced)[`"']?(?:\s+(?:state|status|durumda|olmalı))?$/iu;

// States of which none is what such a sentence asks for, where no heading says which column they stand in.
const unwell =
  /(?:^|\s)(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|OOMKilled|Evicted|NotReady|Pending|Terminating|ContainerCreating|Create\w+Error|Init:\S+|Unknown|Error)(?=\s|$)/m;

/** Decides "all pods Running" on a table with a STATUS column, as kubectl prints it; undefined where the text is none. */
export function decideListing(wanted: string, got: string): Decision | undefined {
  const state = all.exec(wanted.replace(/[.!]$/, ''))?.[1]?.toLowerCase();
  if (state === undefined) return undefined;
  const [heading = '', ...rows] = got.split('\n').filter(line => line.trim() !== '');
  if (rows.length === 0 && /^No resources found\b/.test(heading)) return 'differs';
  const columns = columnsOf(heading);
  const at = columns.get('STATUS') ?? columns.get('READY');
  if (at === undefined) return unwell.test(got) ? 'differs' : 'ask';
  if (rows.length === 0) return 'ask';
  const ready = columns.get('READY');
  return judgeRows(
    rows.map(row => ({
      status: at(row).toLowerCase(),
      ready: ready === undefined ? '' : ready(row),
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

/** What stands in one column of a row. */
type Cell = (row: string) => string;

/** Columns begin under their heading, two blanks or more apart; where one blank is between all, the words are counted. */
function columnsOf(heading: string): ReadonlyMap<string, Cell> {
  if (!/\s{2}|\t/.test(heading.trim()))
    return new Map(heading.split(' ').map((name, index) => [name, row => row.split(/\s+/)[index] ?? '']));
  return new Map(
    [...heading.matchAll(/[A-Z][A-Z-]*(?: [A-Z-]+)*/g)].map(({ 0: name, index }) => [
      name,
      row => /^\S*/.exec(row.slice(index))?.[0] ?? '',
    ]),
  );
}
