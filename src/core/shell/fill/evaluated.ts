import { programName, readWords, unwrap, type Word } from '../programs/command.ts';
import type { SyntaxNode } from '../grammar.ts';
import { ancestorOf, textOf, type Placed } from '../tree.ts';

/**
 * What bash does with a word besides reading it: it counts with it, takes it for the name of a variable, or shows it as a prompt. All
 * three run what stands in `a[$(…)]`, whatever quotes are around it, so only values that hold no such thing may stand there.
 * `at` is where the value begins.
 */
export function evaluation(word: Placed, at: number, text: string): 'number' | 'plain' | undefined {
  const around = word.parent;
  const before = text.slice(word.node.startIndex, at);
  switch (around?.node.type) {
    case 'binary_expression':
      return isComparedAsNumber(around, text) ? 'number' : undefined;
    case 'unary_expression':
      return around.node.children.some(child => textOf(text, child) === '-v') ? 'plain' : undefined;
    case 'variable_assignment':
      return assigned(around, text);
    case 'array':
      return /^\[[^\]]*$/.test(before) && !hasFlag(around.parent?.parent, 'A', text) ? 'plain' : undefined;
    case 'declaration_command':
    case 'unset_command':
      return before.includes('=') ? undefined : 'plain';
    case 'command':
      return argued(around.node, word.node, text);
    default:
      return undefined;
  }
}

const tests = new Set(['test_command']);

// `[` reads a number and nothing else; `[[` counts.
function isComparedAsNumber(around: Placed, text: string): boolean {
  const test = ancestorOf(around, tests);
  return (
    test !== undefined &&
    text.startsWith('[[', test.node.startIndex) &&
    around.node.children.some(child => /^-(?:eq|ne|lt|le|gt|ge)$/.test(textOf(text, child)))
  );
}

function assigned({ node, parent }: Placed, text: string): 'number' | 'plain' | undefined {
  if (hasFlag(parent, 'i', text)) {
    return 'number';
  }
  const [name] = node.children;
  const isShown = name !== undefined && /^(?:PS[0-4]|PROMPT_COMMAND|BASH_ENV|ENV)$/.test(textOf(text, name));
  return isShown || hasFlag(parent, 'n', text) ? 'plain' : undefined;
}

function hasFlag(declaration: Placed | undefined, flag: string, text: string): boolean {
  const words = declaration?.node.type === 'declaration_command' ? declaration.node.children : [];
  return words.some(word => /^-[A-Za-z]+$/.test(textOf(text, word)) && textOf(text, word).includes(flag));
}

function argued(command: SyntaxNode, word: SyntaxNode, text: string): 'number' | 'plain' | undefined {
  const { words } = unwrap(readWords(text, command));
  const at = words.findIndex(({ node }) => node.startIndex === word.startIndex);
  if (at < 1) {
    return undefined;
  }
  switch (programName(words[0])) {
    case 'let':
      return 'number';
    case 'read':
      return takesText(words[at - 1]) ? undefined : 'plain';
    case 'mapfile':
    case 'readarray':
    case 'getopts':
    case 'wait':
    case 'unset':
      return 'plain';
    case 'printf':
    case 'test':
      return words[at - 1]?.text === '-v' ? 'plain' : undefined;
    default:
      return undefined;
  }
}

// The options of `read` whose value is no name: a prompt, a delimiter, a first text, a count, a time, a descriptor.
function takesText(option: Word | undefined): boolean {
  return option !== undefined && /^-[A-Za-z]*[dinNptu]$/.test(option.text);
}
