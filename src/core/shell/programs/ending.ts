import { optionsOf, programName, type Call } from './command.ts';
import type { SyntaxNode } from '../grammar.ts';
import type { Invocation } from './invocation.ts';
import { textOf, type Placed } from '../tree.ts';

/** Whether a program ends before its input does, and with it what feeds it: `head`, `grep -q`, `sed /ready/q`. */
export function endsBeforeInput({ program, args }: Pick<Invocation, 'program' | 'args'>): boolean {
  switch (program) {
    case 'head':
      return true;
    case 'grep':
    case 'egrep':
    case 'fgrep':
    case 'rg':
      return args.some(arg => /^-[A-Za-z]*[mq]|^--(?:quiet|silent|max-count)\b/.test(arg));
    case 'sed':
    case 'gsed':
      return args.some(arg => /(?:^|[;{/\d$!\s])[qQ]\s*\d*\s*(?:[;}\n]|$)/.test(arg));
    case 'awk':
    case 'gawk':
    case 'mawk':
      return args.some(exitsEarly);
    default:
      return false;
  }
}

// A program of awk that says `exit`; in a pattern, in a text and at the end of the input the word ends nothing.
function exitsEarly(arg: string): boolean {
  const told = arg.replaceAll(/\/(?:[^/\\]|\\.)*(?:\/|$)|"(?:[^"\\]|\\.)*(?:"|$)|\bEND\s*\{[^{}]*\}/g, '//');
  return /(?:^|[{};)\s])exit(?:[{};(\s]|$)/.test(told);
}

/** The nodes whose output goes to a program that ends before it: what stands before it in a pipeline, and its `<(…)`. */
export function findCut(nodes: readonly Placed[], calls: readonly Call[]): ReadonlySet<SyntaxNode> {
  const enders = new Set<SyntaxNode>();
  const cut = new Set<SyntaxNode>();
  for (const { placed, words } of calls) {
    const args = words.slice(1).map(({ text }) => text);
    if (!endsBeforeInput({ program: programName(words[0]), args })) continue;
    enders.add(placed.node);
    const part = placed.parent?.node.type === 'redirected_statement' ? placed.parent : placed;
    const pipeline = part.parent?.node.type === 'pipeline' ? part.parent.node.children : [];
    for (const before of pipeline.slice(0, pipeline.indexOf(part.node))) cut.add(before);
  }
  if (enders.size > 0) {
    for (const placed of nodes) {
      const reader = readerOf(placed);
      if (reader !== undefined && enders.has(reader)) cut.add(placed.node);
    }
  }
  return cut;
}

/** The nodes that nothing waits for: `exec 3< <(…)` goes on at once. */
export function findLeftAlone(source: string, nodes: readonly Placed[]): ReadonlySet<SyntaxNode> {
  return new Set(
    nodes
      .filter(placed => {
        const reader = readerOf(placed);
        return reader !== undefined && textOf(source, reader) === 'exec';
      })
      .map(({ node }) => node),
  );
}

/** Whether wrappers leave what they start to itself: `coproc`, `setsid --fork`. */
export function leavesAlone(wrapping: readonly string[]): boolean {
  const isForked = optionsOf(wrapping, 'setsid').some(word => /^-[a-z]*f|^--fork$/.test(word));
  return wrapping.includes('coproc') || isForked;
}

/** Whether a wrapper ends what would not end: `timeout 5`, `watch --chgexit`. */
export function isLimited({ wrappers, wrapping = [] }: Pick<Invocation, 'wrappers' | 'wrapping'>): boolean {
  const onChange = (word: string): boolean => /^-[a-z]*[gq]|^--(?:chgexit|equexit)\b/.test(word);
  return (
    wrappers.includes('timeout') ||
    wrappers.includes('gtimeout') ||
    optionsOf(wrapping, 'watch').some(onChange)
  );
}

/** The command that reads a process substitution. */
function readerOf({ node, parent }: Placed): SyntaxNode | undefined {
  if (node.type !== 'process_substitution') return undefined;
  if (parent?.node.type === 'command') return parent.node;
  const around = parent?.node.type === 'file_redirect' ? parent.parent?.node : undefined;
  return around?.type === 'redirected_statement' ? around.children[0] : undefined;
}
