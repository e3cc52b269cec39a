import { titled } from '../../message/message.ts';
import { isSecretName } from '../../shell/variables/variableNames.ts';
import { commandsOf, rangeOf, type Command } from '../commands.ts';
import { insertBefore, removeLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { declareInput } from '../frontMatter.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['variable-set-later'];

/** A variable that is read above the command that sets it. */
export const variableSetLater: Rule = {
  code: 'HR302',
  name: 'variable-set-later',
  severity: 'warning',
  problems: slugs,
  check(document) {
    const found = problemsOf(document, slugs);
    const commands = found.length === 0 ? [] : commandsOf(document);
    return found.map(problem => {
      const name = problem.says[0]?.values['name'];
      if (typeof name !== 'string') {
        return reportOf(problem);
      }
      const first = commands.find(({ statement }) => statement.line === problem.line);
      const fixes = [
        ...(first === undefined ? [] : setBefore(document, first, name)),
        ...declareInput(document, { name, secret: isSecretName(name) }),
      ];
      const at =
        first === undefined
          ? undefined
          : (rangeOf(document, `$${name}`, first.statement) ??
            rangeOf(document, `\${${name}`, first.statement));
      return { ...reportOf(problem, fixes), ...(at?.line === problem.line ? at : {}) };
    });
  },
};

// Only a line that sets it to plain words, in the same block, means the same wherever it stands.
function setBefore(document: Document, { statement, rest }: Command, name: string): readonly Fix[] {
  const sets = new RegExp(`^(?:export )?${name}=(?:"[^"$\`\\\\]*"|'[^']*'|[\\w./:@%+,-]+)$`);
  const setter = rest.find(({ writes }) => writes.includes(name));
  if (setter === undefined || !sets.test(setter.text)) {
    return [];
  }
  const line = document.lines[setter.line - 1] ?? '';
  let top = statement.line;
  while (/^[\s>]*#/.test(document.lines[top - 2] ?? '')) {
    top -= 1;
  }
  const edits = [insertBefore(document, top, [line]), removeLine(document, setter.line)];
  return [{ ...titled('fix.setBefore', { name }), safe: false, edits }];
}
