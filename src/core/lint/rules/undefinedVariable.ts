import { tell } from '../../message/message.ts';
import type { Input } from '../../runbook/runbook.ts';
import { commandsOf, isBroken, rangeOf } from '../commands.ts';
import { declareInput } from '../frontMatter.ts';
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
    return document.runbook.inputs
      .filter(({ kind, name, steps }) => kind === 'variable' && steps.length > 0 && !isDeclared(name))
      .filter(({ name }) => !customary.test(name))
      .flatMap(input => toReport(document, input) ?? []);
  },
};

// What tools have their users set for good.
const customary =
  /^(?:KUBECONFIG|AWS_(?:PROFILE|REGION|DEFAULT_REGION)|GO(?:PATH|BIN|ROOT)|JAVA_HOME|VIRTUAL_ENV|CONDA_PREFIX|DOCKER_HOST|(?:HTTPS?|NO)_PROXY|CI)$/i;

function toReport(document: Document, input: Input): Report | undefined {
  const { name, line, secret } = input;
  // What bash would not understand is not run, and may be no command at all.
  const users = commandsOf(document).filter(
    ({ statement, step }) => statement.reads.includes(name) && !isBroken(step),
  );
  if (users.length === 0) {
    return undefined;
  }
  const blocks = new Set(users.map(({ step }) => step.id)).size;
  const form = users.length === 1 ? 'one' : blocks === 1 ? 'oneBlock' : 'many';
  const told = tell(`${secret ? 'undefinedSecret' : 'undefined'}.${form}`, {
    name,
    line,
    count: users.length,
    blocks,
  });
  const statement = users[0]?.statement;
  const at =
    statement === undefined
      ? undefined
      : (rangeOf(document, `$${name}`, statement) ?? rangeOf(document, `\${${name}`, statement));
  return { ...told, line, ...at, fixes: declareInput(document, input) };
}
