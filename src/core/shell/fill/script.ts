import { nestedScripts, programName, readWords, unwrap } from '../programs/command.ts';
import type { SyntaxNode } from '../grammar.ts';
import { ancestorOf, type Placed } from '../tree.ts';

const wordParts = new Set(['string', 'concatenation', 'heredoc_body', 'command_name']);

/** The whole word, or the whole here-document, that a hole lies in. */
export function containerOf(leaf: Placed): Placed {
  let current = leaf;
  while (current.parent !== undefined && wordParts.has(current.parent.node.type)) {
    current = current.parent;
  }
  return current;
}

const commands = new Set(['command']);
const redirected = new Set(['redirected_statement']);

/**
 * Whether another shell runs what stands in a word: as its script, on its standard input, or because what prints it is read by one.
 * `plain` where what prints it changes it on the way, so that no quoting can be shown to hold.
 */
export function scriptIn(container: Placed, text: string): 'script' | 'plain' | undefined {
  const command = commandOf(container);
  if (command === undefined) {
    return undefined;
  }
  const words = readWords(text, command.node);
  const isInput = isInputOf(container);
  if (isInput ? readsScript(command.node, text) : isScriptOf(command.node, container, text)) {
    return 'script';
  }
  const [program, first] = unwrap(words).words;
  const printer = programName(program);
  const prints = isInput ? printer === 'cat' : printer === 'echo' || printer === 'printf';
  if (!prints || !isRun(command, text)) {
    return undefined;
  }
  return printer === 'printf' || (printer === 'echo' && first?.text.startsWith('-') === true)
    ? 'plain'
    : 'script';
}

/** Whether it is given to its command's standard input: a here-document or a here-string. */
export function isInputOf({ node, parent }: Placed): boolean {
  return node.type === 'heredoc_body' || parent?.node.type === 'herestring_redirect';
}

/** The command that a word or a here-document belongs to. */
export function commandOf(container: Placed): Placed | undefined {
  if (container.node.type !== 'heredoc_body') {
    return ancestorOf(container, commands);
  }
  const statement = ancestorOf(container, redirected);
  const node = statement?.node.children.find(child => child.type === 'command');
  return node === undefined ? undefined : { node, parent: statement };
}

function isScriptOf(command: SyntaxNode, container: Placed, text: string): boolean {
  const scripts = nestedScripts(readWords(text, command));
  return scripts.some(({ node }) => node.startIndex === container.node.startIndex);
}

const shell = /^(?:ba|z|k|da|a)?sh$/;

/** Whether a command runs what it is given: a shell without a script of its own, here or on another machine. */
function readsScript(command: SyntaxNode, text: string): boolean {
  const { words } = unwrap(readWords(text, command));
  const program = programName(words[0]);
  const remote = program === 'ssh' && nestedScripts(words).length === 0;
  const sources = /^(?:source|\.)$/.test(program) && words[1]?.text === '/dev/stdin';
  const at = words.findIndex(word => shell.test(programName(word)));
  const args = at < 0 ? [] : words.slice(at + 1);
  const hasOwn =
    args.some(({ text: arg }) => /^-[a-z]*c$/.test(arg)) ||
    (at === 0 &&
      !args.some(({ text: arg }) => arg === '-s' || arg === '/dev/stdin') &&
      args.some(({ text: arg }) => !arg.startsWith('-')));
  return remote || sources || (at >= 0 && !hasOwn);
}

// Whether a shell reads what a command prints: behind a pipe, as the file of a substitution, or put into its script.
function isRun(command: Placed, text: string): boolean {
  for (let at: Placed = command; at.parent !== undefined; at = at.parent) {
    const { node } = at;
    const { node: around } = at.parent;
    const isLater = ({ startIndex }: SyntaxNode): boolean => startIndex > node.startIndex;
    const given =
      (around.type === 'pipeline' && around.children.some(child => isLater(child) && runs(child, text))) ||
      (node.type === 'redirected_statement' && pipedBehind(node).some(child => runs(child, text))) ||
      (node.type === 'process_substitution' && around.type === 'command' && isFileOf(around, text)) ||
      (node.type === 'command_substitution' && isPutIntoScript(at, text));
    if (given) {
      return true;
    }
  }
  return false;
}

function runs(node: SyntaxNode, text: string): boolean {
  const command = node.type === 'command' ? node : node.children.find(({ type }) => type === 'command');
  return command !== undefined && readsScript(command, text);
}

// The grammar puts what follows `<<EOF |` below the here-document.
function pipedBehind({ children }: SyntaxNode): readonly SyntaxNode[] {
  return children
    .filter(({ type }) => type === 'heredoc_redirect')
    .flatMap(redirect => redirect.children.filter(({ type }) => type === 'pipeline'))
    .flatMap(pipeline => pipeline.children);
}

function isFileOf(command: SyntaxNode, text: string): boolean {
  const [program] = unwrap(readWords(text, command)).words;
  return /^(?:source|\.)$/.test(programName(program)) || shell.test(programName(program));
}

function isPutIntoScript(substitution: Placed, text: string): boolean {
  const container = containerOf(substitution);
  const command = ancestorOf(container, commands);
  return command !== undefined && isScriptOf(command.node, container, text);
}
