import type { BlockTools } from './block.ts';
import { readCommands } from './commandsBlock.ts';
import { findHidden, type HiddenCharacter } from './hidden.ts';
import type { Statement } from './statement.ts';

/** Why an edited command would not run as it is written. */
export type EditFault =
  | { readonly kind: 'empty' | 'syntax' | 'prompt' | 'text' }
  | { readonly kind: 'blanks'; readonly names: readonly string[] }
  | { readonly kind: 'hidden'; readonly characters: readonly HiddenCharacter['kind'][] };

export type ReadEdit =
  { readonly ok: true; readonly statement: Statement } | { readonly ok: false; readonly fault: EditFault };

/** Reading an edit needs bash's own word: what it would not read is not worth a confirmation. */
export type EditTools = Required<Pick<BlockTools, 'grammar' | 'bashAccepts'>>;

/** Hidden characters that nobody types on purpose; look-alikes are shown, and may be meant. */
const refused: ReadonlySet<HiddenCharacter['kind']> = new Set([
  'zero-width',
  'bidirectional',
  'control',
  'no-break space',
]);

/** Reads the text that an operator put in a command's place, as one statement that runs whole; `line` is the command's own. */
export function readEdit(text: string, line: number, tools: EditTools): ReadEdit {
  const characters = findHidden(text).flatMap(({ kind }) => (refused.has(kind) ? [kind] : []));
  if (characters.length > 0) return no({ kind: 'hidden', characters: [...new Set(characters)] });
  const source = { text, line, language: 'bash', attributes: { run: 'block' } };
  const { statements } = readCommands(source, tools);
  const [statement] = statements;
  if (statement === undefined) return no({ kind: withoutComments(text) === '' ? 'empty' : 'text' });
  if (statement.problems.some(({ code }) => code === 'not-a-command')) return no({ kind: 'text' });
  if (statement.placeholders.length > 0)
    return no({ kind: 'blanks', names: [...new Set(statement.placeholders.map(hole => hole.text))] });
  if (statement.problems.some(({ severity }) => severity === 'error') || !tools.bashAccepts(text))
    return no({ kind: 'syntax' });
  // What was read is what runs: a prompt is no part of a command, and is not cut off behind somebody's back.
  if (statement.text !== withoutComments(text)) return no({ kind: 'prompt' });
  return { ok: true, statement: { ...statement, text } };
}

/** A text without the comments and blank lines before and behind its commands. */
function withoutComments(text: string): string {
  const rows = text.split('\n');
  const isIdle = (row: string): boolean => /^\s*(?:#|$)/.test(row);
  const first = rows.findIndex(row => !isIdle(row));
  const last = rows.findLastIndex(row => !isIdle(row));
  return first < 0 ? '' : rows.slice(first, last + 1).join('\n');
}

function no(fault: EditFault): ReadEdit {
  return { ok: false, fault };
}
