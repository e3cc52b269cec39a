import type { Alternative, StatedCondition } from '../statement.ts';
import { isCommentedOut } from './commentedOut.ts';
import { conditionOf } from './condition.ts';
import { refusedBy } from './refusal.ts';

// "or", "alternatively", "or, to a specific revision", in English, Turkish, German and Spanish. "Or after 300 seconds" is
// a point in time, and "or wait" says what else may happen.
const OR =
  /^\W*(?:(?:or|oder|veya|ya da|yahut|o bien|ou(?: bien)?)(?![\p{L}\d_'-])(?!\s+(?:after|before|wait|until|when|once|nach|bis|warte\w*|sonra|espera\w*|else|apr[eè]s|ap[oó]s|attend\w*)(?![\p{L}]))|o(?=:|\s+(?:bien|manualmente|con|mediante|usando|usar|usa|use|ejecut\p{L}*|directamente)(?![\p{L}]))|(?:alternatively|alternativ|alternativa|alternativamente|alternative|alternatif(?: olarak)?)(?![\p{L}\d_'-]))/iu;
// "Option 2:", "Method B", "Yöntem 1".
const OPTION =
  /^\W*(?:option|variante?|method|methode|approach|path|seçenek|yöntem|opci[oó]n|m[eé]todo|alternative)\s*#?(\d{1,2}|[a-d])(?=\s*(?:[:.)–—-]|$|\())/iu;

/** How words stand to what comes before them. */
export type Mark =
  | { readonly kind: 'or' }
  /** One of several that are named alike; the first of them is what a walk takes. */
  | { readonly kind: 'option'; readonly isFirst: boolean }
  /** Only where something holds that a person sees: "If the login failed:"; with its first step right below it, "1. Stop it". */
  | { readonly kind: 'if'; readonly words: string; readonly hasSteps: boolean };

/** Whether words open another way to do what stands before them: "Or …", "Alternatively …", "Option 2: …". */
export function markOf(words: string): Mark | undefined {
  const label = OPTION.exec(words)?.[1];
  if (label !== undefined) {
    return { kind: 'option', isFirst: /^[1a]$/i.test(label) };
  }
  return OR.test(words) ? { kind: 'or' } : undefined;
}

// English, Turkish, German, Spanish: of what follows one is to be taken.
const ONE_OF =
  /(?:^|\P{L})(?:(?:one|any|either) of (?:the following|the below|these)|do one of|aşağıdaki(?:\s\p{L}+)?\s(?:komutlardan|seçeneklerden|yöntemlerden)\s(?:\p{L}+\s)?biri(?:ni|yle)?|aşağıdakilerden\s(?:\p{L}+\s)?biri(?:ni|yle)?|ein(?:en|er|es|e)? der folgenden|un[oa] de (?:los|las) siguientes)(?!\p{L})/iu;

/** Whether words say that only one of the commands below them is to be run. */
export function namesOneOf(words: string): boolean {
  return ONE_OF.test(words);
}

/** One comment line of a block. */
export interface CommentLine {
  /** Without its mark. */
  readonly text: string;
  readonly line: number;
}

/** The commented-out commands among comment lines, each with the words right above it, and with what those above it say of it. */
export function readCommentedOut(comments: readonly CommentLine[]): readonly Alternative[] {
  const found: Alternative[] = [];
  let words: string[] = [];
  let condition: StatedCondition | undefined;
  for (let at = 0; at < comments.length; at += 1) {
    const first = comments[at];
    if (first === undefined || !isCommentedOut(first.text)) {
      words.push(first?.text ?? '');
      continue;
    }
    const taken = continued(comments, at);
    const text = taken.map(({ text: line }) => line).join('\n');
    const [above] = words.slice(-1);
    const title = above === undefined ? undefined : titleIn(above);
    // "# Don't do this:" above two of them is said of both.
    condition = words.length === 0 ? condition : conditionIn(words, title);
    found.push({
      text: text.replace(OPENING, ''),
      line: first.line,
      endLine: taken.at(-1)?.line ?? first.line,
      ...(title === undefined ? {} : { title }),
      ...(condition === undefined ? {} : { condition }),
    });
    at += taken.length - 1;
    words = [];
  }
  return found;
}

function conditionIn(above: readonly string[], title: string | undefined): StatedCondition | undefined {
  const refusal = refusedBy(above);
  // What is wrong only beside what is right is shown with these words.
  if (refusal !== undefined && !refusal.needsPartner) return { kind: 'refused', words: refusal.words };
  return title !== undefined && conditionOf(title) === 'rarely'
    ? { kind: 'rarely', words: title }
    : undefined;
}

const OPENING = /^(?:or|oder|veya|o|ou):?\s+(?=\S)/i;

function titleIn(words: string): string | undefined {
  const title = words.replace(/[:\s]+$/, '').trim();
  return /^(?:\.{2,}|…)|^[^\p{L}\d]*$/u.test(title) ? undefined : title;
}

// A backslash at its end takes the next comment line along.
function continued(comments: readonly CommentLine[], from: number): readonly CommentLine[] {
  let end = from;
  while (
    /\\$/.test(comments[end]?.text ?? '') &&
    comments[end + 1]?.line === (comments[end]?.line ?? 0) + 1
  ) {
    end += 1;
  }
  return comments.slice(from, end + 1);
}

/** What is known of a statement before it is read: where it stands, and what its comment opens. */
export interface Candidate {
  readonly line: number;
  /** True where it stands directly below the statement before, without comment or blank line between. */
  readonly joined: boolean;
  readonly mark: Mark | undefined;
  /** True where the comment above it begins with a number: "2. Wait for it". */
  readonly isNumbered: boolean;
  readonly undo: Undo | undefined;
}

