// Which commands ask for a name before they run, and for which one.
import { expect, test } from 'vitest';
import { guardBefore, guardsOf } from '../../../src/core/run/guard.ts';
import { guardedKinds } from '../../../src/core/run/guardedKinds.ts';
import type { RiskKind } from '../../../src/core/shell/statement.ts';
import { laidOf } from './log.ts';

interface Case {
  readonly title: string;
  /** Behind the tag of the fence. */
  readonly mark?: string;
  readonly commands: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
  readonly kinds?: readonly RiskKind[];
  /** All names that the step asks for. */
  readonly asks: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'a look asks for nothing', commands: ['kubectl get pods'], asks: [] },
  {
    title: 'neither does what can be done again',
    commands: ['kubectl apply -f a.yaml', 'kubectl rollout restart deployment/web', 'helm rollback web'],
    asks: [],
  },
  { title: 'what is taken away', commands: ['kubectl delete deployment web -n shop'], asks: ['web'] },
  {
    title: 'each thing once',
    commands: ['kubectl delete pod web', 'kubectl get pods', 'kubectl delete svc web', 'helm uninstall api'],
    asks: ['web', 'api'],
  },
  {
    title: 'a value of the run',
    commands: ['kubectl delete ns <namespace>'],
    values: { namespace: 'shop' },
    asks: ['shop'],
  },
  {
    title: 'what it lies in, while the value is not known',
    commands: ['kubectl delete pod <pod> -n shop'],
    asks: ['shop'],
  },
  {
    title: 'a variable that is a value of the run',
    commands: ['kubectl delete pod "web-${POD}-0"'],
    values: { POD: 'x' },
    asks: ['web-x-0'],
  },
  {
    title: 'the words of the risk, where only the shell knows',
    commands: ['POD=$(kubectl get pods -o name | head -1)', 'kubectl delete "$POD"'],
    asks: ['kubectl delete'],
  },
  {
    title: 'the words of the risk, where nothing is named',
    commands: ['docker system prune -af'],
    asks: ['docker prune'],
  },
  {
    title: 'what is written over by force',
    commands: [
      'git push --force origin HEAD:main',
      'helm upgrade --force web ./chart -n shop',
      'kubectl replace --force -f web.yaml',
      ': > /var/log/shop.log',
    ],
    asks: ['main', 'web', 'web.yaml', '/var/log/shop.log'],
  },
  {
    title: 'a release whatever is said of it before its name',
    commands: [
      'helm upgrade --force --install web ./chart',
      'helm upgrade --install api ./chart --force',
      'helm upgrade --force --reset-values shop ./chart',
      'helm upgrade --force --create-namespace cart ./chart',
      'git push origin --force-with-lease main',
    ],
    asks: ['web', 'api', 'shop', 'cart', 'main'],
  },
  {
    title: 'a file that is edited beside one which is there to be thrown away',
    commands: [
      'F=$(mktemp)',
      'sed -i s/a/b/ $F',
      'sed -i s/a/b/ /etc/hosts /tmp/x',
      'sed -i s/a/b/ /etc/hosts $F',
    ],
    asks: ['/etc/hosts /tmp/x', 'sed -i'],
  },
  {
    title: 'a place that a backup is unpacked over, not one that the step has made for itself',
    commands: ['D=$(mktemp -d)', 'tar -xzf backup.tgz -C "$D"', 'tar -xzf /tmp/backup.tgz -C /'],
    asks: ['/'],
  },
  {
    title: 'a backup where the place is not known',
    commands: ['tar -xzf /tmp/backup.tgz -C "$D"', 'tar -xzf /tmp/backup-2.tgz'],
    asks: ['/tmp/backup.tgz', '/tmp/backup-2.tgz'],
  },
  {
    title: 'what is written over where it is there to be thrown away',
    commands: ['dd if=/dev/zero of=/tmp/x bs=1M count=1', 'sed -i s/a/b/ /tmp/x', 'cp /dev/null /tmp/x'],
    asks: [],
  },
  {
    title: 'a store that is emptied, by where it is, and a rule of a firewall by its port',
    commands: ['redis-cli -h cache FLUSHALL', 'ufw delete allow 80'],
    asks: ['cache', '80'],
  },
  { title: 'what is there to be thrown away', commands: ['rm -f /tmp/shop.json /var/tmp/x'], asks: [] },
  { title: 'what only looks so', commands: ['rm -rf /tmp/../srv'], asks: ['/tmp/../srv'] },
  {
    title: 'each of several calls of one command, whatever comes last',
    commands: ['rm -rf /srv/shop && rm -rf /tmp/build'],
    asks: ['/srv/shop'],
  },
  {
    title: 'all that one command takes away',
    commands: ['kubectl delete ns shop; kubectl delete pod x; helm uninstall api'],
    asks: ['shop x api'],
  },
  {
    title: 'a file in a temporary folder that says what is taken away',
    commands: [
      'kubectl delete -f /tmp/job.yaml',
      'etcdctl snapshot restore /tmp/a.db',
      'mongorestore /tmp/dump',
    ],
    asks: ['/tmp/job.yaml', '/tmp/a.db', '/tmp/dump'],
  },
  {
    title: 'a value that leads out of the temporary folder',
    commands: ['rm -rf /tmp/<dir>'],
    values: { dir: '../srv/shop' },
    asks: ['/tmp/../srv/shop'],
  },
  {
    title: 'what stands behind two dashes',
    commands: ['rm -rf -- /srv/shop /tmp/x'],
    asks: ['/srv/shop /tmp/x'],
  },
  {
    title: 'what the step has made for itself',
    commands: ['T=$(mktemp -d)', 'tar -C "$T" -xf a.tar', 'rm -rf "$T"'],
    asks: [],
  },
  {
    title: 'a variable that the step sets is not the value of the run any more',
    commands: ['DIR=$DIR/old', 'rm -rf "$DIR"'],
    values: { DIR: '/srv' },
    asks: ['rm -rf'],
  },
  {
    title: 'a name that nobody can type',
    commands: ['kubectl delete pod "$POD" -n shop'],
    values: { POD: 'a\nb' },
    asks: ['shop'],
  },
  { title: 'a look at a disk', commands: ['fdisk -l', 'parted /dev/sda print', 'wipefs /dev/sdb'], asks: [] },
  { title: 'the temporary folder itself', commands: ['rm -rf /tmp/'], asks: ['/tmp/'] },
  { title: 'one of several that is not', commands: ['rm -f /tmp/a /srv/b'], asks: ['/tmp/a /srv/b'] },
  {
    title: 'the author is asked for instead',
    mark: ' guard=orders',
    commands: ['kubectl delete pod web', 'echo done'],
    asks: ['orders'],
  },
  {
    title: 'a team lists other risks',
    commands: ['kubectl delete pod web', 'systemctl restart nginx'],
    kinds: ['restart'],
    asks: ['nginx'],
  },
  { title: 'or none', commands: ['kubectl delete pod web'], kinds: [], asks: [] },
  {
    title: 'but never less than the author',
    mark: ' guard=orders',
    commands: ['kubectl delete pod web'],
    kinds: [],
    asks: ['orders'],
  },
];

