import type { BlockSource, ScriptBlock, ScriptUse } from './block.ts';
import { anyOf } from '../anyOf.ts';
import { looksLikeCommandLine } from './programs/commandLine.ts';

const shellTags =
  /^(?:(?:ba|z|k|da|a)?sh|shell|shellscript|shell-?script|shel|console|terminal|(?:shell|sh|bash|zsh|console)-?session|azurecli(?:-interactive|-bash)?|(?:bash|sh|shell|console)-?interactive)$/i;

/** Whether a fence's tag names a shell, transcripts included. */
export function isShellLanguage(language: string): boolean {
  return shellTags.test(language.trim());
}

/** The block as a file of its own, where its first line, or the one under a comment that names the file, is a shebang. */
export function readScript(source: BlockSource): Omit<ScriptBlock, keyof ScriptUse> | undefined {
  const rows = source.text.split('\n', 12).filter(row => row.trim() !== '');
  const first = rows[0] ?? '';
  if (!first.startsWith('#')) {
    return undefined;
  }
  const shebang = first.startsWith('#!') ? first : fileNameOf(first) === undefined ? undefined : rows[1];
  const interpreter = /^#![ \t]*(\/\S.*?)[ \t]*$/.exec(shebang ?? '')?.[1];
  if (interpreter === undefined) {
    return undefined;
  }
  const savedAs = rows
    .slice(0, 6)
    .map(fileNameOf)
    .find(name => name !== undefined);
  const base = { kind: 'script', interpreter, text: source.text, problems: [] } as const;
  return savedAs === undefined ? base : { ...base, savedAs };
}

// A comment that is a path, or that says so: `# scripts/deploy.sh`, `# File: deploy.sh`, `# Save as /usr/local/bin/x`.
function fileNameOf(row: string): string | undefined {
  const comment = /^#(?!!)[#\s]*(.*?)\s*$/.exec(row)?.[1] ?? '';
  const said =
    /^(?:file(?:name)?|script|path|location|save(?:d)? (?:this )?(?:as|to|in)|dosya|datei|archivo|fichero)\s*[:=]?\s+[`"']?([\w./~-]*\w)[`"']?(?:\s|$)/i.exec(
      comment,
    )?.[1];
  const bare = /^[`"']?([\w./~-]+\.(?:sh|bash|zsh|ksh|py|pl|rb|js|ts|awk))[`"']?(?:$|\s*(?:[-–—:(]|$))/.exec(
    comment,
  )?.[1];
  return said !== undefined && /[./]/.test(said) ? said : bare;
}

/** Whether no line is for a shell: sentences, list items, words to a chat, or what a program printed. */
export function isProse(text: string): boolean {
  const rows = text.split('\n').filter(row => row.trim() !== '' && !/^\s*#/.test(row));
  return (
    rows.length > 0 &&
    (WATCHED.test(rows[0] ?? '') ||
      rows.every(isProseLine) ||
      rows.every(isSaid) ||
      rows.every(isPrinted) ||
      isSql(rows))
  );
}

// The head of what `watch` shows.
const WATCHED = /^Every \d+(?:\.\d+)?s: /;

// A database's own words, which somebody tagged as shell; no program is called in capitals.
function isSql(rows: readonly string[]): boolean {
  const first =
    /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|GRANT|REVOKE|TRUNCATE|SHOW|EXPLAIN|WITH|BEGIN|SET GLOBAL|CALL|VACUUM|ANALYZE)\b/;
  return first.test(rows[0] ?? '') && !rows.some(row => looksLikeCommandLine(row));
}

// `/chatops run …` and `/pd-moc …` are typed into a chat; no program lies right below the root without an ending.
function isSaid(row: string): boolean {
  return /^\s*\/[a-z][\w-]*(?:\s|$)/.test(row);
}

// `{"level":"info",…}`, quoted perhaps, is a log that somebody tagged as shell; an address alone is opened in a browser.
function isPrinted(row: string): boolean {
  return /^\s*https?:\/\/\S+\s*$|^\s*(?:>\s*)?`?(?:\^C)?\{\s*"/.test(row);
}

const ITEM = /^(?:[-*•–—]|\d+[.)]|[☐☑✓✔✅❌⬜□])\s+/u;
// Frames and rules, and `Note: …` or YAML's `kind: Pod`: no program's name ends in a colon.
// `--- Health` and `--set x=y` alone on a line are a rule and a flag that lost its command.
const DRAWN = /^(?:[\u2500-\u257F]|\+-{2,}|-{3,}$|={3,}$|-{2,}\s*\p{L})/u;
const LABEL = /^[A-Za-z][\w.-]*:(?:\s|$)|^\p{Lu}\p{Ll}+(?: [\p{L}\d()/-]+){1,5}:$/u;
// A folder, or all files of one: the first would be run with the others for arguments.
const PLACE = /^(?:~|\.{1,2})?\/(?:[\w.-]+\/)*(?:[\w.-]+\/|[\w.-]*\*[\w.*-]*)$/u;
// A file's name alone: `.env.production` and `values.yaml` are no programs.
const FILE =
  /^\.[a-z][\w-]*(?:\.[\w-]+)*$|^[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|toml|conf|cfg|ini|env|md|txt|sql|pem|crt|tfvars)$/u;
// A line of a crontab: cron runs it, and a shell would run whatever file the first star finds.
const CRON =
  /^(?:@(?:reboot|(?:year|month|week|dai|hour)ly|annually|midnight)|(?:[\d*][\d*/,-]*\s+){4}[\w*/,-]+)\s+\S/u;

// `wal_level = replica` is a line of some program's settings.
const SETTING = /^[a-z][\w.-]*[ \t]+=[ \t]+\S/u;

const NO_COMMAND = anyOf(ITEM, DRAWN, LABEL, PLACE, FILE, CRON, SETTING);

// "end here so as not to delete it": plain words, and of them several that no command line has.
function isSaying(words: readonly string[]): boolean {
  return (
    words.length >= 5 &&
    words.every(word => /^\p{L}[\p{L}'’-]*[.,:;!]?$/u.test(word)) &&
    words.filter(word => /^(?:the|an?|to|is|are|not|so|of|and|or|your|this|that|here|we|you|it)$/i.test(word))
      .length >= 3
  );
}

/** Whether one line reads as text for a person: a bullet, a numbered item, a sentence. */
export function isProseLine(row: string): boolean {
  const text = row.trim();
  if (NO_COMMAND.test(text)) {
    return true;
  }
  const words = text.split(/\s+/);
  if (isSaying(words)) {
    return !looksLikeCommandLine(text);
  }
  if (words.length < 3 || !/^\p{Lu}\p{Ll}+[,:]?$/u.test(words[0] ?? '')) {
    return false;
  }
  const plain = words.filter(word => /^["'“(]?\p{L}[\p{L}'’-]*["'”).,:;!?]*$/u.test(word));
  return plain.length >= words.length * 0.8 && !looksLikeCommandLine(text);
}
