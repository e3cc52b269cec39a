import { commandOf, isInputOf, takerOf } from './script.ts';
import { nestedScripts, programName, readWords, unwrap, type Word } from '../programs/command.ts';
import { queryStart, speaks } from './unnamedQuery.ts';
import { commandInside } from '../programs/entering.ts';
import type { SyntaxNode } from '../grammar.ts';
import { flatten, type Placed } from '../tree.ts';

/** The query that a word or a here-document holds. */
export interface Query {
  /** The program that reads it, such as `psql`. */
  readonly client: string;
  /** How many characters of the word stand before it: the flag in `-e"SELECT …"`. */
  readonly from: number;
  /** Whether it is a word of the client itself, which may be a hole as a whole. */
  readonly isWord: boolean;
  /** Only a part, so that what stands before its beginning is not known. */
  readonly isPart: boolean;
  /** The format of a `printf`. */
  readonly isFormat: boolean;
}

interface Asking {
  /** Flags with the query in the next word, and those it is attached to. */
  readonly alone: RegExp;
  readonly attached: RegExp;
  /** How many operands stand before a query without a flag. */
  readonly behind?: number;
  /** What the program must be told for it to be a client. */
  readonly verb?: string;
}

function asking(short: string, long: string, more: Pick<Asking, 'behind' | 'verb'> = {}): Asking {
  const alone = new RegExp(`^(?:${short}|${long})$`);
  return { alone, attached: new RegExp(String.raw`^(?:(?:${long})=|(?:${short})(?=[^]))`), ...more };
}

// Only flags without a value may stand before the one in the same word: `-psecret` is none of these.
const psql = asking('-[AabeEHlnqsStxXwW1z0]*c', '--command');
const mysql = asking('-[NBsrtvfAqnbiGHXLcwTCEIj]*e', String.raw`--exec\w*`);
const clickhouse = asking('-[mnt]*q', '--query');
const clients: ReadonlyMap<string, Asking> = new Map(
  Object.entries({
    psql,
    'gitlab-psql': psql,
    mysql,
    mariadb: mysql,
    cqlsh: asking('-e', '--execute'),
    sqlcmd: asking('-[qQ]', '--query'),
    sqlplus: asking('(?!)', '(?!)'),
    sqlite3: asking('(?!)', '-cmd', { behind: 1 }),
    duckdb: asking('(?!)', '-c|-s|-cmd', { behind: 1 }),
    'clickhouse-client': clickhouse,
    clickhouse,
    cockroach: asking('-e', '--execute', { verb: 'sql' }),
    bq: asking('(?!)', '(?!)', { behind: 1, verb: 'query' }),
  }),
);

const NAMES = new RegExp(String.raw`\b(?:${[...clients.keys()].join('|')})\b`);

/** Whether a script may call a client; what looks like one in it is enough. */
export function namesClient(script: string): boolean {
  return NAMES.test(script);
}

interface Client extends Asking {
  readonly program: string;
  readonly args: readonly Word[];
}

/** The program that a command runs in the end, where it is a client: behind `sudo`, and inside `docker exec db`. */
function clientOf(words: readonly Word[]): Client | undefined {
  const { words: inner, wrapping } = unwrap(words);
  // `sudo -iu postgres psql`: the flags in one word.
  const [first, ...args] = /^-[A-Za-z]+u$/.test(wrapping.at(-1) ?? '') ? inner.slice(1) : inner;
  const program = programName(first);
  const found = clients.get(program);
  if (found !== undefined) {
    const isTold = found.verb === undefined || args.some(({ text }) => text === found.verb);
    return isTold ? { ...found, program, args } : undefined;
  }
  const behind = wordsBehind(program, args);
  return behind.length === 0 ? clientInScript(inner) : clientOf(behind);
}

