import { csvLines } from '../core/report/csv.ts';
import { flag, type Arguments } from './arguments.ts';
import { visibleLines } from './visibleText.ts';

/** The options for the format of a list. */
export const listOptions = { json: { type: 'boolean' }, csv: { type: 'boolean' } } as const;

/** A list in its three forms, all of the same rows. */
export interface Listing<Row extends object> {
  /** As JSON has them. */
  readonly rows: readonly Row[];
  /** What CSV has in each column, by its name. */
  readonly columns: Readonly<Record<string, (row: Row) => string | number | null | undefined>>;
  readonly forPeople: () => string;
}

/** Why a list cannot be printed in the requested format. */
export function refuseFormat(read: Arguments): string | undefined {
  return flag(read, 'json') && flag(read, 'csv') ? 'Take one of --json and --csv.' : undefined;
}

/** A list as it was asked for. */
export function listText<Row extends object>(
  read: Arguments,
  { rows, columns, forPeople }: Listing<Row>,
): string {
  if (flag(read, 'json')) return `${JSON.stringify(rows, null, 2)}\n`;
  if (!flag(read, 'csv')) return forPeople();
  const names = Object.keys(columns);
  const fields = rows.map(row =>
    Object.values(columns).map(column => visibleLines(String(column(row) ?? ''))),
  );
  return csvLines([names, ...fields]);
}
