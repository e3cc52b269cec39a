import { expect, test } from 'vitest';
import { readBlock } from '../../../src/core/shell/readBlock.ts';
import { grammar } from '../runbook/read.ts';

const cases: readonly (readonly [text: string, exit: number | undefined, words?: string])[] = [
  ['grep -q ready log', 1, 'grep'],
  ['sudo grep -c x /var/log/syslog', 1, 'grep'],
  ['cat log | grep ready', 1, 'grep'],
  ['grep ready log | sort', undefined],
  ['diff a b > c', 1, 'diff'],
  ['cmp -s a b', 1, 'cmp'],
  ['test -f /tmp/x', 1, 'test'],
  ['[ -f /tmp/x ]', 1, '['],
  ['[[ $a == b ]]', 1, '[['],
  ['[ -f /tmp/x ] && rm /tmp/x', 1, '['],
  ['[ -f /tmp/x ] || touch /tmp/x', undefined],
  ['! grep -q error log', 1, 'grep'],
  ['kubectl diff -f app.yaml', 1, 'kubectl diff'],
  ['kubectl -n prod diff -f app.yaml', 1, 'kubectl diff'],
  ['terraform plan -detailed-exitcode -out=p', 2, 'terraform plan -detailed-exitcode'],
  ['terraform plan', undefined],
  ['terraform apply', undefined],
  ['git diff --exit-code', 1, 'git diff --exit-code'],
  ['git diff', undefined],
  ['systemctl is-active nginx', 3, 'systemctl is-active'],
  ['X=$(grep a b)', undefined],
  ['echo grep', undefined],
  ['if grep -q a b; then echo yes; fi', undefined],
  ['false', undefined],
];

test.each(cases.map(each => ({ text: each[0], exit: each[1], words: each[2] })))(
  '$text: $exit',
  ({ text, exit, words }) => {
    const found = readBlock({ text, line: 1, language: 'bash', attributes: {} }, { grammar });
    const last = found.kind === 'commands' ? found.statements.at(-1) : undefined;
    expect(last?.normalExit).toEqual(exit === undefined ? undefined : { exit, words });
  },
);
