import { isCommentedOut } from './commentedOut.ts';

// Rules such as `# ------`, left-out parts such as `# ...`, commented-out commands and marks for the linter are no titles.
export function titleOf(comments: readonly string[]): string {
  const lines = comments.filter(
    line => !/^(?:\.{2,}|…|handrail-ignore\b)/.test(line) && !isCommentedOut(line),
  );
  const whole = joined(lines.map(cleanTitle).filter(line => line !== ''));
  return lines.length > 1 && whole.length > LONGEST ? opening(lines) : whole;
}

// What is longer is a note on the command, and no name for it.
const LONGEST = 80;

// Its first sentence, wrapped as it may be; what tells of files, a list or another sentence below it is read in the block.
function opening(lines: readonly string[]): string {
  const titled = lines.slice(lines.findIndex(line => cleanTitle(line) !== ''));
  const next = titled.findIndex((line, at) => at > 0 && !goesOn(titled[at - 1] ?? '', line));
  const words = titled.slice(0, next < 0 ? undefined : next).map(cleanTitle);
  const whole = words.filter(line => line !== '').join(' ');
  const sentence =
    /^.{8,}?(?<!\b(?:i\.e|e\.g|z\.B|d\.h|vs|approx|etc|ca|no))[.!?](?=\s+[\p{Lu}*_["'(])/u.exec(whole);
  return (sentence?.[0] ?? whole).replace(/[.]$/, '');
}

function goesOn(before: string, line: string): boolean {
  const begins = /[←→↔⇐⇒⇔]|^\S+\s{2,}\S|^\d+[.)]\s/u.test(line);
  return !/[.:;!?…]$/.test(before) && !begins && (/^[\p{Ll}\d("'`]/u.test(line) || open.test(before));
}

// No sentence ends with one of these.
const open =
  /(?:^|\s)(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|as|via|than|that|der|die|das|und|oder|mit|von|el|la|los|y|o|de|con|ve|veya|ile),?$|[,(–—]$/i;

function joined(parts: readonly string[]): string {
  // Each part is joined by its neighbour's end alone: looking at all that is joined already would cost a square.
  return parts
    .map((part, at) => {
      const next = parts[at + 1];
      const ends = next === undefined || /[.:;,!?…)-]$/.test(part.slice(-1)) || !/^\p{Lu}/u.test(next);
      return ends ? part : `${part}.`;
    })
    .join(' ');
}

function cleanTitle(line: string): string {
  // The look-behind keeps a long run in the middle from being tried from each of its characters.
  const bare = line
    .replace(/^[\s=*#~_-]{2,}/, '')
    .replace(/(?<![\s=*#~_-])[\s=*#~_-]{2,}$/, '')
    .trim();
  const unnumbered = bare
    .replace(/^(?:step|schritt|adım|paso|étape|passo)\s*\d+(?:\.\d+)*[a-z]?\s*[:.)–—-]\s*/iu, '')
    .replace(/^\(?\d+(?:\.\d+)*[.):](?=\s)\s*/, '')
    .replace(/^[-*•]\s+/, '')
    .replace(/:$/, '')
    .trim();
  return /[\p{L}\d]/u.test(unnumbered) ? unnumbered : /[\p{L}\d]/u.test(bare) ? bare : '';
}
