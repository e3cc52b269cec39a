import type { Target } from '../statement.ts';
import { all, first, last, mannerOf, type Manner } from './manner.ts';
import type { Words } from './rule.ts';

// Long options that take no value, of whatever program; all others do, where a word follows that is no option.
const bare =
  /^--?(?:force|force-with-lease|force-replace|install|reset-values|reuse-values|reset-then-reuse-values|create-namespace|wait-for-jobs|devel|dependency-update|tags|follow-tags|set-upstream|mirror|become|diff|manage|fail|stop|remove|zero-superblock|resizefs|all|all-namespaces|recursive|yes|quiet|wait|now|volumes|purge|auto-approve|interactive|verbose|rm|hard|soft|prune|atomic|debug|delete|verify|hook|keep-history|if-exists|clean|create|cached|one-file-system|drop|single-transaction|(?:no|ignore|delete|remove|include|keep|skip|cleanup|preserve|disable|dry|all|assume|allow|ask)-[\w-]+)$/;

/** The longest that anybody is asked to type, in UTF-16 units. */
const longest = 80;

/** Programs whose operands, those behind the script of `sed` and `perl`, are the files that they remove or write over. */
const removers = /^(?:rm|rmdir|unlink|shred|truncate|find|dd|cp|sed|perl)$/;

/**
 * What a program call acts on, in its own words: `web` of `kubectl delete deployment web -n shop`, then `shop`. Variables and placeholders are
 * left in it. Without a name where the command does not say, as `docker system prune` does not. `words` are those of the rule it fits.
 */
export function targetOf(call: Words, words: string): Target {
  const names = typable(namesIn(call, words));
  return removers.test(call.program) ? { names, files: true } : { names };
}

/** Each word that a person could type once it is filled in, once, in this order. */
export function typable(words: readonly string[]): readonly string[] {
  return [...new Set(words.map(unquoted).filter(isTypable))];
}

function namesIn({ program, args }: Words, words: string): readonly string[] {
  const manner = mannerOf.get(program) ?? {};
  const from = behindVerb(args, words);
  // A rule that fits by its options alone does not tell where the operands begin.
  if (manner.verbs === true && from === 0) return [];
  const { operands, named, places } = readArgs(filesOf(program, args), { manner, from });
  const own = together(pickOf(manner, words)(operands));
  const found = manner.namedFirst === true ? [together(named), own] : [own, together(named)];
  return [...found, ...places, ...(own === '' ? verbOf(program, words) : [])];
}

/** Nodes are named without the kind of thing they are; what is pushed or copied goes to the last place. */
function pickOf({ pick = all }: Manner, words: string): (operands: readonly string[]) => readonly string[] {
  if (/ (?:drain|cordon|uncordon)\b/.test(words)) return all;
  if (/^git push\b/.test(words)) return operands => pushed(operands, words).map(branchOf);
  if (/^helm upgrade\b/.test(words)) return first;
  if (words.includes(' --remove-source-files')) return operands => operands.slice(0, -1);
  return copying.test(words) ? last : pick;
}

/** What makes one place as another is. */
const copying = /^(?:aws s3|gsutil rsync|gcloud storage rsync|s3cmd sync|mc mirror|azcopy sync)\b/;

/** All that stands behind the remote; where a sign raised the risk, as in `:old`, what has that sign. */
function pushed(operands: readonly string[], words: string): readonly string[] {
  const [, sign = ''] = / ([:+])/.exec(words) ?? [];
  const behind = operands.slice(operands.length > 1 ? 1 : 0);
  return behind.filter(word => word.startsWith(sign));
}

/** `+HEAD:main` and `:main`: what a push writes over or takes away there. */
function branchOf(refspec: string): string {
  return refspec.replace(/^\+/, '').replace(/^.*:(?=[^/])/, '');
}

/** The words of a call from which its operands are read, without a script or expressions among them. */
function filesOf(program: string, args: readonly string[]): readonly string[] {
  if (program === 'find') return pathsOf(args);
  return program === 'sed' || program === 'perl' ? editedBy(args) : args;
}

/** What `sed` and `perl` edit: all operands, the first of which is the script where no option gives that. */
function editedBy(args: readonly string[]): readonly string[] {
  const operands: string[] = [];
  let hasScript = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    // `-ie` is `-i` with an `e` behind the names of its copies.
    const [, script, joined] = /^(-[^-iefMI]*[ef]|--(?:expression|file)(?==|$))(.*)/s.exec(word) ?? [];
    if (script !== undefined) {
      hasScript = true;
      if (joined === '') at += 1;
    } else if (word !== '' && !word.startsWith('-')) operands.push(word);
  }
  return hasScript ? operands : operands.slice(1);
}

/** What stands before the first expression of a `find`. */
function pathsOf(args: readonly string[]): readonly string[] {
  const places = args.filter(arg => !/^-(?:[HLPD]|O\d)$/.test(arg));
  const end = places.findIndex(arg => /^(?:-|[\\]?[(!])/.test(arg));
  return end < 0 ? places : places.slice(0, end);
}

/** `make drop-database`: the target of the file is all that is said. */
function verbOf(program: string, words: string): readonly string[] {
  return /^(?:make|just|task|rake|npm|yarn|pnpm|bun)$/.test(program) ? words.split(' ').slice(-1) : [];
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
    if (found >= 0 && /^[a-z][\w:-]*$/i.test(verb)) at = found + 1;
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

function together(operands: readonly string[]): string {
  const text = operands.join(' ');
  if (operands.length <= 3 && text.length <= 40) return text;
  // What a variable holds may be a file that the step made for itself.
  const lasting = operands.filter(word => !isTemporary(word));
  return lasting.find(word => !word.includes('$')) ?? lasting[0] ?? operands[0] ?? '';
}

/** True for a file that a machine throws away by itself. */
export function isTemporary(path: string): boolean {
  return /^\/(?:var\/)?tmp\/[^/]/.test(path) && !path.includes('..');
}
