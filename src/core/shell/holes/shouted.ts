/** A word in capitals where only the reader's own can stand; offsets are UTF-16, end exclusive. */
interface Shouted {
  readonly text: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly bareOnly: boolean;
}

// Names of Kubernetes are in small letters and without underscores, and so are buckets: `POD_NAME` can be none of them.
// Elsewhere such a word is as often a variable that another program reads, or a value of an API.
const KUBERNETES =
  /(?<![\w./-])(?:kubectl|oc|helm|stern|eksctl)[ \t](?:\\\n|[^\n|;&#`])*?(?=[ \t]--[ \t]|[\n|;&#`]|$)/g;
// A word of its own, `pod/` and a quote before it at most: `reason="FAILED_X"` and `'NODE:.spec.nodeName'` are values and columns.
const WORD =
  /(?<=(?<!\s(?:-[elo]|--(?:env|selector|output|context|field-selector|from-env-file|sort-by|as|template|set\S*))[ \t=]*)[\s/]["']?|\s--(?:namespace|name|container|cluster)=["']?|\s-n)(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+|(?:POD|NODE|NAMESPACE|DEPLOYMENT|CONTAINER|RELEASE|CLUSTER)(?:NAME)?)(?=[\s"']|$|(?<=[\s/]\w+):(?!\.))/g;
const QUOTED = /'[^']*(?:'|$)|"(?:[^"\\]|\\[^])*(?:"|$)|\{\{(?:[^}]|\}(?!\}))*(?:\}\}|$)/g;
const NAMES_VARIABLES = /\s(?:set env|config|env|create (?:secret|configmap))\s/;
const BUCKET = /(?<=\b(?:s3|gs):\/\/)(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+|BUCKET)(?![\w{])/g;

/** Words in capitals that stand for a name of the reader's own. */
export function* findShouted(text: string): Generator<Shouted> {
  for (const { 0: word, index } of text.matchAll(BUCKET)) {
    yield shouted(word, index);
  }
  for (const { 0: command, index } of text.matchAll(KUBERNETES)) {
    if (NAMES_VARIABLES.test(command)) continue;
    for (const { 0: word, index: at } of command.replaceAll(QUOTED, withoutText).matchAll(WORD)) {
      yield shouted(word, index + at);
    }
  }
}

// What is quoted and more than a name, such as a template or a query, is a language of its own; its length stays.
function withoutText(quoted: string): string {
  if (/^["'][\w/-]*["']?$/.test(quoted)) return quoted;
  return `${quoted.charAt(0)}${'.'.repeat(quoted.length - 2)}${quoted.slice(-1)}`;
}

function shouted(text: string, start: number): Shouted {
  return { text, name: text, start, end: start + text.length, bareOnly: false };
}
