import type { Statement } from '../../shell/statement.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import { editLine } from '../edits.ts';
import type { Edit } from '../finding.ts';
import type { Document } from '../rule.ts';

interface Given {
  readonly statement: Statement;
  readonly call: Invocation;
  /** The variable that holds the secret. */
  readonly name: string;
}

/** Gives a secret to a program by the way that the program itself has for it. */
export function offCommandLine(document: Document, { statement, call, name }: Given): Edit | undefined {
  const value = `["']?\\$(?:${name}(?!\\w)|\\{${name}\\})["']?`;
  const way = wayOf(call, name, value);
  for (let line = statement.line; way !== undefined && line <= statement.endLine; line += 1) {
    const source = document.lines[line - 1] ?? '';
    const text = way.isWhole ? statement.text.trim() : source;
    const from = way.isWhole ? source.trimEnd().length - text.length : 0;
    const by = from >= 0 && source.startsWith(text, from) ? way.rewrite(text) : undefined;
    if (by !== undefined && by !== text) {
      return editLine(document, line, { from, to: from + text.length, text: by });
    }
  }
  return undefined;
}

interface Way {
  /** Whether something stands before the whole command afterwards, so that it has to be one by itself. */
  readonly isWhole: boolean;
  readonly rewrite: (text: string) => string | undefined;
}

function wayOf({ program, args }: Invocation, name: string, value: string): Way | undefined {
  switch (program) {
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'helm':
    case 'oras':
    case 'skopeo':
      return args.includes('login')
        ? before(
            `printf %s "$${name}" | `,
            new RegExp(`\\s(?:-p|--password)(?:\\s+|=)${value}(?=\\s|$)`),
            ' --password-stdin',
          )
        : undefined;
    case 'mysql':
    case 'mysqldump':
    case 'mysqladmin':
    case 'mariadb':
      return before(`MYSQL_PWD="$${name}" `, new RegExp(`\\s(?:-p|--password=)${value}(?=\\s|$)`), '');
    case 'redis-cli':
      return before(`REDISCLI_AUTH="$${name}" `, new RegExp(`\\s(?:-a|--pass)\\s+${value}(?=\\s|$)`), '');
    case 'curl':
      return { isWhole: false, rewrite: text => inHeader(text, name) };
    default:
      return undefined;
  }
}

// `sudo` keeps the environment to itself, and in a line of several commands the first may be another one.
function before(lead: string, argument: RegExp, by: string): Way {
  return {
    isWhole: true,
    rewrite: text =>
      /[|;&<>\n]|^\s*(?:sudo|[A-Z_]+=)/.test(text) || !argument.test(text)
        ? undefined
        : lead + text.replace(argument, by),
  };
}

function inHeader(text: string, name: string): string {
  const header = new RegExp(
    `((?:^|\\s)(?:-H|--header)\\s+)("[^"\\\\]*\\$(?:${name}(?!\\w)|\\{${name}\\})[^"\\\\]*")`,
  );
  return text.replace(header, (_, flag: string, words: string) => `${flag}@<(printf %s ${words})`);
}
