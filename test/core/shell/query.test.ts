import { expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { grammar, statementOf } from './shell.ts';

const written: readonly (readonly [text: string, values: Record<string, string>, filled: string])[] = [
  [
    `psql -c "SELECT 1 FROM t WHERE n = '<n>'"`,
    { n: "O'Neil" },
    `psql -c "SELECT 1 FROM t WHERE n = 'O''Neil'"`,
  ],
  [`psql -c 'SELECT "<c>" FROM t'`, { c: 'a"b' }, `psql -c 'SELECT "a""b" FROM t'`],
  ['psql -c "DELETE FROM t WHERE id = <id>"', { id: '-7' }, 'psql -c "DELETE FROM t WHERE id = -7"'],
  [
    'psql -c "DELETE FROM t WHERE id IN (<ids>)"',
    { ids: '1, 2' },
    'psql -c "DELETE FROM t WHERE id IN (1, 2)"',
  ],
  ['psql -c "<sql>"', { sql: "SELECT 'a' -- b" }, `psql -c "SELECT 'a' -- b"`],
  [`psql -c "SELECT 'it''s', '<n>'"`, { n: "it's" }, `psql -c "SELECT 'it''s', 'it''s'"`],
  [`psql <<EOF\nSELECT '<n>';\nEOF`, { n: "it's" }, `psql <<EOF\nSELECT 'it''s';\nEOF`],
  [`echo "SELECT '<n>'" | mysql shop`, { n: "it's" }, `echo "SELECT 'it''s'" | mysql shop`],
  [`mysql --execute="SELECT '<n>'"`, { n: "it's" }, `mysql --execute="SELECT 'it''s'"`],
  [
    `kubectl exec pg-0 -- psql -c "SELECT '<n>'"`,
    { n: "it's" },
    `kubectl exec pg-0 -- psql -c "SELECT 'it''s'"`,
  ],
  [`sqlite3 a.db "SELECT '<n>'"`, { n: "it's" }, `sqlite3 a.db "SELECT 'it''s'"`],
  ['psql -h <h> -c "SELECT 1"', { h: "a'b" }, `psql -h 'a'\\''b' -c "SELECT 1"`],
];

test.each(written)('a value in a query: %s', (text, values, filled) => {
  expect(fill(statementOf(text), values, grammar)).toEqual({ ok: true, text: filled, environment: {} });
});

test.each([
  ['psql -c "DELETE FROM t WHERE id = <v>"', '1 OR true'],
  ['psql -c "DELETE FROM t WHERE id = <v>"', '1--'],
  ['psql -c "SELECT $$<v>$$"', '$$; DROP TABLE t'],
  [`psql -c "SELECT E'<v>'"`, "it's"],
  [`psql -c "SELECT 'a' -- '<v>'"`, "it's"],
  [`mysql -e "SELECT '<v>'"`, "\\'"],
  ['mysql -e "SELECT \\`<v>\\`"', 'a`b'],
  [`mongosh --eval "db.t.find({n: '<v>'})"`, "it's"],
])('a query is not changed: %s', (text, v) => {
  const { ok, problem } = { problem: undefined, ...fill(statementOf(text), { v }, grammar) };
  expect(ok).toBe(false);
  expect(problem?.code).toBe('value-not-possible');
  expect(problem?.message).toContain('into this query');
});
