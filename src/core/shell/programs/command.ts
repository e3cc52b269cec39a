import { literalOf } from '../content.ts';
import type { SyntaxNode } from '../grammar.ts';
import { textOf, type Placed } from '../tree.ts';

/** One word of a command. */
export interface Word {
  /** As the program receives it; the source text where the shell expands a part of it. */
  readonly text: string;
  readonly isLiteral: boolean;
  readonly node: SyntaxNode;
}

const notWords = new Set([
  'variable_assignment',
  'file_redirect',
  'heredoc_redirect',
  'herestring_redirect',
  'comment',
]);

/** The words of a `command` node, its program first; redirections and leading assignments left out. */
export function readWords(source: string, command: SyntaxNode): readonly Word[] {
  return command.children
    .filter(child => child.isNamed && !notWords.has(child.type))
    .map(node => {
      const literal = literalOf(source, node);
      return { text: literal ?? textOf(source, node), isLiteral: literal !== undefined, node };
    });
}

/** Wrappers run the command behind their own words; the options listed take a value. */
const wrappers: ReadonlyMap<string, { readonly takesValue: RegExp; readonly operands: number }> = new Map(
  Object.entries({
    sudo: { takesValue: /^-[ughpCrtTDR]$|^--(?:user|group|host|prompt|chdir)$/, operands: 0 },
    doas: { takesValue: /^-[uC]$/, operands: 0 },
    env: { takesValue: /^-[uCS]$|^--(?:unset|chdir)$/, operands: 0 },
    time: { takesValue: /^-[fo]$/, operands: 0 },
    nohup: { takesValue: /^$/, operands: 0 },
    command: { takesValue: /^$/, operands: 0 },
    builtin: { takesValue: /^$/, operands: 0 },
    exec: { takesValue: /^-a$/, operands: 0 },
    nice: { takesValue: /^-n$/, operands: 0 },
    ionice: { takesValue: /^-[cnp]$/, operands: 0 },
    stdbuf: { takesValue: /^-[ioe]$/, operands: 0 },
    setsid: { takesValue: /^$/, operands: 0 },
    timeout: { takesValue: /^-[ks]$/, operands: 1 },
    gtimeout: { takesValue: /^-[ks]$/, operands: 1 },
    xargs: { takesValue: /^-[aEIdLnPs]$/, operands: 0 },
    watch: { takesValue: /^-[nq]$|^--(?:interval|equexit)$/, operands: 0 },
    caffeinate: { takesValue: /^-[tw]$/, operands: 0 },
    // The grammar does not know coprocesses, and takes what follows for words.
    coproc: { takesValue: /^$/, operands: 0 },
    '{': { takesValue: /^$/, operands: 0 },
    while: { takesValue: /^$/, operands: 0 },
    then: { takesValue: /^$/, operands: 0 },
    do: { takesValue: /^$/, operands: 0 },
  }),
);

/** The command that runs in the end, with the wrappers (`sudo`, `env X=1`, `xargs -n1`) passed on the way. */
export interface Unwrapped {
  readonly wrappers: readonly string[];
  /** The same with their own options and operands. */
  readonly wrapping: readonly string[];
  readonly words: readonly Word[];
}

/** Takes wrappers off a command's words; a wrapper alone stays a command. */
export function unwrap(words: readonly Word[]): Unwrapped {
  const passed: string[] = [];
  let rest = words;
  for (;;) {
    const name = programName(rest[0]);
    const wrapper = wrappers.get(name);
    const inner = wrapper === undefined ? [] : behindOptions(rest.slice(1), wrapper);
    if (inner.length === 0) {
      const wrapping = words.slice(0, words.length - rest.length).map(({ text }) => text);
      return { wrappers: passed, wrapping, words: rest };
    }
    passed.push(name);
    rest = inner;
  }
}

function behindOptions(
  words: readonly Word[],
  wrapper: { readonly takesValue: RegExp; readonly operands: number },
): readonly Word[] {
  let at = 0;
  let operands = wrapper.operands;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    if (text === '--') {
      at += 1;
      break;
    }
    if (text.startsWith('-')) {
      at += wrapper.takesValue.test(text) ? 1 : 0;
    } else if (!/^[A-Za-z_]\w*=/.test(text)) {
      if (operands === 0) {
        break;
      }
      operands -= 1;
    }
  }
  return words.slice(at);
}

/** The options of one of the wrappers passed, without their values; what stands behind its last is another's. */
export function optionsOf(wrapping: readonly string[], name: string): readonly string[] {
  const takesValue = wrappers.get(name)?.takesValue;
  const start = wrapping.indexOf(name) + 1;
  const options: string[] = [];
  for (let at = start; start > 0 && wrapping[at]?.startsWith('-') === true; at += 1) {
    const option = wrapping[at] ?? '';
    options.push(option);
    at += takesValue?.test(option) === true ? 1 : 0;
  }
  return options;
}

/** A `command` node of a statement, read once for all who ask about it. */
export interface Call extends Unwrapped {
  readonly placed: Placed;
}

/** The commands of a statement in document order; `nodes` in that order. */
export function readCalls(source: string, nodes: readonly Placed[]): readonly Call[] {
  return nodes
    .filter(({ node }) => node.type === 'command')
    .map(placed => ({ placed, ...unwrap(readWords(source, placed.node)) }));
}

/** The last part of a program's path: `/usr/bin/kubectl` is `kubectl`. */
export function programName(word: Word | undefined): string {
  const text = word?.text ?? '';
  return text.includes('/') ? text.replace(/^.*\//, '') : text;
}

const shells = /^(?:ba|z|k|da|a)?sh$/;
// Programs that give what stands behind their own `-c` to a shell.
const others = /^(?:su|runuser|sg|script|flock)$/;

/** The words of a command that another shell reads as a script: `sh -c '…'`, `ssh host "…"`, `eval …`. */
export function nestedScripts(words: readonly Word[]): readonly Word[] {
  return scriptsIn(unwrap(words));
}

/** The same of a command whose wrappers are off. */
export function scriptsIn({
  words: inner,
  wrappers: passed,
}: Pick<Unwrapped, 'words' | 'wrappers'>): readonly Word[] {
  const name = programName(inner[0]);
  const args = inner.slice(1);
  if (passed.includes('watch') && args.length === 0) {
    return inner;
  }
  if (name === 'eval') {
    return args;
  }
  if (name === 'trap') {
    return args.slice(0, 1);
  }
  if (name === 'ssh') {
    return remoteWords(args);
  }
  // `find -exec sh -c`: only what stands behind a shell is its `-c`.
  const isShell = shells.test(name) || others.test(name);
  const first = isShell ? 0 : args.findIndex(arg => shells.test(programName(arg))) + 1;
  // `runuser -u postgres -- psql -c`: behind the dashes it is another's.
  const dashes = name === 'runuser' ? args.findIndex(arg => arg.text === '--') : -1;
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const dashC = own.findIndex((arg, at) => at >= first && /^-[a-z]*c$/.test(arg.text));
  const script = args[dashC + 1];
  return dashC >= 0 && (isShell || first > 0) && script !== undefined ? [script] : [];
}

// What follows the host is joined and read by the shell over there.
function remoteWords(args: readonly Word[]): readonly Word[] {
  const takesValue = /^-[BbcDEeFIiJLlmOopQRSWw]$/;
  let at = 0;
  while (args[at]?.text.startsWith('-') === true) {
    at += takesValue.test(args[at]?.text ?? '') ? 2 : 1;
  }
  return args.slice(at + 1).filter(arg => arg.text !== '--');
}
