import type { Invocation } from './invocation.ts';

/** What rules look at. */
export type Words = Pick<Invocation, 'program' | 'args'>;

/** A pattern over a command's words, written like the command: `kubectl|oc scale --replicas=0`. */
interface Rule {
  /** Words that are no options, in this order, others allowed between them. */
  readonly operands: readonly RegExp[];
  readonly options: readonly RegExp[];
  /** Options whose presence makes the rule void. */
  readonly without: readonly RegExp[];
}

/** Rules by the program they are about; those for any program by its pattern. */
export interface RuleTable {
  readonly byProgram: ReadonlyMap<string, readonly Rule[]>;
  readonly byPattern: readonly (readonly [program: RegExp, rule: Rule])[];
}

/**
 * Reads rules, one a line. Words are separated by blanks, `a|b` is either, `x*` begins with x, `*` alone is
 * itself, or any program; `-f` also stands in a
 * cluster (`-rf`); `!-f` is an option that must be absent.
 */
export function parseTable(text: string): RuleTable {
  const byProgram = new Map<string, Rule[]>();
  const byPattern: (readonly [RegExp, Rule])[] = [];
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
    operands: words.filter(word => !/^!?-/.test(word)).map(toPattern),
    options: words.filter(word => word.startsWith('-')).map(toPattern),
    without: words.filter(word => word.startsWith('!')).map(word => toPattern(word.slice(1))),
  };
}

/** The words of a command that the table's longest match consists of; undefined where no rule matches. */
export function matchAny(table: RuleTable, invocation: Words): string | undefined {
  const { program } = invocation;
  const rules = [
    ...(table.byProgram.get(program) ?? []),
    ...table.byPattern.flatMap(([pattern, rule]) => (pattern.test(program) ? [rule] : [])),
  ];
  const matches = rules.flatMap(rule => matchRule(rule, invocation) ?? []);
  return matches.reduce<string | undefined>(
    (best, next) => (next.length > (best?.length ?? 0) ? next : best),
    undefined,
  );
}

function toPattern(word: string): RegExp {
  const parts = word.split('|').map(part => {
    if (part === '*') {
      return String.raw`\*`;
    }
    const escaped = part.replaceAll(/[.+?^${}()[\]\\/]/g, String.raw`\$&`).replaceAll('*', '.*');
    if (/^-[A-Za-z0-9]$/.test(part)) {
      return `-[A-Za-z0-9]*${part.charAt(1)}[A-Za-z0-9]*(?:=.*)?`;
    }
    return part.startsWith('-') && !part.includes('=') ? `${escaped}(?:=(?!false).*)?` : escaped;
  });
  return new RegExp(`^(?:${parts.join('|')})$`);
}

// How far behind the program its subcommands may stand, global options included.
const reach = 8;

function matchRule(rule: Rule, { program, args }: Words): string | undefined {
  const found: { readonly at: number; readonly shown: string }[] = [];
  let from = 0;
  for (const operand of rule.operands) {
    const at = args.findIndex((arg, index) => index >= from && index < reach && operand.test(arg));
    if (at < 0) {
      return undefined;
    }
    found.push({ at, shown: args[at] ?? '' });
    from = at + 1;
  }
  for (const option of rule.options) {
    const at = args.findIndex((arg, index) => option.test(arg) || option.test(withValue(args, index)));
    if (at < 0) {
      return undefined;
    }
    found.push({
      at,
      shown: option.test(args[at] ?? '') ? (args[at] ?? '') : `${args[at] ?? ''} ${args[at + 1] ?? ''}`,
    });
  }
  const words = [program, ...found.sort((a, b) => a.at - b.at).map(({ shown }) => shown)];
  return rule.without.some(option => args.some(arg => option.test(arg))) ? undefined : words.join(' ');
}

// `--replicas 0` is `--replicas=0`.
function withValue(args: readonly string[], index: number): string {
  return `${args[index] ?? ''}=${args[index + 1] ?? ''}`;
}
