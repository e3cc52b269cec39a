import { describe, expect, test } from 'vitest';
import { queryStart } from '../../../src/core/shell/fill/unnamedQuery.ts';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { grammar, statementOf } from './shell.ts';

interface Case {
  readonly text: string;
  /** Values that are written as they are. */
  readonly takes?: readonly string[];
  readonly refuses?: readonly string[];
}

const ordinary = ['Ada Lovelace', 'Ayşe', '2024-01-31', 'ada@example.org', 'https://x.example/?a=1', '50%'];
const hostile = [
  "it's",
  'a"b',
  'a`b',
  String.raw`\x27; DROP TABLE t`,
  'a\nb',
  'a -- b',
  'a /* b',
  'a */ b',
  'a; b',
  '$(x)',
  "' OR 1=1 #",
];

const quoted: readonly Case[] = [
  `psql -c "SELECT '<v>'"`,
  `psql -c 'SELECT "<v>" FROM t'`,
  `psql -Atc "SELECT '<v>'"`,
  `psql -c"SELECT '<v>'"`,
  `psql --command="SELECT '<v>'"`,
  `psql <<EOF\nSELECT '<v>';\nEOF`,
  `psql <<'EOF'\nSELECT '<v>';\nEOF`,
  `psql <<< "SELECT '<v>'"`,
  `psql <<'EOF'\n\\c shop\n-- Ada's\nSELECT '<v>';\nEOF`,
  `psql shop -f - <<EOF\nSELECT '<v>';\nEOF`,
  `psql -c "SELECT 'it''s', '<v>'"`,
  `psql -c "SELECT E'a'\n'<v>'"`,
  `PGPASSWORD=x psql -c "SELECT '<v>'"`,
  `sudo -u postgres psql -c "SELECT '<v>'"`,
  `sudo -iu postgres psql -c "SELECT '<v>'"`,
  `runuser -u postgres -- psql -c "SELECT '<v>'"`,
  `time env A=1 psql -c "SELECT '<v>'"`,
  `kubectl exec pg-0 -- psql -c "SELECT '<v>'"`,
  `docker exec -i -u postgres pg psql <<EOF\nSELECT '<v>'\nEOF`,
  `docker compose exec -T db mysql -e "SELECT '<v>'"`,
  `ssh db "psql shop" <<EOF\nSELECT '<v>'\nEOF`,
  `echo "SELECT '<v>'" | mysql shop`,
  `echo "SELECT '<v>'" | ssh db psql shop`,
  `cat <<EOF | psql\nSELECT '<v>'\nEOF`,
  `{ echo "SELECT '<v>'"; } | psql`,
  `( echo "SELECT '<v>'" ) | psql`,
  `( psql ) <<EOF\nSELECT '<v>'\nEOF`,
  `mysql -Nse "SELECT '<v>'"`,
  `mysql -e"SELECT '<v>'"`,
  `mysql --execute="SELECT '<v>'"`,
  `mysql -e 'SELECT \`<v>\` FROM t'`,
  `sqlite3 a.db "SELECT '<v>'"`,
  `sqlite3 a.db <<EOF\n.headers on\nSELECT '<v>';\nEOF`,
  `cqlsh -e "SELECT '<v>'"`,
  `clickhouse-client --query "SELECT '<v>'"`,
  `sqlcmd -Q "SELECT N'<v>'"`,
  `sqlplus -s / <<EOF\nSELECT '<v>' FROM dual;\nEOF`,
  `bq query "SELECT '<v>'"`,
].map(text => ({ text, takes: ordinary, refuses: hostile }));

