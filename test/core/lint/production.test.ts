import { expect, test } from 'vitest';
import { applied } from './applied.ts';
import { lintText } from './lintText.ts';

const tagged = (tag: string, ...lines: readonly string[]): string =>
  [`\`\`\`${tag}`, ...lines, '```', ''].join('\n');
const bash = (...lines: readonly string[]): string => tagged('bash', ...lines);

test.each([
  {
    title: 'a deletion in production, said once',
    text: bash(
      '# It has a backup',
      'kubectl delete pvc a -n shop-production',
      'kubectl delete pvc b -n shop-production',
    ),
    found: ['3 HR213'],
  },
  {
    title: 'a restart in production',
    text: bash('kubectl rollout restart deploy/web -n shop-production'),
    found: [],
  },
  {
    title: 'a deletion in production beside a guard',
    text: `${tagged('bash guard=shop', 'kubectl delete pvc a -n shop-production')}\n${bash('# It has a backup', 'kubectl delete pvc b -n shop-production')}`,
    found: [],
  },
])('$title', ({ text, found }) => {
  expect(lintText(text).map(({ code, line }) => `${line} ${code}`)).toEqual(found);
});

test.each([
  { tag: 'bash', namespace: 'shop-production', first: '```bash guard=shop-production' },
  { tag: 'bash timeout=5m', namespace: '"<shop>-prod"', first: '```bash timeout=5m guard=prod' },
])('a block tagged $tag is guarded by the name in $namespace', ({ tag, namespace, first }) => {
  const text = tagged(tag, '# It has a backup', `kubectl delete pvc a -n ${namespace}`);
  const title = `Ask for the name ${first.split('=').at(-1) ?? ''} first`;
  const after = applied(text, lintText(text), title);
  expect(after.split('\n')[0]).toBe(first);
  expect(lintText(after).filter(({ code }) => code === 'HR213')).toEqual([]);
});

test("what another tool keeps behind the tag is left to a person's hand", () => {
  const text = tagged('sh {"name":"x"}', '# It has a backup', 'kubectl delete pvc a -n shop-production');
  expect(lintText(text).map(({ code, fixes }) => [code, fixes.length])).toEqual([['HR213', 0]]);
});
