import { isLiteralAt } from '../hereDocuments.ts';
import type { PlacedHole } from '../holes/placeholders.ts';
import { evaluation } from './evaluated.ts';
import type { Quoting } from './quote.ts';
import { containerOf } from './script.ts';
import { ancestorOf, textOf, type Placed } from '../tree.ts';

const arithmetic = new Set(['arithmetic_expansion', 'subscript']);
const expansions = new Set(['expansion']);
const ordinary = new Set(['command_substitution', 'process_substitution', 'do_group', 'command']);
const bodies = new Set(['heredoc_body']);
const substitutions = new Set(['command_substitution', 'process_substitution']);

/** How a value must be written at a hole; undefined where no value can stand there. `text` is the masked statement. */
export function quotingAt({ hole, leaf }: PlacedHole, text: string): Quoting | undefined {
  if (leaf === undefined) {
    return undefined;
  }
  if (isCounted(leaf, text) || isRangeEnd(text, hole.start, hole.end)) {
    return { kind: 'number' };
  }
  if (ancestorOf(leaf, expansions) !== undefined || isInBackticks(leaf, text)) {
    return { kind: 'plain' };
  }
  // The grammar takes a body's first line for words where it begins with a backslash.
  if (isLiteralAt(text, hole.start) !== undefined && ancestorOf(leaf, bodies) === undefined) {
    return { kind: 'plain' };
  }
  const evaluated = evaluation(containerOf(leaf), hole.start, text);
  if (evaluated !== undefined) {
    return { kind: evaluated };
  }
  const quoting = quotingIn(leaf, hole, text);
  const literal = quoting?.kind === 'single' || (quoting?.kind === 'here-document' && quoting.literal);
  return isEscaped(text, hole.start) && !literal ? undefined : quoting;
}

function quotingIn(
  leaf: Placed,
  hole: { readonly start: number; readonly end: number },
  text: string,
): Quoting | undefined {
  const { node, parent } = leaf;
  switch (node.type) {
    case 'word':
    case 'concatenation':
      return parent?.node.type === 'function_definition' ? undefined : { kind: 'bare' };
    case 'string_content':
    case 'string':
      return { kind: 'double' };
    case 'raw_string':
      return { kind: 'single' };
    case 'ansi_c_string':
      return { kind: 'ansi' };
    case 'heredoc_content':
    case 'heredoc_body':
      return {
        kind: 'here-document',
        literal: isLiteralAt(text, hole.start) ?? isLiteralHereDocument(leaf, text),
        ...losesTabs(leaf, hole.start, text),
      };
    case 'regex':
    case 'extglob_pattern':
      return { kind: 'plain' };
    case 'variable_name': {
      const whole = node.startIndex === hole.start && node.endIndex === hole.end;
      return whole && parent?.node.type === 'variable_assignment' ? { kind: 'name' } : undefined;
    }
    default:
      return undefined;
  }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charAt(at - 1 - slashes) === '\\') {
    slashes += 1;
  }
  return slashes % 2 === 1;
}

function isRangeEnd(text: string, start: number, end: number): boolean {
  return (
    /\{[^{}\s]{0,40}\.\.$/.test(text.slice(Math.max(0, start - 44), start)) || text.startsWith('..', end)
  );
}

// Arithmetic reads names as variables and evaluates them, so only digits are safe there.
function isCounted(leaf: Placed, text: string): boolean {
  let current: Placed | undefined = leaf;
  while (current !== undefined && !ordinary.has(current.node.type)) {
    const { type, startIndex } = current.node;
    if (arithmetic.has(type) || type === 'c_style_for_statement') {
      return true;
    }
    if (type === 'compound_statement' && text.startsWith('((', startIndex)) {
      return true;
    }
    current = current.parent;
  }
  return false;
}

function isInBackticks(leaf: Placed, text: string): boolean {
  let around = ancestorOf(leaf, substitutions);
  while (around !== undefined) {
    if (text.charAt(around.node.startIndex) === '`') {
      return true;
    }
    around = around.parent === undefined ? undefined : ancestorOf(around.parent, substitutions);
  }
  return false;
}

const redirects = new Set(['heredoc_redirect']);

function isLiteralHereDocument(leaf: Placed, text: string): boolean {
  const redirect = ancestorOf(leaf, redirects)?.node;
  const start = redirect?.children.find(child => child.type === 'heredoc_start');
  return start !== undefined && /["'\\]/.test(textOf(text, start));
}

// `<<-` takes the tabs away that a line of it begins with.
function losesTabs(leaf: Placed, at: number, text: string): { readonly loses?: RegExp } {
  const redirect = ancestorOf(leaf, redirects)?.node;
  if (redirect?.children.some(child => textOf(text, child) === '<<-') !== true) {
    return {};
  }
  const isFirst = /(?:^|\n)\t*$/.test(text.slice(0, at));
  return { loses: isFirst ? /(?:^|\n)\t/ : /\n\t/ };
}