// Whatever takes it, what begins like a query is one.
const unnamed: readonly Case[] = [
  `$PSQL -c "SELECT '<v>'"`,
  `"$PSQL" -c "SELECT id FROM t WHERE n = '<v>'"`,
  `$PSQL <<EOF\nBEGIN;\nDELETE FROM t WHERE n = '<v>';\nEOF`,
  `cat > fix.sql <<EOF\n-- Fix\nUPDATE t SET n = '<v>';\nEOF`,
  `k3s kubectl exec pg-0 -- psql -c "UPDATE t SET n = '<v>'"`,
  `microk8s kubectl exec pg-0 -- psql -c "SELECT '<v>'"`,
  `minikube kubectl -- exec pg-0 -- psql -c "INSERT INTO t VALUES ('<v>')"`,
  `heroku pg:psql --command="SELECT '<v>'"`,
  `pgcli -c "WITH a AS (SELECT 1) SELECT '<v>'"`,
  `$PSQL -c "UPDATE ONLY t SET n = '<v>'"`,
  `$PSQL -c "UPDATE orders AS o SET n = '<v>'"`,
  `$PSQL -c "UPDATE orders o SET n = '<v>'"`,
  `$DB -e "REPLACE INTO t VALUES ('<v>')"`,
  `$DB -e "UPSERT INTO t VALUES ('<v>')"`,
  `$PSQL -c "SELECT pg_catalog.set_config('a', '<v>', false)"`,
  `$PSQL -c "ALTER SYSTEM SET a = '<v>'"`,
  `$PSQL -c "CREATE MATERIALIZED VIEW v AS SELECT '<v>'"`,
  `$PSQL -c "CREATE UNIQUE INDEX i ON t (a) WHERE n = '<v>'"`,
  `$PSQL -c "CREATE UNLOGGED TABLE t AS SELECT '<v>'"`,
  `$PSQL -c "CREATE OR REPLACE TEMP VIEW v AS SELECT '<v>'"`,
  `aws athena start-query-execution --query-string "SELECT * FROM t WHERE n = '<v>'"`,
].map(text => ({ text, takes: ordinary, refuses: hostile }));

// What opens a text or a comment for one client and not for another makes all behind it unsure.
const unsure: readonly Case[] = [
  `mysql <<EOF\nSELECT 1; # it's\nSELECT 2 = '<v>';\nEOF`,
  String.raw`mysql -e 'SELECT "\"", 1, "<v>"'`,
  `cqlsh <<EOF\nSELECT 1; // it's\nSELECT a = '<v>';\nEOF`,
  `cqlsh <<EOF\n-- it's\nSELECT a = '<v>';\nEOF`,
  String.raw`psql <<'EOF'` + `\nSELECT E'\\'a', '<v>';\nEOF`,
  `psql <<'EOF'\nSELECT $$it's$$, '<v>';\nEOF`,
  `psql -c "SELECT 1 /* it's */, '<v>'"`,
  `$PSQL -c "/* fix */ /** all **/ DELETE FROM t WHERE n = '<v>'"`,
  `mysql -e "SELECT 5--'1', '<v>'"`,
  `psql -c "SELECT 'a\n<v>'"`,
  `psql -c "SELECT 'a <v>\n'"`,
  `sqlplus / <<EOF\nSELECT q'[it's]', '<v>' FROM dual;\nEOF`,
  `bq query "SELECT '''it's''', '<v>'"`,
  `sqlcmd -Q "SELECT [it's], '<v>'"`,
  `{ echo "SELECT 1"; echo "SELECT '<v>'"; } | psql`,
  String.raw`echo -e "SELECT \x27 = '<v>'" | psql`,
  `printf "SELECT '%s', '<v>'" x | psql`,
].map(text => ({ text, refuses: ['1 OR true', ...hostile] }));

