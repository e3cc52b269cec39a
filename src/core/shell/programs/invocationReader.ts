import { argsOutside, commandInside, containerTools, isDetached } from './entering.ts';
import { programName, scriptsIn, type Call } from './command.ts';
import type { SyntaxNode } from '../grammar.ts';
import { knownAs } from './commandLine.ts';
import { findBackground } from './background.ts';
import { endsBeforeInput, findCut, findLeftAlone, isLimited, leavesAlone } from './ending.ts';
import type { Invocation } from './invocation.ts';
import { readRoughly } from './roughReading.ts';
import { textOf, type Placed } from '../tree.ts';

/** Every program a statement calls, those inside `ssh host "…"` and `sh -c '…'` included. */
export function readInvocations(
  source: string,
  nodes: readonly Placed[],
  calls: readonly Call[],
): readonly Invocation[] {
  const background = new Set([...findBackground(nodes), ...findLeftAlone(source, nodes)]);
  const inBackground = within(nodes, ({ node }) => background.has(node));
  const cut = findCut(nodes, calls);
  const isCut = within(nodes, ({ node }) => cut.has(node));
  const fedWithin = within(nodes, placed => isFedByPipe(placed) || isFedAround(source, placed));
  const out: Invocation[] = [];
  for (const call of calls) {
    const args = call.words.slice(1).map(word => word.text);
    const invocation = {
      program: knownAs(programName(call.words[0]), args),
      word: call.words[0]?.text ?? '',
      args,
      wrappers: call.wrappers,
      wrapping: call.wrapping,
      ...readInput(source, call, fedWithin),
      inBackground: inBackground.has(call.placed) || leavesAlone(call.wrapping),
      ...(isCut.has(call.placed) ? { isCut: true as const } : {}),
      isNested: false,
    };
    out.push(invocation);
    const awaited = awaitsInner(invocation) ? { isAwaited: true as const } : {};
    const within = readInside(invocation);
    if (within !== undefined) {
      out.push({ ...within, ...awaited });
    }
    out.push(...readScripts(call, invocation, awaited));
  }
  return out;
}

// What quoted scripts and here-documents for another shell call.
function readScripts(
  call: Call,
  outer: Invocation,
  awaited: Pick<Invocation, 'isAwaited'>,
): readonly Invocation[] {
  const scripts = scriptsIn(call).map(word => word.text);
  const fed = outer.input.includes('\n') && isShell(outer) ? [outer.input] : [];
  return [...joinWords(scripts), ...fed].flatMap(script => {
    const ends = /(?<![&>])&(?![&>])/.test(script) ? {} : awaited;
    return pipelinesIn(script)
      .flatMap(readPipeline)
      .map(nested => ({ ...nested, ...ends, ...(outer.isCut === true ? { isCut: true as const } : {}) }));
  });
}

/** The parts of a script with nothing but `|` between their programs, as roughly as the programs are read. */
function pipelinesIn(script: string): readonly string[] {
  return script.split(/\|\||&&|;|(?<![>&|])&(?![&>])|(?<!\\|\|[ \t]*)\n/);
}

// What stands before a program that ends before its input ends with it, and so does what it reads from `<(…)`.
function readPipeline(text: string): readonly Invocation[] {
  const inside = readRoughly(text);
  const last = inside.findLastIndex(endsBeforeInput);
  const cut = last >= 0 && text.includes('<(') ? inside.length : last;
  return inside.map((nested, at) => (at < cut ? { ...nested, isCut: true as const } : nested));
}

// A shell inside reads a script, which is looked at as such.
function readInside(outer: Invocation): Invocation | undefined {
  const words = commandInside(outer);
  const at = words.findIndex(word => !/^(?:sudo|env|nohup|time|\w+=.*)$/.test(word));
  const word = words[at] ?? '';
  const program = word.replace(/^.*\//, '');
  const call = { program, word, args: words.slice(at + 1), wrappers: [], wrapping: [] };
  return program === '' || isShell({ ...outer, ...call })
    ? undefined
    : { ...outer, ...call, hasInput: true, isNested: true };
}

function isShell({ program, args }: Invocation): boolean {
  return [program, ...args].some(word => /^(?:.*\/)?(?:(?:ba|z|k|da|a)?sh|ssh)$/.test(word));
}

// `docker run -d`, `ssh -f` and `kubectl run` leave what they start to itself.
function awaitsInner(outer: Invocation): boolean {
  const { program, args } = outer;
  if (outer.inBackground || isLimited(outer)) {
    return false;
  }
  if (program === 'ssh') {
    return !/^(?:-[A-Za-z]+ (?:[^-\s]\S* )??)*?-[A-Za-z]*f[A-Za-z]* /.test(`${args.join(' ')} `);
  }
  const before = argsOutside({ program, args });
  switch (program) {
    case 'kubectl':
    case 'oc':
      return before.includes('exec') || before.some(arg => /^-[a-z]*i[a-z]*$|^--(?:stdin|attach)$/.test(arg));
    default:
      return containerTools.has(program) ? !isDetached(outer) : /^(?:ba|z|k|da|a)?sh$/.test(program);
  }
}

// `ssh host ls -l` gives its words one by one; a quoted script stands alone.
function joinWords(scripts: readonly string[]): readonly string[] {
  return scripts.length === 0 ? [] : [scripts.join(' ')];
}

function readInput(
  source: string,
  { placed, wrappers }: Call,
  fedWithin: ReadonlySet<Placed>,
): { hasInput: boolean; input: string } {
  const around = placed.parent?.node;
  const redirects = around?.type === 'redirected_statement' ? around.children : [];
  const own = [...redirects, ...placed.node.children].find(child => feedsInput(source, child));
  if (own === undefined) {
    return { hasInput: fedWithin.has(placed) || wrappers.includes('coproc'), input: '' };
  }
  const body = own.children.find(child => child.type === 'heredoc_body');
  return { hasInput: true, input: textOf(source, body ?? own) };
}

// From another descriptor, too; only the terminal itself is somebody at a keyboard.
function feedsInput(source: string, node: SyntaxNode): boolean {
  const keyboard = /^0?<(?:\(|\s*&0\b|\s*["']?\/dev\/tty\b)/;
  const text = node.type === 'file_redirect' ? textOf(source, node) : '';
  const isFile = /^0?</.test(text) && !keyboard.test(text);
  return isFile || node.type === 'heredoc_redirect' || node.type === 'herestring_redirect';
}

// `while read …; done < file`: what stands inside reads from there as well.
function isFedAround(source: string, { node, parent }: Placed): boolean {
  const around = parent?.node;
  return (
    around?.type === 'redirected_statement' &&
    around.children[0] === node &&
    node.type !== 'command' &&
    around.children.some(child => feedsInput(source, child))
  );
}

function isFedByPipe({ node, parent }: Placed): boolean {
  return parent?.node.type === 'pipeline' && parent.node.children[0] !== node;
}

// The nodes that a test accepts, with all below them. In document order each node's parent was decided before it:
// climbing from every command would cost a square where they nest.
function within(nodes: readonly Placed[], accepts: (placed: Placed) => boolean): ReadonlySet<Placed> {
  const found = new Set<Placed>();
  for (const placed of nodes) {
    if (accepts(placed) || (found.size > 0 && placed.parent !== undefined && found.has(placed.parent))) {
      found.add(placed);
    }
  }
  return found;
}

// The nodes that a `&` follows.
