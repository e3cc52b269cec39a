/** How the words of a program that follow its verb are read. */
export interface Manner {
  /** Letters of short options whose value is the next word. */
  readonly valued?: string;
  /** Options whose value is what the command acts on, where no operand is. */
  readonly named?: RegExp;
  /** Whether those options come before operands. */
  readonly namedFirst?: true;
  /** Whether its first operand is a verb. */
  readonly verbs?: true;
  /** Options whose value is where that lies: better than nothing. */
  readonly place?: RegExp;
  /** Which of several operands is acted on; all of them where nothing is said. */
  readonly pick?: (operands: readonly string[]) => readonly string[];
}

export const all = (operands: readonly string[]): readonly string[] => operands;
export const last = (operands: readonly string[]): readonly string[] => operands.slice(-1);
export const first = (operands: readonly string[]): readonly string[] => operands.slice(0, 1);

const cluster: Manner = {
  verbs: true,
  valued: 'nclfopks',
  named: /^(?:-l|--selector|-f|--filename|-k|--kustomize)$/,
  place: /^(?:-n|--namespace)$/,
  pick: namesOf,
};
const database = (valued: string): Manner => ({
  valued,
  named: /^(?:-d|--dbname|-D|--database|--db)$/,
  namedFirst: true,
  pick: first,
});

const manners: readonly (readonly [programs: string, manner: Manner])[] = [
  ['kubectl oc k', cluster],
  ['helm', { verbs: true, valued: 'nf', place: /^(?:-n|--namespace)$/ }],
  [
    'argocd velero flux',
    { verbs: true, valued: 'nl', named: /^--from-\w+$/, namedFirst: true, place: /^(?:-n|--namespace)$/ },
  ],
  ['docker podman nerdctl docker-compose', { verbs: true, valued: 'tsp' }],
  [
    'aws',
    {
      verbs: true,
      named: /^--(?:[\w-]+-)?(?:name|names|id|ids|identifier|arn|arns|bucket|key|url|service|domain)$/,
      namedFirst: true,
      pick: first,
    },
  ],
  [
    'az',
    { verbs: true, valued: 'ngols', named: /^(?:-n|--name|--ids)$/, place: /^(?:-g|--resource-group)$/ },
  ],
  ['gcloud', { verbs: true }],
  ['terraform tofu terragrunt pulumi', { verbs: true, named: /^-{1,2}(?:target|stack)$/ }],
  ['psql cockroach', database('hpUdfcvLo')],
  ['pg_restore', database('hpUdjtnfFLS')],
  ['mysql mariadb', database('hPuDeS')],
  ['mongorestore mongo mongosh sqlcmd influx cqlsh', database('hpucdk')],
  ['dropdb dropuser', { valued: 'hpU', pick: first }],
  [
    'redis-cli valkey-cli',
    {
      valued: 'hpanu',
      place: /^-h$/,
      pick: operands => operands.filter(word => !/^(?:a?sync|hard|soft)$/i.test(word)),
    },
  ],
  ['git', { verbs: true, valued: 'CSo' }],
  ['rsync rclone', { valued: 'e', pick: last }],
  ['dd', { pick: operands => operands.flatMap(word => /^of=(.+)/.exec(word)?.[1] ?? []) }],
  ['truncate', { valued: 'sr' }],
  ['mkfs mkfs.ext4 mkfs.xfs', { valued: 'tLb' }],
  ['mkswap', { valued: 'LUpveos' }],
  ['lvreduce', { valued: 'Lln' }],
  ['mdadm', { pick: partsOf }],
  ['ufw', { pick: last }],
  ['pg_archivecleanup', { valued: 'x', pick: first }],
  [
    'ansible-playbook',
    { valued: 'ieltuMfcTJ', pick: operands => operands.filter(word => /\.ya?ml$/.test(word)) },
  ],
  [
    'curl http wget',
    { valued: 'XHduoFAbe', pick: operands => first(operands.filter(word => /[:/]/.test(word))) },
  ],
  ['mv', { pick: first }],
  ['cp', { pick: last }],
];

/** By program; nothing is known of all others. */
export const mannerOf: ReadonlyMap<string, Manner> = new Map(
  manners.flatMap(([programs, manner]) => programs.split(' ').map(name => [name, manner] as const)),
);

/** `deployment web`, `deploy/web`, `pods a b`: the names, without the kind of thing they are where that is one. */
function namesOf(operands: readonly string[]): readonly string[] {
  const [kind = '', ...names] = operands;
  if (!kind.includes('/')) return names;
  return names.length === 0 ? [kind.replace(/^[^/]*\//, '')] : operands;
}

/** `/dev/md0 --fail /dev/sdb1`: what is taken out of an array, else the array. */
function partsOf(operands: readonly string[]): readonly string[] {
  const devices = [...new Set(operands)].filter(word => word.startsWith('/dev/'));
  const parts = devices.filter(word => !/^\/dev\/md/.test(word));
  return parts.length === 0 ? devices : parts;
}
