import { tell, titled } from '../../message/message.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import type { Statement } from '../../shell/statement.ts';
import { commandsOf, hear, nameOf, type Command } from '../commands.ts';
import { fenceAt, splitBefore } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document, Rule } from '../rule.ts';

/** A command that needs a keyboard or a screen, with others below it in its block. */
export const interactiveInBlock: Rule = {
  code: 'HR204',
  name: 'interactive-in-block',
  severity: 'info',
  check: document =>
    commandsOf(document)
      .filter(command => takesOver(document, command.statement) && command.rest.length > 0)
      .map(command => ({
        ...tell(counted('interactive', command), facts(command)),
        line: command.statement.line,
        endLine: command.statement.endLine,
        fixes: apart(document, command),
      })),
};

/** A command that does not end by itself, with others below it in its block. */
export const endlessInBlock: Rule = {
  code: 'HR205',
  name: 'endless-in-block',
  severity: 'warning',
  check: document =>
    commandsOf(document)
      .filter(({ statement, rest }) => statement.endless && !isBroken(statement) && rest.length > 0)
      .map(command => {
        const { statement } = command;
        const inBackground = behind(document, command);
        const key = counted(inBackground.length > 0 ? 'endlessForward' : 'endless', command);
        const fixes = [...apart(document, command), ...inBackground];
        return { ...tell(key, facts(command)), line: statement.line, endLine: statement.endLine, fixes };
      }),
};

// A question of `read` is part of the way; another shell has a rule of its own.
function takesOver(document: Document, statement: Statement): boolean {
  return (
    statement.needsTerminal &&
    !statement.entersShell &&
    !statement.endless &&
    !isBroken(statement) &&
    hear(document, statement).calls.every(call => !asksInPassing(call))
  );
}

// A container's terminal is not the program's in it.
function asksInPassing({ program, args }: Invocation): boolean {
  const inContainer = /^(?:kubectl|oc|docker|podman|nerdctl|docker-compose)$/.test(program);
  return program === 'read' || (inContainer && args.some(arg => /^(?:exec|run|debug)$/.test(arg)));
}

function isBroken({ problems }: Statement): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function counted<K extends string>(key: K, { rest }: Command): `${K}.one` | `${K}.many` {
  return rest.length === 1 ? `${key}.one` : `${key}.many`;
}

function facts({ statement, rest }: Command): { readonly command: string; readonly count: number } {
  return { command: nameOf(statement), count: rest.length };
}

function apart(document: Document, { statement, step, rest }: Command): readonly Fix[] {
  const fence = fenceAt(document, step);
  if (fence === undefined) {
    return [];
  }
  const { info } = fence;
  const isFirst = step.statements[0] === statement;
  const before = isFirst ? [] : [splitBefore(document, fence, { line: topOf(document, statement), info })];
  const next = rest[0];
  const after =
    next === undefined ? [] : [splitBefore(document, fence, { line: topOf(document, next), info })];
  return [{ ...titled('fix.ownBlock'), safe: false, edits: [...before, ...after] }];
}

// The comments right above a command move with it.
function topOf(document: Document, { line }: Statement): number {
  let top = line;
  while (/^[\s>]*#/.test(document.lines[top - 2] ?? '')) {
    top -= 1;
  }
  return top;
}

// Only a port-forward is of use behind the others; a followed log is there to be read.
function behind(document: Document, { statement }: Command): readonly Fix[] {
  const isForward = hear(document, statement).calls.some(
    ({ program, args }) =>
      /^(?:kubectl|oc|k)$/.test(program) && args.some(arg => /^(?:port-forward|proxy)$/.test(arg)),
  );
  const source = document.lines[statement.endLine - 1] ?? '';
  if (!isForward || /[#&;|]/.test(source)) {
    return [];
  }
  const at = (document.starts[statement.endLine - 1] ?? 0) + source.trimEnd().length;
  return [{ ...titled('fix.runBehind'), safe: false, edits: [{ range: [at, at], text: ' &' }] }];
}
