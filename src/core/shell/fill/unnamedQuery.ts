// What a query of SQL begins with, behind a database that is chosen or a transaction that is begun; English has other words
// behind these.
const BEFORE = String.raw`\s*(?:--[^\n]*\n\s*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/\s*|(?:use|begin|start transaction|set)\b[^;'"]{0,80};\s*){0,20}`;
const QUERY = new RegExp(
  `^${BEFORE}(?:${[
    String.raw`(?:explain\s+(?:analyze\s+)?)?select\s(?:[^]*\sfrom\s|\s*(?:['"*\d(]|[\w.]+\())`,
    String.raw`insert\s+(?:ignore\s+)?into\s|(?:replace|upsert)\s+into\s|update\s+(?:only\s+)?\S+(?:\s+(?:as\s+)?\w+)?\s+set\s+\S+\s*=|delete\s+from\s+(?!the\s)|merge\s+into\s|with\s+\w+\s+as\s*\(`,
    // "Create a new user" is said to people.
    String.raw`(?:create|alter|drop|truncate|comment\s+on)\s+(?:(?!(?:an?|the|this|that|these|all|any|new|your|our)\s)\w+\s+){0,3}(?:table|user|role|database|index|view|schema|extension|function|keyspace)\s|alter\s+system\s`,
    String.raw`(?:grant|revoke)\s[^]*\s(?:to|from)\s|call\s+\w+\(|copy\s+\w+\s*(?:\(|from|to)`,
  ].join('|')})`,
  'i',
);
// "git commit -m" and the like hold sentences.
const SPEAKS = /^(?:echo|printf|git|gh|glab|grep|egrep|rg|logger|notify-send|slack|curl|sed|awk)$/;

/** How many characters of a word stand before the query in it, as `--sql=` does; undefined where it holds none. */
export function queryStart(word: string): number | undefined {
  const flag = /^--?[A-Za-z][\w-]*=/.exec(word)?.[0].length ?? 0;
  return QUERY.test(word.slice(flag).replace(/^["']/, '')) ? flag : undefined;
}

/** Whether what a program is given is text for people, or for another program behind it. */
export function speaks(program: string): boolean {
  return SPEAKS.test(program);
}
