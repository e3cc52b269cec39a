import { looksLikeCommandLine } from './programs/commandLine.ts';

/** A language that a block is in although its fence names a shell, and how fences call it. */
export interface OtherLanguage {
  readonly name: string;
  readonly tag: string;
}

interface Language extends OtherLanguage {
  /** What a block begins with, or holds somewhere, only in this language. */
  readonly sign: RegExp;
  /** What each line at the margin looks like. */
  readonly line: RegExp;
}

// A language counts where every line at the margin may be one of its own and one of them can be nothing else.
const languages: readonly Language[] = [
  {
    name: 'Python',
    tag: 'python',
    sign: /^(?:import (?!\S+\.(?:png|jpe?g|gif|webp|bmp|tiff?|pdf|svg|ps|miff)$)[\w.]+(?: as \w+)?(?:, ?[\w.]+)*|from [\w.]+ import .+|(?:async )?def \w+\(.*|class \w+.*:|print\(.*\)|for \w[\w, ]* in .+:)\s*$/,
    line: /^(?:import |from |(?:async )?def |class |(?:for|while|if|elif|with|except|match|case) .+:|(?:else|try|finally|except):|(?:print|assert|raise|return|del|global)\b|@\w|[A-Za-z_][\w.]*(?:\[[^\]]*\])? ?(?:[-+*/]?=)(?!=) ?\S|[A-Za-z_][\w.]*\(|[)\]}]|["']{3})/,
  },
  {
    name: 'PowerShell',
    tag: 'powershell',
    sign: /^(?:\$\w+ = )?(?:Get|Set|New|Remove|Start|Stop|Restart|Invoke|Write|Import|Install|Test|Select|Add|Enable|Disable|Connect|Copy|Move|Update|Export|ConvertTo|ConvertFrom)-[A-Z]\w+\b/,
    line: /^(?:\$[A-Za-z_][\w:]*(?:\.\w+)*\s*[-+]?=|\$\w|(?:if|foreach|while|switch|param|try|catch|function)\b.*[({]|[})]|\} *(?:else|catch)|[A-Z][a-z]+-[A-Z]\w+\b|\| )/,
  },
  {
    name: 'Dockerfile',
    tag: 'dockerfile',
    sign: /^(?:FROM|WORKDIR|ENTRYPOINT|COPY|EXPOSE|RUN) \S/,
    line: /^(?:FROM|ARG|RUN|COPY|ADD|ENV|WORKDIR|EXPOSE|CMD|ENTRYPOINT|USER|LABEL|VOLUME|HEALTHCHECK|ONBUILD|SHELL|STOPSIGNAL) \S/,
  },
  {
    name: 'SQL',
    tag: 'sql',
    sign: /^(?:select\b.*\bfrom\b|insert into |update \S+ set\b|delete from |(?:create|alter|drop|truncate) (?:or replace )?(?:table|index|view|user|role|database|schema|extension|function)\b|grant .* (?:on|to) |revoke .* from )/i,
    line: /^(?:select|insert|update|delete|create|alter|drop|truncate|grant|revoke|show|explain|with|begin|commit|rollback|set|vacuum|analyze|from|where|and|or|join|left|inner|order|group|having|limit|values|union|on|call|use|\(|\)|--|;)(?![\w/.=-])/i,
  },
  {
    name: 'INI',
    tag: 'ini',
    sign: /^\[[A-Z][A-Za-z]*\]$/,
    line: /^(?:\[[A-Za-z][\w .-]*\]|[A-Za-z][\w.-]* ?= ?.*|;.*)$/,
  },
];

const FIRST_YAML = /^(?:apiVersion|kind|version|services|metadata|spec|stages|jobs|on|name|global|data): ?/;
const YAML_LINE = /^\s*(?:- )*(?:["']?[A-Za-z_][\w./-]*["']?:(?:\s|$)|- \S)/;

/** The language of a block that holds no shell at all; says none where in doubt. */
export function otherLanguageOf(text: string): OtherLanguage | undefined {
  const rows = text.split('\n').filter(row => row.trim() !== '' && !/^\s*#/.test(row));
  const [first] = rows;
  if (first === undefined || rows.length > longest) {
    return undefined;
  }
  if (isJson(text.trim())) {
    return { name: 'JSON', tag: 'json' };
  }
  if (rows.length > 1 && FIRST_YAML.test(first) && rows.every(row => YAML_LINE.test(row))) {
    return { name: 'YAML', tag: 'yaml' };
  }
  const margin = rows.filter(row => !/^\s/.test(row));
  if (rows.some(row => row.length > widest)) {
    return undefined;
  }
  const found = languages.find(
    ({ sign, line }) => margin.some(row => sign.test(row)) && margin.every(row => line.test(row)),
  );
  // Lines such as `import x.png y.png` and `set -e` are commands of a shell.
  const isShell =
    found === undefined ||
    margin.some(row => isCall(row)) ||
    (found.name === 'Python' && margin.some(row => isShellOnly(row)));
  return isShell ? undefined : { name: found.name, tag: found.tag };
}

const longest = 400;
// No program is written in rows so wide, and some signs above look at a row more than once.
const widest = 500;

// `TOKEN=$(python3 -c 'import secrets` hands the rows below it, up to the closing quote, to a program.
function isShellOnly(row: string): boolean {
  const bare = row
    .replaceAll(/"{3}|'{3}/g, '')
    .replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '')
    .replace(/#.*$/, '');
  return /\$\(|=["']?`/.test(row) || /["']/.test(bare);
}

// Keywords of these languages that are also words of a shell.
const KEYWORD =
  /^(?:import|from|for|if|while|with|case|return|set|select|update|create|delete|drop|show|use|call|values|limit|join|on|test)\b/i;

function isCall(row: string): boolean {
  return looksLikeCommandLine(row) && !KEYWORD.test(row) && !/^[A-Za-z_]\w* ?=|\w\(/.test(row);
}

// `[ -f x ]`, `[ "$READY" ]` and `{ a; b; }` are shell; what else can be read as JSON is not.
function isJson(text: string): boolean {
  if (!/^(?:\{\s*"[^]*\}|\{\s*\}|\[\s*[[{"][^]*\])$/.test(text)) {
    return false;
  }
  if (text.startsWith('[') && (/"\$/.test(text) || /^\[\[? [^\n]*$/.test(text))) {
    return false;
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
