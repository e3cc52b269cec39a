import { tell, titled } from '../../message/message.ts';
import type { Input } from '../../runbook/runbook.ts';
import type { Statement } from '../../shell/statement.ts';
import { commandsOf, isBroken, rangeOf, type Command } from '../commands.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { declareInput } from '../frontMatter.ts';
import { slipOf } from '../nearest.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A variable that commands read, nothing sets and the front matter does not declare. */
export const undefinedVariable: Rule = {
  code: 'HR301',
  name: 'undefined-variable',
  severity: 'info',
  check: document => {
    const declared = document.runbook.meta.frontMatter['inputs'];
    const isDeclared = (name: string): boolean =>
      typeof declared === 'object' && declared !== null && JSON.stringify(declared).includes(`"${name}"`);
    const uses = usesIn(document);
    return document.runbook.inputs
      .filter(({ kind, name, steps }) => kind === 'variable' && steps.length > 0 && !isDeclared(name))
      .filter(({ name }) => !customary.test(name))
      .flatMap(input => toReport(document, input, uses) ?? []);
  },
};

// What tools have their users set for good.
const customary =
  /^(?:KUBECONFIG|AWS_(?:PROFILE|REGION|DEFAULT_REGION)|GO(?:PATH|BIN|ROOT)|JAVA_HOME|VIRTUAL_ENV|CONDA_PREFIX|DOCKER_HOST|(?:HTTPS?|NO)_PROXY|CI)$/i;

interface Uses {
  readonly readers: ReadonlyMap<string, readonly Command[]>;
  readonly set: readonly { readonly name: string; readonly line: number }[];
}

// What bash would not understand is not run, and may be no command at all.
function usesIn(document: Document): Uses {
  const readers = new Map<string, Command[]>();
  const commands = commandsOf(document);
  for (const command of commands) {
    for (const name of isBroken(command.step) ? [] : new Set(command.statement.reads)) {
      const known = readers.get(name);
      if (known === undefined) readers.set(name, [command]);
      else known.push(command);
    }
  }
  const set = commands.flatMap(({ statement: { writes, line } }) => writes.map(name => ({ name, line })));
  return { readers, set };
}

function toReport(document: Document, input: Input, { readers, set }: Uses): Report | undefined {
  const { name, line, secret } = input;
  const users = readers.get(name) ?? [];
  if (users.length === 0) {
    return undefined;
  }
  const blocks = new Set(users.map(({ step }) => step.id)).size;
  const meant = meantBy(set, name);
  if (meant !== undefined) {
    const at = users.map(({ statement }) => statement);
    const told = tell('undefined.meant', { name, meant: meant.name, line: meant.line });
    const fixes = [...respell(document, at, { name, meant: meant.name }), ...declareInput(document, input)];
    return { ...told, line, ...placeIn(document, at[0], name), fixes };
  }
  const form = users.length === 1 ? 'one' : blocks === 1 ? 'oneBlock' : 'many';
  const told = tell(`${secret ? 'undefinedSecret' : 'undefined'}.${form}`, {
    name,
    line,
    count: users.length,
    blocks,
  });
  return {
    ...told,
    line,
    ...placeIn(document, users[0]?.statement, name),
    fixes: declareInput(document, input),
  };
}

function placeIn(
  document: Document,
  statement: Statement | undefined,
  name: string,
): ReturnType<typeof rangeOf> {
  return statement === undefined
    ? undefined
    : (rangeOf(document, `$${name}`, statement) ?? rangeOf(document, `\${${name}`, statement));
}

/** A variable that the runbook does set and whose name is nearly the same. */
function meantBy(set: Uses['set'], name: string): Uses['set'][number] | undefined {
  return set.find(({ name: other }) => other !== name && areAlike(name, other));
}

// `HOST_1` and `HOST_2` are two; `NAMESPACE` and `NAME_SPACE` are one.
function areAlike(one: string, other: string): boolean {
  const bare = (name: string): string => name.toLowerCase().replaceAll('_', '');
  const [a, b] = [bare(one), bare(other)];
  const isPair = a.replaceAll(/\d/g, '') === b.replaceAll(/\d/g, '') && a !== b;
  return a === b || (!isPair && a.length >= 6 && slipOf(a, [b]) !== undefined);
}

function respell(
  document: Document,
  statements: readonly Statement[],
  { name, meant }: { readonly name: string; readonly meant: string },
): readonly Fix[] {
  const edits = statements.flatMap(({ line, endLine }) => {
    const rows = document.lines.slice(line - 1, endLine);
    return rows.flatMap((row, index) =>
      [...row.matchAll(new RegExp(`(?<=\\$\\{?)${name}(?!\\w)`, 'g'))].map(({ index: from }) =>
        editLine(document, line + index, { from, to: from + name.length, text: meant }),
      ),
    );
  });
  return edits.length === 0 ? [] : [{ ...titled('fix.write', { meant }), safe: false, edits }];
}
