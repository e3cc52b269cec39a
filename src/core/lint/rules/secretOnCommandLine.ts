import { said, tellAll, titled } from '../../message/message.ts';
import type { findings } from '../../message/findings.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import { isAmbient, isSecretName } from '../../shell/variables/variableNames.ts';
import { textOf } from '../../shell/tree.ts';
import { commandsOf, hear, isBroken, rangeOf, type Command, type Spoken } from '../commands.ts';
import type { Edit } from '../finding.ts';
import { offCommandLine } from '../repairs/offCommandLine.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A secret that is given to a program as an argument, reported where each variable is first given so. */
export const secretOnCommandLine: Rule = {
  code: 'HR305',
  name: 'secret-on-command-line',
  severity: 'info',
  check(document) {
    const commands = commandsOf(document);
    const open = literals(commands);
    const shown = commands
      .filter(({ step }) => !isBroken(step))
      .flatMap(command => inCommand(document, command))
      .filter(({ name }) => !open.has(name));
    return [...new Set(shown.map(({ name }) => name))].flatMap(name =>
      onceFor(
        name,
        shown.filter(use => use.name === name),
      ),
    );
  },
};

// One finding for all uses, and one fix; as long as a use is left that it cannot mend, the secret is still seen.
function onceFor(name: string, uses: readonly Shown[]): readonly Report[] {
  const edits = uses.map(({ edit }) => edit);
  const all = edits.flatMap(edit => edit ?? []).sort((a, b) => a.range[0] - b.range[0]);
  const isMended =
    all.length === edits.length && all.every(({ range }, at) => (all[at - 1]?.range[1] ?? 0) <= range[0]);
  const fixes = isMended ? [{ ...titled('fix.offCommandLine', { name }), safe: false, edits: all }] : [];
  return uses.slice(0, 1).map(({ report }) => ({ ...report, fixes }));
}

interface Shown {
  readonly name: string;
  readonly report: Report;
  /** What gives it to the program in another way. */
  readonly edit: Edit | undefined;
}

function inCommand(document: Document, { statement }: Command): readonly Shown[] {
  const spoken = hear(document, statement);
  const expanded = expandedIn(spoken);
  return spoken.calls.flatMap(call => {
    if (builtins.has(call.program)) {
      return [];
    }
    // `$PWD` is a folder, whatever its letters say.
    const names = namesIn(call).filter(name => expanded.has(name) && !isAmbient(name));
    return names.map(name => {
      const { line, endLine } = statement;
      const at = rangeOf(document, `$${name}`, statement) ??
        rangeOf(document, `\${${name}`, statement) ?? { line };
      const told = tellAll(said('secretArgument', { name, program: call.program }), said(insteadOf(call)));
      const edit = offCommandLine(document, { statement, call, name });
      const end = at.line === line ? endLine : at.line;
      return { name, edit, report: { ...told, ...at, endLine: end } };
    });
  });
}

// Between single quotes a dollar is a dollar.
function expandedIn({ masked, nodes }: Spoken): ReadonlySet<string> {
  const names = nodes.filter(({ node, parent }) => {
    return node.type === 'variable_name' && /expansion$/.test(parent?.node.type ?? '');
  });
  return new Set(names.map(({ node }) => textOf(masked, node)));
}

// What a substitution reads is given to another program.
function namesIn({ args }: Invocation): readonly string[] {
  return args.flatMap(arg => {
    const open = arg.replaceAll(/[<>$]\([^()]*\)/g, '');
    return [...open.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name).filter(isSecretName);
  });
}

// What the runbook itself sets to plain words is known to everybody anyway.
function literals(commands: readonly Command[]): ReadonlySet<string> {
  const text = commands.map(({ statement }) => statement.text).join('\n');
  const set = text.matchAll(/(?:^|[\s;])([A-Za-z_]\w*)=(?:'[^']*'|"?[\w.:/@-]+"?)(?=[\s;]|$)/gm);
  return new Set(Array.from(set, ([, name = '']) => name));
}

// The shell's own commands are no processes of their own.
const builtins: ReadonlySet<string> = new Set(
  '[ [[ : . alias builtin declare echo eval export local printf read readonly return set source test trap type typeset unset'.split(
    ' ',
  ),
);

type Advice = Extract<keyof typeof findings, `secretInstead.${string}`>;

function insteadOf({ program, args }: Invocation): Advice {
  const logsIn = args.includes('login') && /^(?:docker|podman|nerdctl|helm|oras|skopeo)$/.test(program);
  return logsIn ? 'secretInstead.login' : (instead.get(program) ?? 'secretInstead.other');
}

const instead: ReadonlyMap<string, Advice> = new Map([
  ['curl', 'secretInstead.curl'],
  ['mysql', 'secretInstead.mysql'],
  ['mysqldump', 'secretInstead.mysql'],
  ['mysqladmin', 'secretInstead.mysql'],
  ['mariadb', 'secretInstead.mysql'],
  ['psql', 'secretInstead.psql'],
  ['pg_dump', 'secretInstead.psql'],
  ['pg_restore', 'secretInstead.psql'],
  ['redis-cli', 'secretInstead.redis'],
] as const);
