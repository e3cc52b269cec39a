import type { Invocation } from '../programs/invocation.ts';

/** What rules look at. */
export type Words = Pick<Invocation, 'program' | 'args'>;

/** One word of a rule. */
interface Pattern {
  test(word: string): boolean;
  /** Where it is one of some plain words: what it can be found by. */
  readonly words?: ReadonlySet<string>;
}

/** A pattern over a command's words, written like the command: `kubectl|oc scale --replicas=0`. */
interface Rule {
  /** The programs it is about, and those that a pattern says. */
  readonly programs: ReadonlySet<string>;
  readonly byPattern: readonly Pattern[];
  /** Words that are no options, in this order, others allowed between them. */
  readonly operands: readonly Pattern[];
  readonly options: readonly Pattern[];
  /** Whether options count behind the operands only: `docker compose -f FILE logs` follows nothing. */
  readonly optionsBehind: boolean;
  /** Words and options whose presence makes the rule void. */
  readonly without: readonly Pattern[];
  /** Which of several tables it stands in. */
  readonly table: number;
}

/** A rule about a program; of two matches of one length the one of the lower rank counts. */
interface Candidate {
  readonly rule: Rule;
  readonly rank: number;
}

/** The rules that are about one program. */
interface Candidates {
  /** By each plain word that the first operand may be. */
  readonly byWord: ReadonlyMap<string, readonly Candidate[]>;
  readonly others: readonly Candidate[];
}

/** Rules, found by the program they are about. */
export interface RuleTable {
  readonly rules: readonly Rule[];
  /** What was found for a program before; most commands of a document are about a few. */
  readonly known: Map<string, Candidates>;
}

/**
 * Reads rules, one a line. Words are separated by blanks, `a|b` is either, `x*` begins with x, `*` alone is
 * itself, or any program; `-f` also stands in a
 * cluster (`-rf`); `!x` is a word or option that must be absent. `options` says where options count.
 */
export function parseTable(text: string, options: 'anywhere' | 'behind' = 'anywhere'): RuleTable {
  const { rules, known } = parseTables([text]);
  return { rules: rules.map(rule => ({ ...rule, optionsBehind: options === 'behind' })), known };
}

/** Several tables that are asked together, with `matchEach`. */
export function parseTables(texts: readonly string[]): RuleTable {
  const rules = texts.flatMap((text, table) =>
    text
      .trim()
      .split('\n')
      .map(line => parseRule(line, table)),
  );
  return { rules, known: new Map() };
}

function parseRule(line: string, table: number): Rule {
  const [first = '', ...words] = line.trim().split(/\s+/);
  const programs = first.split('|');
  return {
    programs: new Set(programs.filter(program => !program.includes('*'))),
    byPattern: programs
      .filter(program => program.includes('*'))
      .map(program => (program === '*' ? /^/ : toPattern(program))),
    operands: words.filter(word => !/^[!-]/.test(word)).map(toPattern),
    options: words.filter(word => word.startsWith('-')).map(toPattern),
    optionsBehind: false,
    without: words.filter(word => word.startsWith('!')).map(word => toPattern(word.slice(1))),
    table,
  };
}

/** The words of a command that the table's longest match consists of; undefined where no rule matches. */
export function matchAny(table: RuleTable, invocation: Words): string | undefined {
  return matchEach(table, invocation)[0]?.words;
}

/** A table's longest match. */
export interface Match {
  /** Its place among the tables. */
  readonly table: number;
  readonly words: string;
}

/** The longest match of each table that has one, in the tables' order. */
export function matchEach(tables: RuleTable, invocation: Words): readonly Match[] {
  const found: Found[] = [];
  for (const candidate of candidatesFor(tables, invocation)) {
    const words = matchRule(candidate.rule, invocation);
    if (words !== undefined && words !== '') {
      keepBetter(found, { table: candidate.rule.table, rank: candidate.rank, words });
    }
  }
  return found.length < 2 ? found : found.sort((a, b) => a.table - b.table);
}

interface Found extends Match {
  readonly rank: number;
}

function keepBetter(found: Found[], match: Found): void {
  const at = found.findIndex(({ table }) => table === match.table);
  const known = found[at];
  if (known === undefined) {
    found.push(match);
    return;
  }
  const longer = match.words.length - known.words.length;
  if (longer > 0 || (longer === 0 && match.rank < known.rank)) {
    found[at] = match;
  }
}

// More programs than any document names; a text made of nothing but names takes no more memory than this.
const mostKnown = 2000;

// Nearly every command matches nothing: a look at its first words leaves few rules to try.
function candidatesFor(table: RuleTable, { program, args }: Words): readonly Candidate[] {
  let candidates = table.known.get(program);
  if (candidates === undefined) {
    candidates = indexRules(rulesAbout(table, program));
    if (table.known.size >= mostKnown) table.known.clear();
    table.known.set(program, candidates);
  }
  const { byWord, others } = candidates;
  let found = others;
  for (let at = 0; byWord.size > 0 && at < args.length && at < reach; at += 1) {
    const more = byWord.get(args[at] ?? '');
    if (more !== undefined) found = [...found, ...more];
  }
  return found;
}

// Rules that name the program come before those whose pattern it fits.
function rulesAbout({ rules }: RuleTable, program: string): readonly Candidate[] {
  const named = rules.filter(({ programs }) => programs.has(program));
  const fitting = rules.filter(({ byPattern }) => byPattern.some(pattern => pattern.test(program)));
  return [...named, ...fitting].map((rule, rank) => ({ rule, rank }));
}

function indexRules(candidates: readonly Candidate[]): Candidates {
  const byWord = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const word of candidate.rule.operands[0]?.words ?? []) {
      const same = byWord.get(word);
      if (same === undefined) byWord.set(word, [candidate]);
      else same.push(candidate);
    }
  }
  const others = candidates.filter(({ rule }) => rule.operands[0]?.words === undefined);
  return { byWord, others };
}

// Plain words are looked up: nearly every word of nearly every command is compared, and matches nothing.
function toPattern(word: string): Pattern {
  const parts = word.split('|');
  if (parts.every(part => part === '*' || /^[^-*][^*]*$/.test(part))) {
    const words = new Set(parts);
    return { words, test: candidate => words.has(candidate) };
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
const reach = 12;

function matchRule(rule: Rule, { program, args }: Words): string | undefined {
  const found: Place[] = [];
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
    const place = findOption(args, option, rule.optionsBehind ? from : 0);
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

interface Place {
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
function findOption(args: readonly string[], option: Pattern, from: number): Place | undefined {
  for (let at = from; at < args.length; at += 1) {
    const arg = args[at] ?? '';
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
