import type { MarkdownIt } from 'markdown-it';
import type { RuleArguments } from './blockRule.ts';

interface Marks {
  readonly opens: RegExp;
  readonly closes: RegExp;
}

// What wikis and site generators write in place of a fence. Read as one, since its comments would be headings otherwise.
const MARKS: readonly Marks[] = [
  // Jira and Confluence: {code:bash}, {code:title=a.sh|language=bash}, {noformat}
  { opens: /^\{code(?::([^}\n]*))?\}[ \t]*$/, closes: /^[ \t]*\{code\}[ \t]*$/ },
  { opens: /^\{noformat(?::[^}\n]*)?\}[ \t]*$/, closes: /^[ \t]*\{noformat\}[ \t]*$/ },
  // Jekyll: {% highlight bash %}
  {
    opens: /^\{%-?[ \t]*highlight[ \t]+([^%\n]*?)[ \t]*-?%\}[ \t]*$/,
    closes: /^[ \t]*\{%-?[ \t]*endhighlight[ \t]*-?%\}[ \t]*$/,
  },
  // Hugo: {{< highlight bash "linenos=table" >}}
  {
    opens: /^\{\{[<%][ \t]*highlight[ \t]+([^\n]*?)[ \t]*[>%]\}\}[ \t]*$/,
    closes: /^[ \t]*\{\{[<%][ \t]*\/[ \t]*highlight[ \t]*[>%]\}\}[ \t]*$/,
  },
];

/** Adds the code blocks of wikis and site generators to a markdown-it instance, as fences. */
export function addSiteFences(markdown: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('table', 'site_fence', readSiteFence, { alt });
}

function readSiteFence(...[state, start, end, silent]: RuleArguments): boolean {
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if (state.src.charCodeAt(from) !== 0x7b || (state.sCount[start] ?? 0) - state.blkIndent >= 4) {
    return false;
  }
  const first = state.src.slice(from, state.eMarks[start]);
  const marks = MARKS.find(({ opens }) => opens.test(first));
  const close = marks === undefined ? -1 : closingLine(state, { from: start + 1, end, closes: marks.closes });
  if (marks === undefined || close < 0) {
    return false;
  }
  if (silent) {
    return true;
  }
  const token = state.push('fence', 'code', 0);
  token.info = languageOf(marks.opens.exec(first)?.[1] ?? '');
  token.content = state.getLines(start + 1, close, state.sCount[start] ?? 0, true);
  token.map = [start, close + 1];
  state.line = close + 1;
  return true;
}

interface Search {
  readonly from: number;
  readonly end: number;
  readonly closes: RegExp;
}

// What nothing closes within a quote or an item stays text. A block is seldom long, and each line is looked at once.
function closingLine(state: RuleArguments[0], { from, end, closes }: Search): number {
  for (let line = from; line < Math.min(end, from + LONGEST); line += 1) {
    if ((state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) {
      return -1;
    }
    if (closes.test(state.src.slice(state.bMarks[line], state.eMarks[line]))) {
      return line;
    }
  }
  return -1;
}

const LONGEST = 400;

// `bash`, `lang=bash`, `title=a.sh|language=bash`, `bash "linenos=table"`
function languageOf(words: string): string {
  const named = /(?:^|[|,\s])(?:language|lang)=["']?([\w+#-]+)/.exec(words)?.[1];
  return named ?? /^["']?([\w+#-]+)(?=$|["'|,\s])/.exec(words)?.[1] ?? '';
}
