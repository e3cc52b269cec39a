// What `handrail parse` prints for a person; what it prints for programs is in test/cases/runbook.
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { Place } from './handrail.ts';

beforeAll(provideDist);

const runbook = `# Release of orders

Owner: Platform team
Version: 2.1

## Phase 1: Look (10-15 min)

- [ ] Backups are fresh

\`\`\`bash
kubectl get pods -n orders
# Expected: all pods Running

kubectl delete pod orders-0 -n prod
# Or, gently
kubectl rollout restart deployment/orders

tail -f /var/log/orders.log
kubectl exec -it orders-0 -- bash
for pod in a b; do
  echo "$pod <region>"
done
\`\`\`

## Rollback

Rollback if the error rate is over 5 %.

\`\`\`bash
helm rollback orders
curl -H "Authorization: $API_TOKEN" localhost
\`\`\`

\`\`\`bash
echo never closed
`;

test('prints steps, commands with their analysis, values and problems as text', async () => {
  using place = new Place({ 'release.md': runbook });
  const { exit, stdout, stderr } = await place.run(['parse', 'release.md']);
  expect(exit).toBe(0);
  expect(stderr).toBe('');
  expect(stdout.replaceAll(/-[a-z0-9]{7}\)/g, '-…)')).toMatchInlineSnapshot(`
    "Release of orders
    owner Platform team, version 2.1
      Phase 1: Look (10-15 min) [10-15 min planned]
        - check: Backups are fresh (line 8, backups-are-fresh-…)
          - commands: kubectl get pods -n orders (line 10, kubectl-get-pods-n-orders-…)
              kubectl get pods -n orders  # expected: all pods Running
              kubectl delete pod orders-0 -n prod  # delete: kubectl delete; production: prod
              kubectl rollout restart deployment/orders  # restart: kubectl rollout restart; another way, passed over
              tail -f /var/log/orders.log  # runs until it is stopped
              kubectl exec -it orders-0 -- bash  # enters another shell
              for pod in a b; do…
      Rollback [rollback]
        if line 27: Rollback if the error rate is over 5 %.
        - commands: helm rollback orders (line 29, helm-rollback-orders-curl-h-…)
            helm rollback orders  # rollback: helm rollback
            curl -H "Authorization: $API_TOKEN" localhost
        - commands: echo never closed (line 34, echo-never-closed-…)
            echo never closed

    Values:
      region, line 20: region
      API_TOKEN (secret), line 31: API_TOKEN

    Problems:
      line 10, info: This fence stands outside the list item it belongs to. Indent it like the item's text.
      line 34, error: This fence is never closed, so everything to line 35 is inside it. Add the closing fence where the block ends."
  `);
});

test('an empty file is a runbook without steps', async () => {
  using place = new Place({ 'empty.md': '' });
  expect(await place.run(['parse', 'empty.md'])).toEqual({ exit: 0, stdout: 'empty.md', stderr: '' });
});

test('standard input is read where the file is -', async () => {
  using place = new Place();
  const ran = await place.run(['parse', '-', '--json'], { input: '# Restart\n\n- [ ] It is up\n' });
  expect(JSON.parse(ran.stdout)).toMatchObject({
    path: '-',
    title: 'Restart',
    sections: [{ steps: [{ kind: 'check' }] }],
  });
  expect({ exit: ran.exit, stderr: ran.stderr }).toEqual({ exit: 0, stderr: '' });
  expect(await place.run(['parse', '-'], { input: '' })).toEqual({ exit: 0, stdout: '-', stderr: '' });
});

test.each([
  { args: ['parse'], exit: 2, says: 'parse takes one file.' },
  { args: ['parse', 'release.md', 'empty.md'], exit: 2, says: 'parse takes one file.' },
  { args: ['parse', 'missing.md'], exit: 5, says: 'missing.md' },
])('$args', async ({ args, exit, says }) => {
  using place = new Place({ 'release.md': runbook });
  const ran = await place.run(args);
  expect(ran.exit).toBe(exit);
  expect(ran.stderr).toContain(says);
  expect(ran.stdout).toBe('');
});

test('conditions of blocks and commands are printed, and are not part of the JSON contract', async () => {
  const text = ['# Restart', '', '```bash', 'echo one', '', '# If it fails:', 'echo two', '```', ''];
  const whole = ['```bash', '# If it hangs:', 'echo three', '```', ''];
  using place = new Place({ 'a.md': [...text, ...whole].join('\n') });
  const shown = await place.run(['parse', 'a.md']);
  expect(shown.stdout).toContain('echo two  # under a condition, passed over');
  expect(shown.stdout).toMatch(/- commands, under a condition, passed over: .*\(line 10, /);
  const { stdout } = await place.run(['parse', '--json', 'a.md']);
  expect(stdout).not.toContain('"condition"');
});