const bare: readonly Case[] = [
  {
    text: 'psql -c "DELETE FROM t WHERE id = <v>"',
    takes: ['7', '-7', '2024-01-31', '1.5'],
    refuses: ['id', '1 OR true', '1--', '1, 2', 'true'],
  },
  {
    text: 'psql -c "DELETE FROM t WHERE id IN (<v>)"',
    takes: ['1', '1, 2', '1,2'],
    refuses: ['id', '1, id', '1) OR (1'],
  },
  { text: 'psql -c "DELETE FROM t WHERE id IN (1, <v>)"', takes: ['2'], refuses: ['id'] },
  { text: 'psql -c "DELETE FROM t WHERE n LIKE <v>"', refuses: ['n', "'%'"] },
  { text: 'psql -c "DELETE FROM t WHERE <v>"', refuses: ['true', '1', 'a = 1'] },
  { text: 'psql -c "DELETE FROM t WHERE a = 1 OR <v>"', refuses: ['true', '1', 'a'] },
  { text: 'psql -c "DELETE FROM t WHERE <v> = 5"', takes: ['id'], refuses: ['5', 'true'] },
  { text: 'psql -c "SELECT 1 WHERE a BETWEEN 1 AND <v>"', takes: ['9'], refuses: ['a', '9 OR 1'] },
  {
    text: 'psql -c "DROP TABLE <v>"',
    takes: ['orders', 'shop.orders_2024'],
    refuses: ['a, b', '-a', 'a b', 'a CASCADE'],
  },
  { text: 'psql -c "CREATE INDEX ON t (<v>)"', takes: ['a', 'a, b'], refuses: ['a), (b', '-a'] },
  { text: 'psql -c "SELECT 5 -<v>"', takes: ['7'], refuses: ['-7', '-x'] },
  { text: 'psql -c "UPDATE t SET a = 1 WHERE b = 2; DROP TABLE <v>"', takes: ['orders'] },
  { text: 'psql -c "DELETE FROM t WHERE id = 5 LIMIT <v>"', takes: ['10'], refuses: ['ALL'] },
  {
    text: `cqlsh -e "DELETE FROM t WHERE id = <v>"`,
    takes: ['123e4567-e89b-12d3-a456-426614174000'],
    refuses: ['id'],
  },
  { text: 'psql -c "<v>"', takes: ["SELECT 'a' -- b", 'SELECT 1; SELECT 2'] },
  { text: 'sqlite3 a.db "<v>"', takes: ["SELECT 'a'"] },
  { text: 'psql -c "EXPLAIN ANALYZE <v>"', refuses: ['DELETE FROM t'] },
  { text: 'psql <<EOF\n<v>\nEOF', refuses: ['DELETE FROM t', '.shell', String.raw`\! id`] },
  { text: `printf "SELECT '<v>'" | psql`, takes: ['a b'], refuses: ['%s', '%b', ...hostile] },
  { text: 'sqlcmd <<EOF\nEXEC p\n@id = <v>\nEOF', takes: ['1'], refuses: ['1--', '1, 2'] },
  { text: `psql -c "$(echo "SELECT 1 = <v>")"`, takes: ['1'], refuses: ['id', "'a'"] },
  { text: `psql -f <(echo "SELECT '<v>'")`, takes: ['a'], refuses: hostile },
  { text: `printf "SELECT %s" <v> | psql`, takes: ['1'], refuses: ['a', '1 OR 1'] },
  { text: `ssh db "psql -c 'DELETE FROM t WHERE id = <v>'"`, takes: ['7'], refuses: ['id', '1--'] },
  { text: `echo "DELETE FROM t WHERE n = '<v>'" | $PSQL`, takes: ['a'], refuses: hostile },
  { text: '$PSQL -c "DELETE FROM t WHERE id = <v>"', takes: ['7'], refuses: ['id', '1 OR true'] },
  { text: `printf "psql -c 'DELETE FROM t WHERE id = <v>'" | bash`, takes: ['7'], refuses: ['id', '1--'] },
];

const own: readonly Case[] = [
  'sqlite3 a.db <<EOF\n.shell <v>\nEOF',
  `sqlite3 a.db <<EOF\n.read '<v>'\nEOF`,
  `psql <<'EOF'\n\\i <v>\nEOF`,
  `psql <<'EOF'\n\\set a '<v>'\nEOF`,
  'sqlcmd <<EOF\n:r <v>\nEOF',
  'sqlcmd <<EOF\nGO <v>\nEOF',
].map(text => ({ text, takes: ['a.sql', './a-b'], refuses: ['a b', '-x', 'a|b', "a'b", ...hostile] }));

const comments: readonly Case[] = [
  {
    text: 'psql <<EOF\n-- Ticket: <v>\nSELECT 1;\nEOF',
    takes: ["OPS-1: it's; -- urgent"],
    refuses: ['a\nb', 'a */ b'],
  },
  { text: 'cqlsh <<EOF\n-- Ticket: <v>\nSELECT 1;\nEOF', takes: ['OPS-1 urgent'], refuses: ["it's"] },
  { text: "psql <<EOF\nSELECT '\n-- <v>\n';\nEOF", refuses: ["it's", 'a b'] },
  { text: 'mysql <<EOF\n--<v>\nEOF', refuses: ['a b'] },
];

