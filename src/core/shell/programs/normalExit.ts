import { programName, readWords, unwrap } from './command.ts';
import type { SyntaxNode } from '../grammar.ts';
import { matchEach, parseTables, type Words } from '../risks/rule.ts';
import type { NormalExit } from '../statement.ts';
import { textOf } from '../tree.ts';

// What says something by an exit code other than 0, as its manual page has it; grouped by that code.
const tables = [
  {
    exit: 1,
    table: `
      grep|egrep|fgrep|zgrep|bzgrep|xzgrep|rg|ag|ack|pgrep|pidof|pdsh
      diff|sdiff|diff3|zdiff|colordiff|cmp|comm
      test|expr
      git grep
      git diff --exit-code
      git diff --quiet
      git diff-index|diff-files|diff-tree --quiet
      git merge-base --is-ancestor
      git show-ref|rev-parse --verify
      kubectl|oc diff
      kubectl|oc auth can-i
      systemctl is-enabled|is-failed
      jq|yq -e
      jq|yq --exit-status
      openssl x509 -checkend
      lsof|fuser`,
  },
  {
    exit: 2,
    table: `
      terraform|tofu|terragrunt plan -detailed-exitcode
      helm diff --detailed-exitcode
      pulumi preview --expect-no-changes`,
  },
  { exit: 3, table: 'systemctl is-active' },
] as const;
const rules = parseTables(tables.map(({ table }) => table));

/** The exit code by which a statement says something other than that it failed, and the command that does. */
export function normalExitOf(source: string, roots: readonly SyntaxNode[]): NormalExit | undefined {
  const last = roots.findLast(({ type }) => type !== 'comment' && /^\w/.test(type));
  if (last === undefined) return undefined;
  for (const node of deciding(last)) {
    const found = normalExit(source, node);
    if (found !== undefined) return found;
  }
  return undefined;
}

// The commands whose exit code may become the statement's, in order; without recursion, since `a && b && …` nests as deep as it is
// long.
function deciding(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const ahead = [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node.type === 'command' || node.type === 'test_command') {
      found.push(node);
    }
    for (const inner of decidingPartsOf(node).toReversed()) {
      ahead.push(inner);
    }
  }
  return found;
}

function decidingPartsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = node.children.filter(({ type }) => /^\w/.test(type));
  switch (node.type) {
    case 'redirected_statement':
    case 'negated_command':
      return inner.slice(0, 1);
    case 'pipeline':
      return inner.slice(-1);
    case 'list':
      return node.children.some(({ type }) => type === '||') ? inner.slice(-1) : inner;
    default:
      return [];
  }
}

function normalExit(source: string, node: SyntaxNode): NormalExit | undefined {
  if (node.type === 'test_command') return { exit: 1, words: textOf(source, node).slice(0, 2).trim() };
  const [first, ...rest] = unwrap(readWords(source, node)).words;
  const words: Words = { program: programName(first), args: rest.map(({ text }) => text) };
  const [match] = matchEach(rules, words);
  const exit = tables[match?.table ?? -1]?.exit;
  return match === undefined || exit === undefined ? undefined : { exit, words: match.words };
}
