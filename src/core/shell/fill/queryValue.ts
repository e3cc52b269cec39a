import type { Query } from './query.ts';

interface QueryPlace extends Query {
  /** The word or here-document that holds the query, with a plain word in place of each hole. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a value, as it is, can say no more than a value where it stands in a query. Clients read quotes, comments and
 * commands of their own in many ways: what is not sure is refused, and nothing is ever written otherwise than it was given.
 */
export function fitsQuery(value: string, place: QueryPlace): boolean {
  const { client, from, isWord, isFormat } = place;
  const before = place.text.slice(from, place.start);
  const after = place.text.slice(place.end);
  // A hole that is all of it is the query itself.
  if (isWord && before.trim() === '' && /^\s*;?\s*$/.test(after)) {
    return true;
  }
  if (isFormat && value.includes('%')) {
    return false;
  }
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (OWN_COMMAND.test(line)) {
    return /^(?!.*--)[\w./][\w./-]*$/.test(value);
  }
  const isPart = place.isPart || (isFormat && before.includes('%'));
  const reading = isPart ? UNSURE : readBefore(before, client);
  if (reading.isComment) {
    return SURE_OF_COMMENTS.has(client) ? isRemark(value) : isOrdinary(value, client);
  }
  const rest = /^[^\n]*/.exec(after)?.[0] ?? '';
  if (reading.quote !== undefined) {
    return rest.includes(reading.quote) && isOrdinary(value, client);
  }
  // Between two quotes a plain word is a text, whichever of them opens.
  if (/['"`]$/.test(before) && rest.startsWith(before.slice(-1))) {
    return WORD.test(value);
  }
  const statement = reading.statement ?? before;
  return isPart && before.trim() === ''
    ? NUMBER.test(value)
    : fitsBare(value, { statement, after, isCassandra: client === 'cqlsh' });
}

// The client's own commands: `\i`, `.read`, `:r`, `@file`, `GO`.
const OWN_COMMAND = /^\s*(?:[\\.:!@]|(?:go|source|system|host|spool|shell)\b)/i;
const SURE_OF_COMMENTS: ReadonlySet<string> = new Set([
  'psql',
  'gitlab-psql',
  'mysql',
  'mariadb',
  'sqlite3',
  'duckdb',
]);

function isOneLine(value: string): boolean {
  return !/[\p{Cc}\u2028\u2029]/u.test(value);
}

function isRemark(value: string): boolean {
  return isOneLine(value) && !/[\\`]|\/\*|\*\//.test(value);
}

// sqlcmd reads `$(…)` and sqlplus `&` inside of quotes too.
function isOrdinary(value: string, client: string): boolean {
  return (
    isOneLine(value) &&
    !/['"`\\;]|--|\/\*|\*\/|\$\(/.test(value) &&
    (client !== 'sqlplus' || !value.includes('&'))
  );
}

interface Reading {
  /** The quote that is open, begun on the same line. */
  readonly quote?: string;
  readonly isComment?: boolean;
  /** What stands before in the same statement, without its texts and comments; absent where that is not sure. */
  readonly statement?: string;
}

const UNSURE: Reading = {};

// A client's own command without quotes, a comment to the end of its line, a text on one line; whatever else begins a text or
// a comment for some client is not sure for any.
const TOKEN =
  /(?<own>^[ \t]*\\[A-Za-z?+]+(?:[ \t]+[\w.:+=]+(?:-[\w.:+=]+)*)*[ \t]*$)|(?<comment>--(?:[ \t][^\n]*|(?=\n)))|(?<unsure>[\\#$]|\[(?![\w .]*\])|--|\/[/*]|'''|""")|(?<text>'[^'\\\n]*'|"[^"\\\n]*"|`[^`\\\n'"]*`)|(?<open>['"`])|[^]/gmu;

/** Reads a query up to a hole. */
function readBefore(before: string, client: string): Reading {
  let statement = '';
  for (const { 0: token, index, groups = {} } of before.matchAll(TOKEN)) {
    const { own, comment, unsure, text, open } = groups;
    // `q'[it's]'`
    const isOwnQuote = (text ?? open) !== undefined && /[qQ]$/.test(statement);
    if (unsure !== undefined || isOwnQuote) {
      return UNSURE;
    }
    if (comment !== undefined) {
      if (!SURE_OF_COMMENTS.has(client) && /['"`]/.test(comment)) {
        return UNSURE;
      }
      if (index + token.length === before.length) {
        return /(?:^|\n)[ \t]*$/.test(before.slice(0, index)) ? { isComment: true } : UNSURE;
      }
    } else if (open !== undefined) {
      const inside = before.slice(index + 1);
      return /[\\\n]/.test(inside) || inside.includes(open) ? UNSURE : { quote: open };
    }
    statement +=
      own === undefined ? (comment === undefined ? (text === undefined ? token : "''") : ' ') : ';';
  }
  return { statement: statement.slice(statement.lastIndexOf(';') + 1) };
}

const WORD = /^\w+(?:[.:-]\w+)*$/;
const NUMBER = /^(?:-?\d+(?:\.\d+)?|0x[\da-fA-F]+|\d{4}-\d\d-\d\d)$/;
const UUID = /^[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/;
// Words that decide something where a name was asked for.
const RESERVED =
  /^(?:true|false|null|not|or|and|xor|all|any|is|in|exists|case|select|where|having|union|cascade|default)$/i;

const OPENS_CONDITION = /(?:\b(?:where|having|and|or|xor|not|when|set)|&&|\|\|)[\s(]*$/i;
const ENDS_RANGE = /\bbetween\s+\S+\s+and\s*$/i;
const COMPARED = /^\s*(?:[=<>!]|(?:like|ilike|in|is|between|to)\b)/i;
const HAS_VALUES = /[=<>!~]|\b(?:where|having|limit|offset|top|like|ilike|between|values|set)\b|\bin\s*\(/i;
// A hole behind `FROM` or `JOIN` asks for the name of something, not for a value.
const ASKS_FOR_NAME =
  /\b(?:(?<!distinct\s)from|join|into|update|table|view|index|on|by|database|schema|keyspace|user|role|sequence|to)\s+[\w.]*$/i;

interface Bare {
  readonly statement: string;
  readonly after: string;
  readonly isCassandra: boolean;
}

function fitsBare(value: string, bare: Bare): boolean {
  const { statement, after } = bare;
  const opened = (statement.match(/\(/g) ?? []).length - (statement.match(/\)/g) ?? []).length;
  const isList = opened > 0 && after.includes(')') && !OPENS_CONDITION.test(statement);
  return (isList ? value.split(/, ?/) : [value]).every(each => fitsAlone(each, bare));
}

function fitsAlone(value: string, { statement, after, isCassandra }: Bare): boolean {
  // Two dashes begin a comment.
  if (value.startsWith('-') && statement.endsWith('-')) {
    return false;
  }
  const isNumber = NUMBER.test(value) || (isCassandra && UUID.test(value));
  const isName = WORD.test(value) && /^[A-Za-z_]/.test(value) && !RESERVED.test(value);
  if (OPENS_CONDITION.test(statement)) {
    return ENDS_RANGE.test(statement) ? isNumber : isName && COMPARED.test(after);
  }
  if (/\bon\s+$/i.test(statement)) {
    return isName;
  }
  return HAS_VALUES.test(statement) && !ASKS_FOR_NAME.test(statement)
    ? isNumber
    : isNumber || (WORD.test(value) && !RESERVED.test(value));
}
