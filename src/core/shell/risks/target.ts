import type { Target } from '../statement.ts';
import type { Words } from './rule.ts';

/** How the words of a program that follow its verb are read. */
interface Manner {
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

const all = (operands: readonly string[]): readonly string[] => operands;
const last = (operands: readonly string[]): readonly string[] => operands.slice(-1);
const first = (operands: readonly string[]): readonly string[] => operands.slice(0, 1);

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
  ['git', { verbs: true, valued: 'CS' }],
  ['rsync rclone', { valued: 'e', pick: last }],
  ['sed perl', { valued: 'ef', pick: last }],
  ['dd', { pick: operands => operands.flatMap(word => /^of=(.+)/.exec(word)?.[1] ?? []) }],
  ['truncate', { valued: 'sr' }],
  ['mkfs mkfs.ext4 mkfs.xfs', { valued: 'tLb' }],
  [
    'curl http wget',
    { valued: 'XHduoFAbe', pick: operands => first(operands.filter(word => /[:/]/.test(word))) },
  ],
  ['mv', { pick: first }],
  ['cp', { pick: last }],
];

const mannerOf = new Map(
  manners.flatMap(([programs, manner]) => programs.split(' ').map(name => [name, manner] as const)),
);

// Long options that take no value, of whatever program; all others do, where a word follows that is no option.
const bare =
  /^--?(?:force|all|all-namespaces|recursive|yes|quiet|wait|now|volumes|purge|auto-approve|interactive|verbose|rm|hard|soft|prune|atomic|debug|delete|verify|hook|keep-history|if-exists|clean|create|cached|one-file-system|drop|single-transaction|(?:no|ignore|delete|remove|include|keep|skip|cleanup|preserve|disable|dry|all|assume|allow)-[\w-]+)$/;

/** The longest that anybody is asked to type, in UTF-16 units. */
const longest = 80;

/** Programs whose operands are the files that they remove or write over. */
const removers = /^(?:rm|rmdir|unlink|shred|truncate|find|dd|cp|sed|perl)$/;

/**
 * What a program call acts on, in its own words: `web` of `kubectl delete deployment web -n shop`, then `shop`. Variables and placeholders are
 * left in it. Without a name where the command does not say, as `docker system prune` does not. `words` are those of the rule it fits.
 */
export function targetOf(call: Words, words: string): Target {
  const names = [...new Set(namesIn(call, words).map(unquoted).filter(isTypable))];
  return removers.test(call.program) ? { names, files: true } : { names };
}

function namesIn({ program, args }: Words, words: string): readonly string[] {
  const manner = mannerOf.get(program) ?? {};
  const from = behindVerb(args, words);
  // A rule that fits by its options alone does not tell where the operands begin.
  if (manner.verbs === true && from === 0) return [];
  const { operands, named, places } = readArgs(program === 'find' ? pathsOf(args) : args, { manner, from });
  const own = together(pickOf(manner, words)(operands));
  const found = manner.namedFirst === true ? [together(named), own] : [own, together(named)];
  return [...found, ...places, ...(own === '' ? verbOf(program, words) : [])];
}

/** Nodes are named without the kind of thing they are; what is pushed or copied goes to the last place. */
function pickOf({ pick = all }: Manner, words: string): (operands: readonly string[]) => readonly string[] {
  if (/ (?:drain|cordon|uncordon)\b/.test(words)) return all;
  if (/^git push\b/.test(words)) return operands => last(operands).map(branchOf);
  if (/^helm upgrade\b/.test(words)) return first;
  if (words.includes(' --remove-source-files')) return operands => operands.slice(0, -1);
  return /^aws s3\b/.test(words) ? last : pick;
}

/** `+HEAD:main` and `:main`: what a push writes over or takes away there. */
function branchOf(refspec: string): string {
  return refspec.replace(/^\+/, '').replace(/^.*:(?=[^/])/, '');
}

/** What stands before the first expression of a `find`. */
function pathsOf(args: readonly string[]): readonly string[] {
  const places = args.filter(arg => !/^-(?:[HLPD]|O\d)$/.test(arg));
  const end = places.findIndex(arg => /^(?:-|[\\]?[(!])/.test(arg));
  return end < 0 ? places : places.slice(0, end);
}

/** `make drop-database`: the target of the file is all that is said. */
function verbOf(program: string, words: string): readonly string[] {
  return /^(?:make|just|task|rake|npm|yarn|pnpm)$/.test(program) ? words.split(' ').slice(-1) : [];
}

/** A word that the shell expands is as it is written, quotes and all. */
function unquoted(word: string): string {
  return word.includes('$') ? word.replaceAll('"', '') : word;
}

/** A substitution is worked out by the shell; nobody can type what it will be. */
function isTypable(word: string): boolean {
  return word !== '' && word.length <= longest && !/\$\(|`|\n/.test(word);
}

/** Index behind the last word of the rule that is no option. */
function behindVerb(args: readonly string[], words: string): number {
  const verbs = words
    .split(' ')
    .slice(1)
    .filter(word => !word.startsWith('-'));
  let at = 0;
  for (const verb of verbs) {
    const found = args.indexOf(verb, at);
    // What the rule fits may be the operand itself: `dd of=/dev/sda`, `rm -r .`.
    if (found >= 0 && /^[a-z][\w-]*$/i.test(verb)) at = found + 1;
  }
  return at;
}

interface Read {
  readonly operands: readonly string[];
  readonly named: readonly string[];
  readonly places: readonly string[];
}

function readArgs(
  args: readonly string[],
  { manner, from }: { readonly manner: Manner; readonly from: number },
): Read {
  const operands: string[] = [];
  const named: string[] = [];
  const places: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') {
      operands.push(...args.slice(Math.max(at + 1, from)));
      break;
    }
    if (!/^-./.test(word)) {
      if (at >= from) operands.push(word);
      continue;
    }
    const [, option = word, joined] = /^(-{1,2}[\w-]+)=(.*)$/.exec(word) ?? [];
    const next = args[at + 1];
    const value = joined ?? (takesNext(option, manner) && next?.startsWith('-') === false ? next : undefined);
    if (joined === undefined && value !== undefined) at += 1;
    if (value === undefined) continue;
    if (manner.named?.test(option) === true) {
      named.push(value);
      // `--instance-ids i-1 i-2`
      while (/-(?:ids|names|arns)$/.test(option) && args[at + 1]?.startsWith('-') === false)
        named.push(args[(at += 1)] ?? '');
    }
    if (manner.place?.test(option) === true) places.push(value);
  }
  return { operands, named, places };
}

function takesNext(option: string, { valued = '', named }: Manner): boolean {
  if (named?.test(option) === true) return true;
  if (option.startsWith('--')) return !bare.test(option);
  return option.length === 2 && valued.includes(option.charAt(1));
}

/** `deployment web`, `deploy/web`, `pods a b`: the names, without the kind of thing they are where that is one. */
function namesOf(operands: readonly string[]): readonly string[] {
  const [kind = '', ...names] = operands;
  if (!kind.includes('/')) return names;
  return names.length === 0 ? [kind.replace(/^[^/]*\//, '')] : operands;
}

function together(operands: readonly string[]): string {
  const text = operands.join(' ');
  if (operands.length <= 3 && text.length <= 40) return text;
  return operands.find(word => !isTemporary(word)) ?? operands[0] ?? '';
}

/** True for a file that a machine throws away by itself. */
export function isTemporary(path: string): boolean {
  return /^\/(?:var\/)?tmp\/[^/]/.test(path) && !path.includes('..');
}
