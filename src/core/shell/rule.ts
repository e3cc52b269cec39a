import type { Invocation } from './invocation.ts';

/** What rules look at. */
export type Words = Pick<Invocation, 'program' | 'args'>;

/** One word of a rule. */
interface Pattern {
  test(word: string): boolean;
}

/** A pattern over a command's words, written like the command: `kubectl|oc scale --replicas=0`. */
interface Rule {
  /** Words that are no options, in this order, others allowed between them. */
  readonly operands: readonly Pattern[];
  readonly options: readonly Pattern[];
  /** Words and options whose presence makes the rule void. */
  readonly without: readonly Pattern[];
}

/** Rules by the program they are about; those for any program by its pattern. */
export interface RuleTable {
  readonly byProgram: ReadonlyMap<string, readonly Rule[]>;
  readonly byPattern: readonly (readonly [program: Pattern, rule: Rule])[];
}

/**
 * Reads rules, one a line. Words are separated by blanks, `a|b` is either, `x*` begins with x, `*` alone is
 * itself, or any program; `-f` also stands in a
 * cluster (`-rf`); `!x` is a word or option that must be absent.
 */
export function parseTable(text: string): RuleTable {
  const byProgram = new Map<string, Rule[]>();
  const byPattern: (readonly [Pattern, Rule])[] = [];
  for (const line of text.trim().split('\n')) {
    const [programs = '', ...words] = line.trim().split(/\s+/);
    const rule = parseRule(words);
    for (const program of programs.split('|')) {
      if (program.includes('*')) {
        byPattern.push([program === '*' ? /^/ : toPattern(program), rule]);
      } else {
        byProgram.set(program, [...(byProgram.get(program) ?? []), rule]);
      }
    }
  }
  return { byProgram, byPattern };
}

function parseRule(words: readonly string[]): Rule {
  return {
    operands: words.filter(word => !/^[!-]/.test(word)).map(toPattern),
    options: words.filter(word => word.startsWith('-')).map(toPattern),
    without: words.filter(word => word.startsWith('!')).map(word => toPattern(word.slice(1))),
  };
}

/** The words of a command that the table's longest match consists of; undefined where no rule matches. */
export function matchAny({ byProgram, byPattern }: RuleTable, invocation: Words): string | undefined {
  let best = '';
  const consider = (rule: Rule): void => {
    const words = matchRule(rule, invocation);
    if (words !== undefined && words.length > best.length) {
      best = words;
    }
  };
  byProgram.get(invocation.program)?.forEach(consider);
  for (const [program, rule] of byPattern) {
    if (program.test(invocation.program)) {
      consider(rule);
    }
  }
  return best === '' ? undefined : best;
}

// Plain words are looked up: nearly every word of nearly every command is compared, and matches nothing.
function toPattern(word: string): Pattern {
  const parts = word.split('|');
  if (parts.every(part => part === '*' || /^[^-*][^*]*$/.test(part))) {
    const words = new Set(parts);
    return { test: candidate => words.has(candidate) };
  }
  return new RegExp(`^(?:${parts.map(toExpression).join('|')})$`);
}

function toExpression(part: string): string {
  if (part === '*') {
    return String.raw`\*`;
  }
  const escaped = part.replaceAll(/[.+?^${}()[\]\\/]/g, String.raw`\$&`).replaceAll('*', '.*');
  if (/^-[A-Za-z0-9]$/.test(part)) {
    return `-[A-Za-z0-9]*${part.charAt(1)}[A-Za-z0-9]*(?:=.*)?`;
  }
  // `-X=POST` is `-XPOST`, `-sX POST` and `-X POST`.
  if (/^-[A-Za-z]=/.test(part)) {
    return `-[A-Za-z0-9]*${part.charAt(1)}=?${escaped.slice(3)}`;
  }
  return part.startsWith('-') && !part.includes('=') ? `${escaped}(?:=(?!false).*)?` : escaped;
}

// How far behind the program its subcommands may stand, global options included.
const reach = 8;

function matchRule(rule: Rule, { program, args }: Words): string | undefined {
  const found: Found[] = [];
  let from = 0;
  for (const operand of rule.operands) {
    const at = findOperand(args, operand, from);
    if (at < 0) {
      return undefined;
    }
    found.push({ at, shown: args[at] ?? '' });
    from = at + 1;
  }
  for (const option of rule.options) {
    const place = findOption(args, option);
    if (place === undefined) {
      return undefined;
    }
    found.push(place);
  }
  if (rule.without.some(option => args.some(arg => option.test(arg)))) {
    return undefined;
  }
  return [program, ...found.sort((a, b) => a.at - b.at).map(({ shown }) => shown)].join(' ');
}

interface Found {
  readonly at: number;
  readonly shown: string;
}

function findOperand(args: readonly string[], operand: Pattern, from: number): number {
  const end = Math.min(args.length, reach);
  for (let at = from; at < end; at += 1) {
    if (operand.test(args[at] ?? '')) {
      return at;
    }
  }
  return -1;
}

// `--replicas 0` is `--replicas=0`.
function findOption(args: readonly string[], option: Pattern): Found | undefined {
  for (const [at, arg] of args.entries()) {
    if (!arg.startsWith('-')) {
      continue;
    }
    if (option.test(arg)) {
      return { at, shown: arg };
    }
    const value = args[at + 1] ?? '';
    if (option.test(`${arg}=${value}`)) {
      return { at, shown: `${arg} ${value}` };
    }
  }
  return undefined;
}
