import type { BlockSource, BlockTools, ScriptUse } from '../block.ts';
import { readCommands } from '../commandsBlock.ts';
import type { Statement } from '../statement.ts';

/** Whether an interpreter reads bash or what bash reads alike. */
function isBashLike(interpreter: string): boolean {
  return /(?:^|[/\s])(?:bash|sh|dash|ash)(?:\s+-\S+)*$/.test(interpreter);
}

/** Reads a shell script as one statement; scripts for other interpreters say nothing here. */
export function readScriptUse(source: BlockSource, interpreter: string, tools: BlockTools): ScriptUse {
  const whole = { ...source, attributes: { run: 'block' } };
  const [statement] = isBashLike(interpreter) ? readCommands(whole, tools).statements : [];
  if (statement === undefined) {
    return { reads: [], placeholders: [], risks: [] };
  }
  const { risks } = statement;
  const offset = source.text.indexOf(statement.text);
  const placeholders = statement.placeholders.map(hole => {
    const [start, end] = hole.range;
    return { ...hole, range: [start + offset, end + offset] as const };
  });
  return { reads: readsOf(statement), placeholders: offset < 0 ? [] : placeholders, risks };
}

// A function may read above what is set below it and before it is called, and what is asked about may be missing.
function readsOf({ text, reads, writes }: Statement): readonly string[] {
  return reads.filter(
    name =>
      !writes.includes(name) &&
      !new RegExp(
        String.raw`(?:^|[\s;&|({])${name}(?:\[[^\]\n]*\])?\+?=|\b(?:for|read|select|mapfile|readarray|getopts)\b[^\n;|&]*\b${name}\b|-[nzv]\s+"?\$?\{?${name}\b|\$\{${name}:?[-+=]`,
        'm',
      ).test(text),
  );
}
