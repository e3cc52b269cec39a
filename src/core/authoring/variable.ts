import type { Grammar, SyntaxNode } from '../shell/grammar.ts';
import { findHoles, maskHoles } from '../shell/holes/hole.ts';
import { flatten, textOf, type Placed } from '../shell/tree.ts';

/** One place of a statement where a variable's name stands. */
export interface VariablePlace {
  /** UTF-16 offset into the statement's text. */
  readonly at: number;
  /** True if a function has made it its own. */
  readonly isLocal: boolean;
}

// Builtins whose words are names of variables.
const namers = /^(?:read|mapfile|readarray|unset|export|declare|typeset|local|readonly|getopts)$/;

/** Where the shell reads or sets a variable in a statement; single quotes and other programs' words are not the shell's. */
export function* variablesIn(text: string, name: string, grammar: Grammar): Generator<VariablePlace> {
  const masked = maskHoles(text, findHoles(text));
  for (const placed of flatten([grammar.parse(masked)])) {
    const { node } = placed;
    if (textOf(masked, node) === name && (node.type === 'variable_name' || isNamed(placed, masked))) {
      yield { at: node.startIndex, isLocal: isLocal(placed, masked) };
    }
  }
}

function isNamed({ node, parent }: Placed, text: string): boolean {
  const around = parent?.node;
  if (node.type !== 'word' || around === undefined) {
    return false;
  }
  const first = around.children[0];
  const program = first === undefined ? '' : textOf(text, first);
  switch (around.type) {
    case 'unary_expression':
      return program === '-v';
    case 'command':
      return namers.test(program) || (pointers.test(program) && isBehindV(around, node, text));
    case 'declaration_command':
    case 'unset_command':
      return namers.test(program);
    default:
      return false;
  }
}

// Whose words are names only behind `-v`.
const pointers = /^(?:printf|test|\[)$/;

function isBehindV({ children }: SyntaxNode, node: SyntaxNode, text: string): boolean {
  const at = children.findIndex(({ startIndex }) => startIndex === node.startIndex);
  const previous = children[at - 1];
  return previous !== undefined && textOf(text, previous) === '-v';
}

function isLocal(placed: Placed, text: string): boolean {
  let around: Placed | undefined = placed.parent;
  let declared = false;
  for (; around !== undefined; around = around.parent) {
    declared ||=
      around.node.type === 'declaration_command' &&
      /^(?:local|declare|typeset)\b/.test(textOf(text, around.node));
    if (around.node.type === 'function_definition') {
      return declared;
    }
  }
  return false;
}
