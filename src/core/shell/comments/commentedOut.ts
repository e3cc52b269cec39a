import { looksLikeCommandLine } from '../programs/commandLine.ts';

// Settings such as `DB_PORT=3306` are what a file holds, and a sentence may begin with a program's name.
const SENTENCE =
  /(?:^|\s)(?:the|a|an|you|your|if|this|that|is|are|was|went|route|which|should|will|can|der|die|das|wenn|el|la|los|ve|bir)(?=\s|$)/i;

// "/etc/app.env  ← the secrets": a remark on a file.
const ARROW = /[←→↔⇐⇒⇔]/u;

/** True for the text of a comment that is a command, and no sentence that begins with a program's name. */
export function isCommentedOut(text: string): boolean {
  const line = text.replace(/\\$/, '').trim();
  const unquoted = line.replace(/"[^"]*"|'[^']*'/g, ' ');
  return (
    looksLikeCommandLine(line) &&
    !/^[A-Za-z_]\w*=/.test(line) &&
    !SENTENCE.test(unquoted) &&
    !ARROW.test(unquoted)
  );
}
