import { isQuotedName } from './quotedName.ts';

/** A hole in square brackets and the words inside them; its offsets are UTF-16, end exclusive. */
interface Square {
  readonly text: string;
  readonly inner: string;
  readonly start: number;
  readonly end: number;
  /** True where it counts as a bare word only. */
  readonly bareOnly: boolean;
}

// `[INFO]` and `[FAILED]` are tags of a log.
const logTags =
  /^(?:INFO|WARN|WARNING|ERROR|ERR|DEBUG|TRACE|FATAL|NOTICE|OK|FAIL|FAILED|PASS|PASSED|DONE|SKIP|SKIPPED|NOTE|SUCCESS|CRITICAL|true|false|null|x|y|n|ReadWriteOnce|ReadWriteMany|ReadOnlyMany)$/;
const charRange = /(?:^|[^\p{L}])?(?:a-z|A-Z|0-9|a-f|A-F|[a-zA-Z\d]-[a-zA-Z\d](?:$|[^\p{L}]))/u;

/** The spellings of `[X]`, with the words inside; those that are indexes, patterns, log tags or lists are none. */
export function* findSquares(text: string): Iterable<Square> {
  for (const match of text.matchAll(/\[(\p{L}[\p{L}\d _.:/'-]{0,78})\]/gu)) {
    const inner = match[1] ?? '';
    const before = text.charAt(match.index - 1);
    const end = match.index + match[0].length;
    const after = text.charAt(end);
    // `[PROJECT]:[DATASET]` are two, each beside the other.
    const chained =
      /^[:_/.-]\[/.test(text.slice(end, end + 2)) ||
      /\][:_/.-]$/.test(text.slice(Math.max(0, match.index - 2), match.index));
    // `localhost:[PORT]`; `key:[a]` is a list.
    const behindColon = /[\w.]:$/.test(text.slice(Math.max(0, match.index - 2), match.index));
    const shouted = behindColon && /^[A-Z][A-Z0-9_]{2,}$/.test(inner);
    const attached =
      !(chained || shouted || isInLogin(text, match.index, after)) &&
      (/[\p{L}\d_\])}$*?+^|!\\[:]/u.test(before) || /[*?+({[\]$^|:=]/.test(after));
    const strange =
      isQuotedName(text, match) ||
      logTags.test(inner) ||
      charRange.test(inner) ||
      /\s$|[:'](?!\p{L})/u.test(inner);
    const answers = /^y(?:es)?\/no?$/i.test(inner);
    const lowerLetters = /^[a-z]{1,3}$/.test(inner);
    // `grep "[T]omcat"` keeps grep from finding itself.
    const firstLetter = /^\p{L}$/u.test(inner) && /[\p{L}\d_]/u.test(after);
    const sectionLine = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, match.index - 40), match.index));
    const alone = sectionLine && (after === '\n' || after === '');
    // `[COMMAND HERE]` and `[run the migration]` on a line of their own; `[Service]` heads a part of a file.
    const command = alone && /^\p{Lu}{2,}(?:[ _-]\p{Lu}{2,})+$|^\p{L}{2,} \p{L}+(?: |$)/u.test(inner);
    const yamlList =
      /:[ \t]$/.test(text.slice(match.index - 2, match.index)) && !/^[A-Z0-9_]+$|\s/.test(inner);
    if (
      !attached &&
      !strange &&
      !answers &&
      !lowerLetters &&
      !firstLetter &&
      (command || !alone) &&
      !yamlList
    ) {
      yield { text: match[0], inner, start: match.index, end, bareOnly: command };
    }
  }
}

// `postgres://app:[password]@db`
function isInLogin(text: string, start: number, after: string): boolean {
  return after === '@' && /:\/\/[^\s/@:"']{0,80}:$/.test(text.slice(Math.max(0, start - 84), start));
}
