import { tell, titled } from '../../message/message.ts';
import { guardedKinds } from '../../run/guardedKinds.ts';
import { commandsOf, isBroken, nameOf, type Command } from '../commands.ts';
import { fenceAt } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** Commands that take something away from production, in a runbook that asks for no name before any of its commands. */
export const unguardedProduction: Rule = {
  code: 'HR213',
  name: 'unguarded-production',
  severity: 'info',
  check(document) {
    const commands = commandsOf(document);
    return commands.some(({ step }) => step.guard !== undefined)
      ? []
      : report(document, commands.filter(takesFromProduction));
  },
};

function takesFromProduction({ statement, step, section }: Command): boolean {
  const kinds = statement.risks.map(({ kind }) => kind);
  const isShown = section.role === 'example' || section.role === 'reference';
  return (
    kinds.includes('production') && kinds.some(kind => guardedKinds.has(kind)) && !isShown && !isBroken(step)
  );
}

// Once for the runbook: who guards one command thinks of the others.
function report(document: Document, [first, ...others]: readonly Command[]): readonly Report[] {
  if (first === undefined) {
    return [];
  }
  const { statement } = first;
  const command = nameOf(statement);
  const name = nameIn(first);
  const told =
    others.length === 0
      ? tell('unguarded.one', { command, name })
      : tell('unguarded.many', { command, name, count: others.length });
  const { line, endLine } = statement;
  return [{ ...told, line, endLine, fixes: guard(document, first, name) }];
}

// The word that says production, such as a namespace or a host.
function nameIn({ statement }: Command): string {
  const { words } = statement.risks.find(({ kind }) => kind === 'production') ?? { words: '' };
  return /(?:[a-z\d][\w.-]*)?prod[\w.-]*/i.exec(words)?.[0] ?? 'production';
}

function guard(document: Document, { step }: Command, name: string): readonly Fix[] {
  const fence = fenceAt(document, step);
  // What other tools keep in braces reads no further.
  if (fence === undefined || fence.info === '' || fence.info.includes('{')) {
    return [];
  }
  const at = fence.behindInfo;
  return [
    { ...titled('fix.guard', { name }), safe: false, edits: [{ range: [at, at], text: ` guard=${name}` }] },
  ];
}
