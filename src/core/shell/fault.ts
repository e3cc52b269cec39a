import type { SyntaxNode } from './grammar.ts';
import { flatten, textOf } from './tree.ts';

/** Why the shell would not understand a text, and where that begins. */
export interface Fault {
  readonly kind: 'syntax' | 'here-document';
  readonly offset: number;
  /** A quote or keyword that stands there and has no end. */
  readonly opened?: string;
}

/** The first fault of a text; undefined where the grammar understands all of it. */
export function findFault(source: string, program: SyntaxNode): Fault | undefined {
  if (program.hasError) {
    return faultAt(source, firstError(program));
  }
  if (!/<<|\b(?:then|else|elif|fi|do|done|esac)\b/.test(source)) {
    return undefined;
  }
  for (const { node } of flatten([program])) {
    if (node.type === 'heredoc_redirect' && !hasOwnEndLine(source, node)) {
      return { kind: 'here-document', offset: node.startIndex };
    }
    // The grammar takes a keyword without its beginning for a program's name.
    if (node.type === 'command_name' && /^(?:then|else|elif|fi|do|done|esac)$/.test(textOf(source, node))) {
      return { kind: 'syntax', offset: node.startIndex };
    }
  }
  return undefined;
}

function firstError(root: SyntaxNode): SyntaxNode {
  let current = root;
  while (!current.isError && !current.isMissing) {
    const inside = current.children.find(child => child.hasError);
    if (inside === undefined) {
      break;
    }
    current = inside;
  }
  return current;
}

const openers = new Set([
  '"',
  "'",
  '`',
  '$(',
  '${',
  '(',
  '{',
  'if',
  'then',
  'do',
  'case',
  'for',
  'while',
  'until',
]);

// An error may span the whole text: what was opened last and never closed says more than its beginning.
function faultAt(source: string, error: SyntaxNode): Fault {
  const hereDocument = error.children.find(child => child.type.startsWith('<<') && child.type !== '<<<');
  if (hereDocument !== undefined) {
    return { kind: 'here-document', offset: hereDocument.startIndex };
  }
  const opened = error.children.findLast(child => openers.has(child.type));
  const offset = (opened ?? error).startIndex;
  return opened !== undefined && isLeftOpen(source, opened)
    ? { kind: 'syntax', offset, opened: opened.type }
    : { kind: 'syntax', offset };
}

// Only what can be counted is said: an odd quote, a keyword whose end is nowhere below it.
function isLeftOpen(source: string, { type, startIndex }: SyntaxNode): boolean {
  const rest = source.slice(startIndex);
  const ends: Readonly<Record<string, RegExp>> = {
    if: /\bfi\b/,
    then: /\bfi\b/,
    do: /\bdone\b/,
    case: /\besac\b/,
  };
  const end = ends[type];
  return end === undefined ? /^["'`]$/.test(type) && rest.split(type).length % 2 === 0 : !end.test(rest);
}

// The grammar takes an indented end word for the end; bash does not, and goes on to the end of the text.
function hasOwnEndLine(source: string, redirect: SyntaxNode): boolean {
  const end = redirect.children.find(child => child.type === 'heredoc_end');
  if (end === undefined) {
    return false;
  }
  const lineStart = source.lastIndexOf('\n', end.startIndex - 1) + 1;
  const indent = source.slice(lineStart, end.startIndex);
  const after = source.charAt(end.startIndex + textOf(source, end).trimEnd().length);
  const tabbed = redirect.children[0]?.type === '<<-' || textOf(source, redirect).startsWith('<<-');
  return (indent === '' || (tabbed && /^\t+$/.test(indent))) && (after === '\n' || after === '');
}
