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
  const yes = (holds: boolean): true | undefined => (holds ? true : undefined);
  const shellTakes = takerOf(command, {
    reads: node => yes(runs(node, text)),
    readsFile: node => yes(isFileOf(node, text)),
    takes: word => {
      const around = ancestorOf(word, commands);
      return yes(around !== undefined && isScriptOf(around.node, word, text));
    },
  });
  return shellTakes === true;
}

/** Who takes what a command prints; each says undefined where it does not. */
interface Takers<T> {
  /** A node behind a pipe. */
  readonly reads: (node: SyntaxNode) => T | undefined;
  /** A command with a `<(…)` among its words. */
  readonly readsFile: (command: SyntaxNode) => T | undefined;
  /** The word that a `$(…)` is put into. */
  readonly takes: (word: Placed) => T | undefined;
}

/** The first that takes what a command prints, looked for from the inside out. */
export function takerOf<T>(command: Placed, takers: Takers<T>): T | undefined {
  for (let at: Placed = command; at.parent !== undefined; at = at.parent) {
    const { node } = at;
    const { node: around } = at.parent;
    const piped = around.type === 'pipeline' ? around.children : [];
    const later = piped.filter(({ startIndex }) => startIndex > node.startIndex);
    const behind = node.type === 'redirected_statement' ? pipedBehind(node) : [];
    const taker =
      [...later, ...behind].map(child => takers.reads(child)).find(found => found !== undefined) ??
      (node.type === 'process_substitution' && around.type === 'command'
        ? takers.readsFile(around)
        : undefined) ??
      (node.type === 'command_substitution' ? takers.takes(containerOf(at)) : undefined);
    if (taker !== undefined) {
      return taker;
    }
  }
  return undefined;
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
