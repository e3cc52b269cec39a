import { expect, test } from 'vitest';
import { matchAny, matchEach, parseTable, parseTables } from '../../../src/core/shell/risks/rule.ts';

const tables = parseTables([
  `kubectl|oc delete
   kubectl delete namespace|ns
   *.sh destroy|wipe-*
   redis* FLUSHALL`,
  `kubectl|helm rollout|rollback
   kubectl rollout undo
   rm -r
   rm -f !--dry
   * --force`,
]);

interface Case {
  readonly command: string;
  /** `table: words` for each table that has a match. */
  readonly found: readonly string[];
}

function check({ command, found }: Case): void {
  const [program = '', ...args] = command.split(' ');
  expect(matchEach(tables, { program, args }).map(({ table, words }) => `${table}: ${words}`)).toEqual(found);
}

const cases: readonly Case[] = [
  { command: 'kubectl get pods', found: [] },
  { command: 'kubectl -n prod delete ns x', found: ['0: kubectl delete ns'] },
  { command: 'kubectl rollout undo deployment/x', found: ['1: kubectl rollout undo'] },
  { command: 'kubectl rollout delete', found: ['0: kubectl delete', '1: kubectl rollout'] },
  { command: 'kubectl 1 2 3 4 5 6 7 8 9 10 11 12 delete', found: [] },
  { command: './setup.sh wipe-disk', found: ['0: ./setup.sh wipe-disk'] },
  { command: 'redis-cli FLUSHALL', found: ['0: redis-cli FLUSHALL'] },
  { command: 'rm -rf x', found: ['1: rm -rf'] },
  { command: 'rm -f --dry x', found: [] },
  { command: 'deploy --force now', found: ['1: deploy --force'] },
  { command: 'constructor toString', found: [] },
];

test.each(cases)('$command', check);

test('of two matches of one length the rule that stands first counts, one that names the program before one that fits it', () => {
  const first = parseTable(`
    t* ab
    tool cd
    tool ab`);
  expect(matchAny(first, { program: 'tool', args: ['ab', 'cd'] })).toBe('tool cd');
});

test('what is remembered of a program is the same for the next call of it', () => {
  const words = { program: 'kubectl', args: ['delete', 'pod'] };
  expect(matchEach(tables, words)).toEqual(matchEach(tables, words));
  for (let at = 0; at < 5000; at += 1) matchEach(tables, { program: `tool-${at}`, args: [] });
  expect(matchAny(tables, words)).toBe('kubectl delete');
});
