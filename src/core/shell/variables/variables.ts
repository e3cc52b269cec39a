import { programName, type Call, type Word } from '../programs/command.ts';
import type { SyntaxNode } from '../grammar.ts';
import { textOf, type Placed } from '../tree.ts';
import { VariableScopes } from './variableScopes.ts';

export interface VariableUse {
  /** Read before the statement itself sets them, in order of first use; `${x:-default}` needs no value. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** Which variables a statement needs and sets; `nodes` and their `calls` in document order, offsets into `source`. */
export function readVariables(source: string, nodes: readonly Placed[], calls: readonly Call[]): VariableUse {
  const scopes = new VariableScopes();
  let nextCall = 0;
  for (const placed of nodes) {
    scopes.advance(placed.node.startIndex);
    visit(source, placed, scopes);
    const call = calls[nextCall];
    if (call?.placed === placed) {
      runBuiltin(call, scopes);
      runKeyword(call, scopes);
      nextCall += 1;
    }
  }
  scopes.advance(Infinity);
  return { reads: [...scopes.reads], writes: [...scopes.writes] };
}

const subshells = new Set(['subshell', 'command_substitution', 'process_substitution']);

function visit(source: string, placed: Placed, scopes: VariableScopes): void {
  const { node, parent } = placed;
  if (subshells.has(node.type) || parent?.node.type === 'pipeline') {
    scopes.enter('subshell', node.endIndex);
  }
  switch (node.type) {
    case 'function_definition':
      scopes.enter('function', node.endIndex);
      break;
    case 'variable_assignment':
      assign(source, placed, scopes);
      break;
    case 'variable_name':
      mention(source, placed, scopes);
      break;
    case 'for_statement':
    case 'select_statement':
      loop(source, node, scopes);
      break;
    case 'binary_expression':
      assignArithmetic(source, node, scopes);
      break;
    case 'declaration_command':
      declare(source, node, scopes);
      break;
    default:
  }
}

// `X=1 cmd` sets X for that command only; `local X=1` is left to the declaration.
function assign(source: string, { node, parent }: Placed, scopes: VariableScopes): void {
  const name = assignedName(source, node);
  const around = parent?.node;
  if (name === undefined || around?.type === 'command') {
    return;
  }
  const isLocal = around?.type === 'declaration_command' && !/^export\b/.test(textOf(source, around));
  if (isLocal) {
    scopes.declare(name, node.endIndex);
  } else {
    scopes.write(name, node.endIndex);
  }
}

function assignedName(source: string, node: SyntaxNode): string | undefined {
  const target = node.children[0];
  const name = target?.type === 'subscript' ? target.children[0] : target;
  return name?.type === 'variable_name' ? textOf(source, name) : undefined;
}

const setters = new Set([
  'variable_assignment',
  'for_statement',
  'select_statement',
  'unset_command',
  'declaration_command',
]);
// What follows the name in `${…}` and supplies a value, or asks only whether there is one.
const defaults = /^:?[-=+]$/;

function mention(source: string, placed: Placed, scopes: VariableScopes): void {
  const { node, parent } = placed;
  const name = textOf(source, node);
  const around = parent?.node;
  const isTarget =
    around?.type === 'subscript' &&
    around.children[0] === node &&
    parent?.parent?.node.type === 'variable_assignment' &&
    parent.parent.node.children[0] === around;
  const isAssigned =
    around?.type === 'binary_expression' && around.children[0] === node && around.children[1]?.type === '=';
  if (around === undefined || isTarget || isAssigned || setters.has(around.type) || isAside(source, placed)) {
    return;
  }
  const holder = around.type === 'subscript' ? parent?.parent?.node : around;
  const operator =
    holder?.type === 'expansion' ? holder.children.find(child => defaults.test(child.type)) : undefined;
  if (/^\$\{!\w+[*@]\}$/.test(textOf(source, around))) return;
  const inBraces = operator !== undefined && operator.startIndex >= node.endIndex;
  if (!inBraces) {
    scopes.read(name);
  } else if (operator.type.endsWith('=')) {
    scopes.write(name, holder?.endIndex ?? node.endIndex);
  }
}

// `[ -z "$X" ]` asks whether there is a value; the grammar takes the `us` of `${X:-us-east-1}` for a variable.
function isAside(source: string, { node, parent }: Placed): boolean {
  const around = parent?.node.type;
  if (around === 'concatenation' || around === 'binary_expression') {
    return hasDefault(parent?.parent?.node) && source.charAt(node.startIndex - 1) !== '$';
  }
  const word = around === 'simple_expansion' || around === 'expansion' ? parent?.parent : undefined;
  const test = word?.node.type === 'string' ? word.parent?.node : word?.node;
  const operator = test?.type === 'unary_expression' ? test.children[0] : undefined;
  return operator !== undefined && /^-z$/.test(textOf(source, operator));
}

function hasDefault(node: SyntaxNode | undefined): boolean {
  return node?.type === 'expansion' && node.children.some(child => defaults.test(child.type));
}

function loop(source: string, node: SyntaxNode, scopes: VariableScopes): void {
  const name = node.children.find(child => child.type === 'variable_name');
  const body = node.children.find(child => child.type === 'do_group' || child.type === 'compound_statement');
  if (name !== undefined) {
    scopes.write(textOf(source, name), body?.startIndex ?? node.endIndex);
  }
}

function assignArithmetic(source: string, node: SyntaxNode, scopes: VariableScopes): void {
  const [left, operator] = node.children;
  if (left?.type === 'variable_name' && operator?.type === '=') {
    scopes.write(textOf(source, left), node.endIndex);
  }
}

function declare(source: string, node: SyntaxNode, scopes: VariableScopes): void {
  const isExport = /^export\b/.test(textOf(source, node));
  for (const child of node.children.slice(1)) {
    const quoted = /^["']?([A-Za-z_]\w*)=/.exec(textOf(source, child));
    if (child.type === 'variable_name' && !isExport) {
      scopes.declare(textOf(source, child), child.endIndex);
    } else if (child.type !== 'variable_assignment' && quoted?.[1] !== undefined) {
      scopes.write(quoted[1], child.endIndex);
    }
  }
}

// Options of builtins that take a value, so that the words behind them are names.
const nameTakers: ReadonlyMap<string, RegExp> = new Map([
  ['read', /^-[adinNptu]$/],
  ['mapfile', /^-[dnOsuCc]$/],
  ['readarray', /^-[dnOsuCc]$/],
]);

function runBuiltin({ words, placed: { node } }: Call, scopes: VariableScopes): void {
  const name = programName(words[0]);
  const args = words.slice(1);
  const set = (word: Word | undefined): void => {
    if (word?.isLiteral === true) {
      scopes.write(word.text, node.endIndex);
    }
  };
  const takesValue = nameTakers.get(name);
  if (takesValue !== undefined) {
    const names = operandsOf(args, takesValue);
    names.toReversed().forEach(set);
    const array = args.findIndex(arg => /^-[a-z]*a$/.test(arg.text));
    set(array < 0 ? undefined : args[array + 1]);
    if (names.length === 0 && array < 0) {
      scopes.write(name === 'read' ? 'REPLY' : 'MAPFILE', node.endIndex);
    }
  } else if (name === 'printf' && args[0]?.text === '-v') {
    set(args[1]);
  } else if (name === 'getopts') {
    set(args[1]);
  } else if (name === 'let') {
    args.forEach(arg => {
      const target = /^([A-Za-z_]\w*)[-+*/%]?=/.exec(arg.text)?.[1];
      if (target !== undefined) {
        scopes.write(target, node.endIndex);
      }
    });
  }
}

/** `exec {fd}>file` sets a variable, `coproc NAME { while read -r x; … }` two; of that body the grammar sees words. */
function runKeyword({ words, wrappers, placed: { node } }: Call, scopes: VariableScopes): void {
  const [first = '', ...rest] = words.map(word => word.text);
  const descriptor = /^\{(\w+)\}$/.exec(first)?.[1];
  if (wrappers.includes('exec') && descriptor !== undefined) {
    scopes.write(descriptor, node.endIndex);
  }
  const at = rest.indexOf('read');
  if (wrappers.includes('coproc') && rest[0] === '{') {
    const read = at < 0 ? [] : rest.slice(at + 1).filter(word => !word.startsWith('-'));
    // What is written later at one place comes first.
    [...read.toReversed(), `${first}_PID`, first].forEach(name => {
      scopes.write(name, node.endIndex);
    });
  }
}

function operandsOf(args: readonly Word[], takesValue: RegExp): readonly Word[] {
  const operands: Word[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined || takesValue.test(word.text)) {
      index += 1;
    } else if (!word.text.startsWith('-')) {
      operands.push(word);
    }
  }
  return operands;
}
