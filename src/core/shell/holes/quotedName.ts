const NAME = /^\[[A-Z]?[a-z]\w*\]$/;
const BEFORE =
  /\b(?:database|table|from|into|login|user|update|join|schema|index|on|use|to)\s+(?:\[\w+\]\.)?$/i;

/** True for `ALTER DATABASE [Shop]`, as SQL Server quotes a name; `[DB_NAME]` asks for one all the same. */
export function isQuotedName(text: string, { 0: whole, index }: RegExpExecArray): boolean {
  return (
    NAME.test(whole) &&
    BEFORE.test(text.slice(Math.max(0, index - 80), index)) &&
    /\b(?:sqlcmd|bcp)\b/i.test(text)
  );
}
