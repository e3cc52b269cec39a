import { readCalls } from './command.ts';
import type { Grammar } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { flatten, textOf } from '../tree.ts';

/** The programs that a statement starts on this machine by their names, and the functions it defines; what runs elsewhere is left out. */
export function programsOf(
  { text, placeholders }: Pick<Statement, 'text' | 'placeholders'>,
  grammar: Grammar,
): { readonly programs: readonly string[]; readonly functions: readonly string[] } {
  let source = text;
  // A hole such as `<pod>` would read as a redirection.
  for (const { range } of placeholders) {
    source = source.slice(0, range[0]) + 'x'.repeat(range[1] - range[0]) + source.slice(range[1]);
  }
  const nodes = flatten([grammar.parse(source)]);
  const calls = readCalls(source, nodes).flatMap(({ words, wrappers }) => {
    const [first] = words;
    return first === undefined || !first.isLiteral ? wrappers : [...wrappers, first.text];
  });
  const functions = nodes.flatMap(({ node }) => {
    const name =
      node.type === 'function_definition' ? node.children.find(({ type }) => type === 'word') : undefined;
    return name === undefined ? [] : [textOf(source, name)];
  });
  const programs = calls.filter(name => /^[A-Za-z_][\w.+-]*$/.test(name) && !builtins.has(name));
  return { programs: [...new Set(programs)], functions };
}

// bash(1), SHELL BUILTIN COMMANDS, and the reserved words that the grammar may give as a command's first word.
const builtins: ReadonlySet<string> = new Set(
  `alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown do done echo elif else
  enable esac eval exec exit export false fc fg fi getopts hash help history if jobs kill let local logout mapfile popd printf
  pushd pwd read readarray readonly return select set shift shopt source suspend test then time times trap true type typeset
  ulimit umask unalias unset until wait while xx x`.split(/\s+/),
);
