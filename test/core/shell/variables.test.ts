import { expect, test } from 'vitest';
import { collectVariables } from '../../../src/core/shell/variables/runbookVariables.ts';
import { isAmbient, isSecretName } from '../../../src/core/shell/variables/variableNames.ts';
import { statementsOf } from './shell.ts';

interface Case {
  readonly text: string;
  readonly reads?: string;
  readonly writes?: string;
}

const cases: readonly Case[] = [
  { text: 'echo "$A ${B} ${#C} ${D%.*} ${E[0]} ${!F}"', reads: 'A B C D E F' },
  { text: 'A=1', writes: 'A' },
  { text: 'A=$A:b', reads: 'A', writes: 'A' },
  { text: 'A=1; echo "$A"', writes: 'A' },
  { text: 'A=1 cmd "$A"', reads: 'A' },
  { text: 'export A=$B C', reads: 'B', writes: 'A' },
  { text: 'export "A=$B"', reads: 'B', writes: 'A' },
  { text: 'declare -a LIST=(one "$TWO")', reads: 'TWO', writes: 'LIST' },
  { text: 'readonly V=2', writes: 'V' },
  { text: 'ARR[0]=x; ARR+=(y)', writes: 'ARR' },
  { text: 'echo "${A:-x}" "${B-y}" "${C:+z}" "${D:=w}" "$D" "${E:?needed}"', reads: 'E', writes: 'D' },
  { text: 'echo "${A:-$B}"', reads: 'B' },
  { text: 'echo \'$A\' \\$B "\\$C"' },
  { text: "cat <<'EOF'\n$A\nEOF" },
  { text: 'cat <<EOF\n$A \\$B\nEOF', reads: 'A' },
  { text: 'cat <<< "$A"', reads: 'A' },
  { text: 'read -r -p "Name? " A B', writes: 'A B' },
  { text: 'read', writes: 'REPLY' },
  { text: 'IFS=, read -ra PARTS <<< "$LINE"', reads: 'LINE', writes: 'PARTS' },
  { text: 'mapfile -t LINES_READ < x', writes: 'LINES_READ' },
  { text: 'printf -v OUT \'%s\' "$IN"', reads: 'IN', writes: 'OUT' },
  { text: 'while getopts "ab:" OPT; do echo $OPT; done', writes: 'OPT' },
  { text: 'for i in $LIST; do echo $i; done', reads: 'LIST', writes: 'i' },
  { text: 'for ((i=0; i<3; i++)); do echo $i; done', writes: 'i' },
  { text: 'select x in a b; do echo $x; done', writes: 'x' },
  { text: 'echo $((A + 1)); (( B = C * 2 )); let D=3', reads: 'A C', writes: 'B D' },
  { text: 'f() { local a=1 b; G=$a$b$H; }', reads: 'H', writes: 'G' },
  { text: '( A=1; echo $A ); echo $A', reads: 'A' },
  { text: 'X=$(Y=1; echo $Y$Z)', reads: 'Z', writes: 'X' },
  { text: 'echo a | while read -r L; do echo "$L"; N=1; done; echo $N', reads: 'N' },
  { text: 'env A=1 B=$C printenv A', reads: 'C' },
  { text: 'unset A' },
  { text: 'echo $1 $@ $# $? $$ $! $0 $- "$*"' },
  { text: '[ -n "$A" ] && [[ $B == "$C" ]]', reads: 'A B C' },
  { text: 'if [ -z "$A" ]; then A=1; fi', writes: 'A' },
  { text: 'A="${B:-us-east-1}"; C=${D-x-$E-y}', reads: 'E', writes: 'A C' },
  { text: 'diff <(echo $A) x > "$B"', reads: 'A B' },
  { text: 'case $A in x) B=1 ;; esac', reads: 'A', writes: 'B' },
  { text: "bash -c 'echo $A'" },
  { text: 'exec {FD}>x; echo a >&"$FD"; exec {FD}>&-', writes: 'FD' },
  { text: 'echo ${!A*} ${!B@}' },
  { text: 'coproc { while read -r L; do echo "$L"; done; }', writes: 'L' },
  { text: 'coproc W { while read -r L; do echo "$L"; done; }; kill "$W_PID"', writes: 'W W_PID L' },
];

test.each(cases)('$text', ({ text, reads = '', writes = '' }) => {
  const statements = statementsOf(text);
  expect(statements.flatMap(found => found.reads).join(' ')).toBe(reads);
  expect(statements.flatMap(found => found.writes).join(' ')).toBe(writes);
});

test('tells what is set before, after, perhaps and never', () => {
  const text = ['A=1', 'echo $A $B $HOME $DB_PASSWORD', 'B=2', '. ./env', 'echo $C $B'].join('\n');
  const needed = collectVariables(statementsOf(text, { line: 10 }));
  expect(needed).toEqual([
    { name: 'A', line: 11, secret: false, set: 'earlier' },
    { name: 'B', line: 11, secret: false, set: 'later' },
    { name: 'DB_PASSWORD', line: 11, secret: true, set: 'never' },
    { name: 'C', line: 14, secret: false, set: 'maybe' },
  ]);
});

const secrets = [
  'PASSWORD DB_PASSWORD PGPASSWORD db-password api-token GITHUB_TOKEN apiKey API_KEY AWS_SECRET_ACCESS_KEY PRIVATE_KEY',
  'client_secret your-secret-key YOUR_API_KEY mysqlRootPassword TOKEN DATABASE_URL webhook_secret PASSPHRASE şifre Passwort',
].flatMap(line => line.split(' '));
const open = [
  'NAMESPACE TOKEN_FILE SECRET_NAME PASSWORD_LENGTH secret-name USER KEY monkey AUTHOR keyboard PATH token_type',
  'REGION API_URL passenger AWS_ACCESS_KEY_ID compass SECRETS_MANAGER_ARN service-endpoint',
].flatMap(line => line.split(' '));

test.each(secrets)('%s names a secret', name => {
  expect(isSecretName(name)).toBe(true);
});

test.each(open)('%s names no secret', name => {
  expect(isSecretName(name)).toBe(false);
});

test('nobody is asked for what the system sets', () => {
  const names = ['HOME', 'PATH', 'USER', 'PWD', 'LANG', 'LC_ALL', 'BASH_SOURCE', 'RANDOM', '?', '1'];
  expect(names.filter(name => !isAmbient(name))).toEqual([]);
  expect(['VERSION', 'NAMESPACE', 'MY_HOME'].filter(isAmbient)).toEqual([]);
});
