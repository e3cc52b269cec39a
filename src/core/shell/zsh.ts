// What zsh reads otherwise than bash, or what bash does not have at all.
const signs: readonly RegExp[] = [
  /(?:^|[;&|]\s*|\b(?:then|do)\s+)(?:setopt|unsetopt|autoload|zmodload|zstyle|zle|bindkey|compinit|compdef|vared|whence|noglob|nocorrect|print\s+-[lPrnz]+|rehash|limit|unlimit|zparseopts|add-zsh-hook|repeat\s+\d+)\b/m,
  // `$list[1]`, which bash reads as `${list}` and a text; `${(f)text}`; `$path[-1]`.
  /(?<![\\$])\$[A-Za-z_]\w*\[-?[\d@*]+/,
  /\$\{\([A-Za-z@:/%=]+\)/,
  // Qualifiers of file names: `*(.)`, `**/*(om[1])`.
  /[*?\]]\([./@*=pom^-]+[\w[\]]*\)/,
  /(?:^|\s)=\(/,
  /\b(?:source|\.)\s+(?:~|\$HOME)\/\.z(?:shrc|profile|shenv)\b/,
];

/** The first words of a text that zsh and bash read differently; undefined where none is known. */
export function zshOnly(text: string): string | undefined {
  for (const sign of signs) {
    const found = sign.exec(text)?.[0];
    if (found !== undefined) {
      return found.replace(/^[;&|\s]+|^(?:then|do)\s+/, '').trim();
    }
  }
  return undefined;
}