/** A command that takes a release back. */
interface Undo {
  /** The command without the revision, or the release and where it is. */
  readonly what: string;
  /** True where it names the revision to go back to. */
  readonly isExact: boolean;
}

const KUBECTL = /^(?:kubectl|oc) (?:\S+ )*?rollout undo /;
const REVISION = / --to-revision[= ]\S+/;
// The flags of helm that take a word of their own, and among them those that say where it acts.
const VALUED =
  /^(?:-n|--(?:namespace|kube-(?:context|apiserver|as-user|as-group|ca-file|tls-server-name|token)|kubeconfig|timeout|history-max|burst-limit|qps|registry-config|repository-cache|repository-config))$/;
const WHERE = /^(?:-n|--(?:namespace|kube-context|kube-apiserver|kubeconfig))$/;

/** What a command of one line takes back; undefined for any other. */
export function undoOf(text: string): Undo | undefined {
  // Nearly every command is another one, which is seen at once.
  if (!/rollout|helm/.test(text)) {
    return undefined;
  }
  const words = text
    .replaceAll(/[ \t]*\\\n|\s+/g, ' ')
    .replace(/ #.*$/, '')
    .trim();
  if (KUBECTL.test(words)) {
    return { what: words.replace(REVISION, ''), isExact: REVISION.test(words) };
  }
  return undoOfHelm(words);
}

function undoOfHelm(words: string): Undo | undefined {
  const tokens =
    words
      .split(/[|;&]|\s\d?>/, 1)[0]
      ?.trim()
      .split(' ') ?? [];
  if (tokens[0] !== 'helm') return undefined;
  const said: string[] = [];
  const where: string[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const token = (tokens[at] ?? '').replace(/^-n=?(?=.)/, '--namespace=');
    const [flag = '', joined] = token.startsWith('-') ? token.split(/=(.*)/, 2) : [];
    if (flag === '') {
      said.push(token);
    } else if (VALUED.test(flag)) {
      if (joined === undefined) at += 1;
      if (WHERE.test(flag))
        where.push(`${flag === '-n' ? '--namespace' : flag} ${joined ?? tokens[at] ?? ''}`);
    }
  }
  const [action, release, revision] = said;
  return action !== 'rollback' || release === undefined
    ? undefined
    : { what: [release, ...where.sort()].join(' '), isExact: revision !== undefined };
}

/** How many statements at the beginning of a block are run under a condition only; all of them where the block is for one. */
export function conditionalAtStart(candidates: readonly Candidate[]): number {
  const [opening, ...more] = candidates;
  // "# If the broker is gone" above "# 1. …" and "# 2. …" says it of each of them.
  const hasSteps = opening?.mark?.kind === 'if' && opening.mark.hasSteps;
  if (hasSteps && more.every(({ joined, mark, isNumbered }) => joined || isNumbered || mark?.kind === 'if')) {
    return candidates.length;
  }
  let inside = false;
  const end = candidates.findIndex(({ joined, mark }) => {
    inside = mark?.kind === 'if' || (inside && (joined || mark?.kind === 'or'));
    return !inside;
  });
  return end < 0 ? candidates.length : end;
}

/** For each statement the words of the condition that it is run under; undefined where it is under none. */
export function conditionsOf(candidates: readonly Candidate[]): ReadonlyArray<string | undefined> {
  const all = conditionalAtStart(candidates) === candidates.length;
  let words: string | undefined;
  return candidates.map(({ joined, mark }) => {
    if (mark?.kind === 'if') words = mark.words;
    else if (!joined && !(all && mark === undefined)) words = undefined;
    return words;
  });
}

/** For each statement the line of the first one that it may stand in for; undefined where it is part of the walk. */
export function standInsOf(candidates: readonly Candidate[]): ReadonlyArray<number | undefined> {
  const found: Array<number | undefined> = [];
  let group: number | undefined;
  let option: number | undefined;
  // Other ways that no comment opens: what stands below one is no part of it.
  const single = new Set<number>();
  const undone = new Map<string, { readonly line: number; readonly isExact: boolean }>();
  const conditional = conditionalAtStart(candidates);
  const first = candidates[conditional]?.line;
  for (const [index, { line, joined, mark, undo }] of candidates.entries()) {
    const before = found[index - 1];
    // Nothing stands before it, so it is shown beside what is run first.
    if (index < conditional && first !== undefined) {
      found.push(first);
      continue;
    }
    const isMore = joined && mark === undefined && !single.has(index - 1);
    // Back to the last release and back to a certain one are two ways, and both would go back too far.
    const other = undo === undefined || mark !== undefined ? undefined : undone.get(undo.what);
    const isOther = other !== undefined && other.isExact !== undo?.isExact;
    if (undo !== undefined) undone.set(undo.what, other ?? { line, isExact: undo.isExact });
    if (isOther && (!isMore || before === undefined)) {
      single.add(index);
      found.push(other.line);
      continue;
    }
    if (isMore) {
      found.push(before);
      continue;
    }
    const main =
      mark?.kind === 'or' || mark?.kind === 'if'
        ? (before ?? group)
        : mark?.kind === 'option' && !mark.isFirst
          ? option
          : undefined;
    found.push(main);
    if (main === undefined) group = line;
    if (mark?.kind === 'option' && mark.isFirst) option = line;
  }
  return found;
}
