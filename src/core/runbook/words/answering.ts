import type { Draft } from '../markdown/page.ts';
import type { Statement } from '../../shell/statement.ts';

/** Whether an author shows what is printed, or tells in words what then holds. */
export type Source = 'output' | 'words';

// The last that prints anything, and that a walk takes: behind what shows the result there may be what tidies up, or another way.
function answeringAt(statements: readonly Statement[], expected: string, from: Source): number {
  const walked = statements.findLastIndex(({ alternativeTo }) => alternativeTo === undefined);
  const last = SAYS_NOTHING.test(expected)
    ? walked
    : statements.findLastIndex(
        ({ alternativeTo, text }) => alternativeTo === undefined && !passedOver[from].test(text),
      );
  return last < 0 ? walked : last;
}

// Commands that print nothing when they succeed: `rm x`, `export A=1`, but not `cp -v`.
const SILENT =
  /^\s*(?:sudo (?:-\S+ )*)?(?:(?:rm|rmdir|unset|cd|sleep|mkdir|touch|cp|mv|chmod|chown|ln|kill|set|export|trap|wait|deactivate|exit)(?!\S)(?!.*\s(?:-\w*v|--verbose))(?:[^|;&\n]|\\\n|\d>&\d)*|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"'$`]*|\$\([^()]*\)))\s*(?:#.*)?$/;

// Words may speak of what a command did, such as copying a file or waiting; of what tidies up they do not.
const TIDIES =
  /^\s*(?:sudo (?:-\S+ )*)?(?:rm|unset|cd)(?!\S)(?!.*\s(?:-\w*v|--verbose))(?:[^|;&\n]|\\\n|\d>&\d)*(?:#.*)?$/;

const passedOver: Readonly<Record<Source, RegExp>> = { output: SILENT, words: TIDIES };

const SAYS_NOTHING = /\b(?:no output|nothing|gone|removed|empty|keine ausgabe|leer|sin salida)\b|çıktı yok/i;

/** A step whose last command is expected to print something; undefined where it has none, or where more is known already. */
export function expecting<B extends Draft['body']>(
  body: B,
  expected: string,
  from: Source = 'words',
): B | undefined {
  switch (body.kind) {
    case 'suggested':
      return body.expected === undefined ? { ...body, expected } : undefined;
    case 'commands': {
      const at = answeringAt(body.statements, expected, from);
      const statement = body.statements[at];
      return statement === undefined || statement.expected !== undefined
        ? undefined
        : { ...body, statements: body.statements.with(at, { ...statement, expected }) };
    }
    default:
      return undefined;
  }
}
