import { expect, test } from 'vitest';
import { lintText } from './lintText.ts';

const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');

const cases: readonly { readonly title: string; readonly text: string; readonly found: readonly string[] }[] =
  [
    {
      title: 'a sample that changes',
      text: bash('curl -X POST https://shop.example.com/x'),
      found: ['2 HR303'],
    },
    { title: 'a sample that looks', text: bash('curl -s https://shop.example.com/x'), found: [] },
    { title: 'a sample of one', text: bash('kubectl delete ns my-cluster'), found: ['2 HR303'] },
    { title: 'an address of manuals', text: bash('ssh 192.0.2.7 sudo reboot'), found: ['2 HR303'] },
    {
      title: 'an instance of manuals',
      text: bash('aws ec2 reboot-instances --instance-ids i-0123456789abcdef0'),
      found: ['2 HR303'],
    },
    {
      title: 'a sample that is asked for',
      text: `Replace \`my-cluster\` with your own.\n\n${bash('kubectl delete ns my-cluster')}`,
      found: [],
    },
    {
      title: 'a sample for a login',
      text: bash('export DATABASE_URL="postgres://user:password@host:5432/db"'),
      found: ['2 HR303'],
    },
    {
      title: 'a login',
      text: bash('export DATABASE_URL="postgres://shop:$DB_PASSWORD@db:5432/shop"'),
      found: ['2 HR301'],
    },
    { title: 'a mark of its author', text: bash('kubectl label node TODO app=TODO'), found: ['2 HR306'] },
    { title: 'an address', text: bash('kubectl annotate ns x owner=me@example.com'), found: [] },
  ];

test.each(cases)('in a command: $title', ({ text, found }) => {
  const rows = lintText(text).flatMap(({ code, line }) => (/^HR3/.test(code) ? [`${line} ${code}`] : []));
  expect(rows).toEqual(found);
});