// `ssh db "psql shop" <<EOF`: what the script reads comes from outside of it.
function clientInScript(words: readonly Word[]): Client | undefined {
  const scripts = nestedScripts(words);
  const [first] = scripts;
  const parts = scripts
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/["']/g, '')
    .split(/[;&|\n]+/);
  return first === undefined
    ? undefined
    : parts
        .map(part =>
          clientOf(
            part
              .trim()
              .split(/\s+/)
              .map(text => ({ ...first, text })),
          ),
        )
        .find(client => client !== undefined);
}

function wordsBehind(program: string, args: readonly Word[]): readonly Word[] {
  if (program === 'gosu' || program === 'su-exec') {
    return args.slice(1);
  }
  if (program === 'runuser') {
    const dashes = args.findIndex(({ text }) => text === '--');
    return dashes < 0 ? [] : args.slice(dashes + 1);
  }
  const inside = commandInside({ program, args: args.map(({ text }) => text) });
  return inside.length === 0 ? [] : args.slice(args.length - inside.length);
}

/** Reads what a word or a here-document holds; undefined where that is no query. `text` is the masked statement. */
export function queryOf(container: Placed, text: string): Query | undefined {
  const command = commandOf(container);
  const isInput = isInputOf(container);
  if (command === undefined) {
    const reader = isInput ? readerAround(container, text) : undefined;
    return reader === undefined ? undefined : whole(reader);
  }
  const words = readWords(text, command.node);
  const client = clientOf(words);
  if (client === undefined) {
    return printed(command, { container, words, text }) ?? unnamed(command, { container, words, text });
  }
  if (isInput) {
    return hasOwn(client) ? undefined : whole(client.program);
  }
  const from = wordFrom(client, container.node);
  return from === undefined ? undefined : { ...whole(client.program), from, isWord: true };
}

// `$PSQL -c "SELECT …"`, `k3s kubectl exec pg -- psql -c "DELETE …"`: whoever takes it, it is a query by its own words.
function unnamed(command: Placed, { container, words, text }: Printing): Query | undefined {
  const program = programName(unwrap(words).words[0]);
  const isPiped =
    command.parent?.node.type === 'pipeline' && command.parent.node.children.at(-1) !== command.node;
  const from =
    speaks(program) && !isPiped
      ? undefined
      : queryStart(text.slice(container.node.startIndex, container.node.endIndex));
  return from === undefined
    ? undefined
    : { ...whole(program), from, isWord: !isInputOf(container), isPart: isPiped };
}

function whole(client: string): Query {
  return { client, from: 0, isWord: false, isPart: false, isFormat: false };
}

// With a query of its own it reads data from its input, or nothing.
function hasOwn({ alone, attached, args, behind }: Client): boolean {
  return (
    args.some(({ text }) => text !== '-cmd' && (alone.test(text) || attached.test(text))) ||
    (behind !== undefined && operandsOf(args).length > behind)
  );
}

function operandsOf(args: readonly Word[]): readonly Word[] {
  return args.filter(
    ({ text }, at) =>
      !text.startsWith('-') && !/^--(?:parameter|project_id|location|format)$/.test(args[at - 1]?.text ?? ''),
  );
}

/** Where in a word of a client its query begins; undefined where it holds none. */
function wordFrom({ alone, attached, args, behind }: Client, node: SyntaxNode): number | undefined {
  const at = args.findIndex(word => word.node.startIndex === node.startIndex);
  const word = args[at];
  if (word === undefined) {
    return undefined;
  }
  const flag = attached.exec(word.text.replace(/^["']/, ''))?.[0];
  if (flag !== undefined) {
    return flag.length;
  }
  const isOperand = behind !== undefined && operandsOf(args).indexOf(word) >= behind;
  return isOperand || alone.test(args[at - 1]?.text ?? '') ? 0 : undefined;
}

/** The client among a node's commands that reads its input for queries. */
function readerIn(node: SyntaxNode, text: string): string | undefined {
  return flatten([node])
    .filter(({ node: { type } }) => type === 'command')
    .map(command => clientOf(readWords(text, command.node)))
    .find(client => client !== undefined && !hasOwn(client))?.program;
}

// `( psql ) <<EOF`
function readerAround(container: Placed, text: string): string | undefined {
  let at: Placed | undefined = container;
  while (at !== undefined && at.node.type !== 'redirected_statement') {
    at = at.parent;
  }
  const body = at?.node.children[0];
  return body === undefined ? undefined : readerIn(body, text);
}

interface Printing {
  readonly container: Placed;
  readonly words: readonly Word[];
  readonly text: string;
}

// `echo "DELETE …" | psql`, `cat <<EOF | psql`, `psql -c "$(cat <<EOF`.
function printed(command: Placed, { container, words, text }: Printing): Query | undefined {
  const [program, ...args] = unwrap(words).words;
  const printer = programName(program);
  const isInput = isInputOf(container);
  if (!(isInput ? /^(?:cat|tee|sed|envsubst)$/ : /^(?:echo|printf)$/).test(printer)) {
    return undefined;
  }
  const client = takerOf(command, {
    reads: node => readerIn(node, text),
    readsFile: node => clientOf(readWords(text, node))?.program,
    takes: word => clientAsking(word, text),
  });
  if (client === undefined) {
    return undefined;
  }
  const operands = args.filter(({ text: arg }) => !/^-(?:[neE]+|-?)$/.test(arg));
  const isOnly = isInput
    ? printer === 'tee' || (printer === 'cat' && operands.length === 0)
    : operands.length === 1 && printer === 'echo';
  const isFormat = printer === 'printf' && operands[0]?.node.startIndex === container.node.startIndex;
  return { ...whole(client), isFormat, isPart: !(isOnly || isFormat) || !isAlone(command) };
}

// What is printed for a printer is looked for further out.
function clientAsking(word: Placed, text: string): string | undefined {
  const command = commandOf(word);
  const client = command === undefined ? undefined : clientOf(readWords(text, command.node));
  return client === undefined || wordFrom(client, word.node) === undefined ? undefined : client.program;
}

// Whether nothing else is printed into the same pipe.
function isAlone(command: Placed): boolean {
  let at = command.parent;
  for (; at !== undefined && /^(?:compound_statement|subshell)$/.test(at.node.type); at = at.parent) {
    if (at.node.children.filter(({ isNamed }) => isNamed).length > 1) {
      return false;
    }
  }
  return at !== undefined && /^(?:pipeline|redirected_statement)$/.test(at.node.type);
}