const json = '{"a": [1, "it\'s"]}';
const others: readonly Case[] = [
  { text: 'kubectl -n mysql apply -f - <<EOF\ndata: <v>\nEOF', takes: [json, 'a -- b; c'] },
  { text: 'helm upgrade mysql chart -f - <<EOF\ndata: <v>\nEOF', takes: [json] },
  { text: 'docker exec -i mysql tee /x <<EOF\n<v>\nEOF', takes: [json, 'a b'] },
  { text: 'docker run --name mysql -e "PW=<v>" mysql:8', takes: ["a'b; c"] },
  { text: 'psql -h "<v>" -c "SELECT 1"', takes: ["a'b"] },
  { text: 'psql -v "n=<v>" -c "SELECT 1"', takes: ["a'b; c"] },
  { text: 'psql -c "COPY t FROM STDIN" <<EOF\n<v>\nEOF', takes: ["it's; a"] },
  { text: 'mysql -p"<v>" -e "SELECT 1"', takes: ["e'; x"] },
  { text: 'bq query "--parameter=n:STRING:<v>" "SELECT 1"', takes: ["it's"] },
  { text: 'bq load d.t - <<EOF\n<v>\nEOF', takes: [json] },
  { text: 'redis-cli SET k "<v>"', takes: ["it's; a"] },
  { text: `mongosh --eval "db.t.find({n: '<v>'})"`, takes: ['a; b'] },
  { text: 'echo "<v>" | grep psql', takes: ["it's; a"] },
  { text: 'git commit -m "Select from <v>"', takes: ["it's; a"] },
  { text: 'echo "Delete from <v> by hand"', takes: ["it's; a"] },
  { text: 'notify "Create a new user <v>"', takes: ["it's; a"] },
  { text: 'notify "Replace it into <v>"', takes: ["it's; a"] },
  { text: 'notify "/* see */ the table <v>"', takes: ["it's; a"] },
  { text: 'notify "Update the set of <v>"', takes: ["it's; a"] },
  { text: 'cat > note.txt <<EOF\nSelect the pod <v>\nEOF', takes: ["it's; a"] },
];

function check({ text, takes = [], refuses = [] }: Case): void {
  const statement = statementOf(text);
  const hole = '<v>';
  for (const v of takes) {
    const filled = fill(statement, { v }, grammar);
    expect([v, filled.ok]).toEqual([v, true]);
    if (filled.ok && /^[\w .:@/?=%-]+$/.test(v)) {
      const expected = [v, `'${v}'`].map(written => text.replace(hole, written));
      expect(expected).toContain(filled.text);
    }
  }
  for (const v of refuses) {
    const filled = fill(statement, { v }, grammar);
    expect([v, filled.ok]).toEqual([v, false]);
  }
}

describe('a value in a query', () => {
  test.each(quoted)('between quotes: $text', check);
  test.each(unnamed)('between quotes, for an unknown program: $text', check);
  test.each(unsure)('where the quotes are not sure: $text', check);
  test.each(bare)('without quotes: $text', check);
  test.each(own)("in a client's own command: $text", check);
  test.each(comments)('in a comment: $text', check);
  test.each(others)('where there is none: $text', check);
});

test('a secret is named as it is, so that it is masked, or refused', () => {
  const statement = statementOf(`psql -c "ALTER ROLE a PASSWORD '<v>'"`);
  expect(fill(statement, { v: { secret: 'pa$s w' } }, grammar)).toMatchObject({
    ok: true,
    environment: { HANDRAIL_v: 'pa$s w' },
  });
  const refused = fill(statement, { v: { secret: "pa'ss" } }, grammar);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'value-not-possible' } });
  expect(JSON.stringify(refused)).not.toContain("pa'ss");
  expect(JSON.stringify(refused)).toContain('edit the command for this run');
});

test.each([
  ['comments', '/* a */ '.repeat(20_000)],
  ['stars', '/*'.padEnd(100_000, '*')],
  ['blanks', `UPDATE${' '.repeat(100_000)}t`],
  ['words', `CREATE${' a'.repeat(50_000)}`],
])('what is no query in the end is left in time: %s', (_, text) => {
  const begun = performance.now();
  expect(queryStart(text)).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(500);
});

test('many printers inside of each other are read in time', () => {
  const text = `psql -f <(${'echo "$('.repeat(40)}echo '<v>'${')"'.repeat(40)})`;
  const begun = performance.now();
  expect(fill(statementOf(text), { v: "it's" }, grammar).ok).toBe(false);
  expect(performance.now() - begun).toBeLessThan(2000);
});
