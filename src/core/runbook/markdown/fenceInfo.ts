import { readAttributes } from '../../shell/comments/attributes.ts';

/** What a fence's info string says. */
export interface FenceInfo {
  /** The first word as written, without Pandoc braces and trailing options; empty where there is none. */
  readonly language: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const SHELLS: ReadonlySet<string> = new Set(
  (
    'bash sh shell shellscript shell-script zsh ksh dash ash console shell-session shellsession sh-session ' +
    'bash-session bashsession terminal term commandline command-line azurecli azurecli-interactive'
  ).split(' '),
);
const TEXTS: ReadonlySet<string> = new Set('text txt plain plaintext none nohighlight log email'.split(' '));

/** True for the tags whose fences run in the session. */
export function isShell(language: string): boolean {
  return SHELLS.has(language.toLowerCase());
}

/** True for the tags that only say "this is text". */
export function isPlain(language: string): boolean {
  return TEXTS.has(language.toLowerCase());
}

export function isMarkdown(language: string): boolean {
  return /^(?:markdown|md|mdx|gfm)$/i.test(language);
}

/** Reads `bash run=block`, `{.sh #id key="v"}`, `bash {"name":"x"}` and `bash:title` alike. */
export function readFenceInfo(info: string): FenceInfo {
  const text = info.trim();
  const pandoc = /^\{\s*\.?([\w+#-]+)([^}]*)\}?$/.exec(text);
  if (pandoc !== null) {
    return { language: pandoc[1] ?? '', attributes: readAttributes(pandoc[2] ?? '') };
  }
  const word = /^[^\s{,:=]*/.exec(text)?.[0] ?? '';
  return { language: word, attributes: readAttributes(text.slice(word.length)) };
}