test.each(cases)('$title', ({ mark = '', commands, values = {}, kinds, asks }) => {
  const { plan } = laidOf(`# T\n\n\`\`\`bash${mark}\n${commands.join('\n\n')}\n\`\`\`\n`);
  const [planned] = plan.steps.values();
  if (planned === undefined) throw new Error('no step');
  const guarding = {
    kinds: kinds === undefined ? guardedKinds : new Set(kinds),
    held: { get: (name: string) => values[name] },
  };
  expect(guardsOf(planned, guarding).map(({ name }) => name)).toEqual(asks);
  // Before each of its commands it asks for that one's own.
  const one = planned.statements.map((_, index) => guardBefore(planned, index, guarding)?.name);
  expect(new Set(one.filter(name => name !== undefined))).toEqual(new Set(asks));
});

test('a name for a shell that is opened anew is asked for where that is opened', () => {
  const { plan } = laidOf('# T\n\n```bash\nkubectl delete pod web; bash\necho inside\nexit\n```\n');
  const [planned] = plan.steps.values();
  if (planned === undefined) throw new Error('no step');
  const guarding = { kinds: guardedKinds, held: {} };
  expect([0, 1, 2].map(index => guardBefore(planned, index, guarding)?.name)).toEqual(['web', 'web', 'web']);
});
