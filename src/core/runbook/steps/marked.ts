import { readAsked } from '../../shell/comments/attributes.ts';
import type { Statement } from '../../shell/statement.ts';
import { report, type Draft, type Page } from '../markdown/page.ts';

/** A step with what its author's marks ask of it: `guard=NAME`, `timeout=10m`, `expect=/…/`. */
export function marked(
  page: Page,
  body: Draft['body'],
  attributes: Readonly<Record<string, string>>,
): Draft['body'] {
  if (body.kind !== 'commands' && body.kind !== 'script') return body;
  const { guard } = attributes;
  const { asked, wrong } = readAsked(attributes);
  for (const told of wrong) report(page, body, { code: 'bad-mark', severity: 'warning', ...told });
  const { timeoutMs, ...expectation } = asked;
  const marks = {
    ...(guard === undefined || guard === '' ? {} : { guard }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  return body.kind === 'script'
    ? { ...body, ...marks }
    : { ...body, ...marks, statements: expecting(body.statements, expectation) };
}

/** What is expected of a block is expected of its last command. */
function expecting(
  statements: readonly Statement[],
  expectation: Pick<Statement, 'matches' | 'json'>,
): readonly Statement[] {
  return statements.map((statement, index) =>
    index === statements.length - 1 ? { ...statement, ...expectation } : statement,
  );
}
