import { tell } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import { looksLikeCommandLine } from '../../shell/programs/commandLine.ts';
import { isProseLine } from '../../shell/blockKind.ts';
import { isOutputLine } from '../../shell/transcripts/outputLine.ts';
import type { Problem } from '../../shell/statement.ts';
import { isBroken, placedSteps } from '../commands.ts';
import type { Fix } from '../finding.ts';
import { firstStray } from '../output.ts';
import { problemsOf } from '../problems.ts';
import { asComment, outputApart } from '../repairs/comment.ts';
import { isPlainShell, tagAs } from '../repairs/tag.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = ['not-a-command'];

/** Output or prose among commands: without a prompt nothing tells them apart, so output would be run. */
export const notACommand: Rule = {
  code: 'HR211',
  name: 'not-a-command',
  severity: 'warning',
  problems: slugs,
  check(document) {
    const blocks = placedSteps(document).flatMap(([step]) => (step.kind === 'commands' ? [step] : []));
    const strays = blocks.flatMap(step => [...addresses(document, step), ...output(document, step)]);
    const said = new Set(strays.map(({ line }) => line));
    const unsaid = prose(document, problemsOf(document, slugs)).filter(({ line }) => !said.has(line));
    return [
      ...unsaid.map(({ line, endLine, ...told }) => {
        const step = blocks.find(block => block.line <= line && line <= block.endLine);
        return { ...told, line, endLine, fixes: behindMark(document, step, { line, endLine }) };
      }),
      ...strays,
    ];
  },
};

// Lines below each other are one text.
function prose(
  { lines }: Document,
  problems: readonly Problem[],
): readonly (Report & { readonly endLine: number })[] {
  const texts: { line: number; endLine: number }[] = [];
  for (const { line, endLine } of problems) {
    const last = texts.at(-1);
    if (last?.endLine === line - 1) {
      last.endLine = endLine;
    } else {
      texts.push({ line, endLine });
    }
  }
  return texts.map(({ line, endLine }) => {
    const isOutput = isOutputLine(lines[line - 1] ?? '');
    const key = isOutput ? 'output.notRun' : line === endLine ? 'prose.one' : 'prose.many';
    return { ...tell(key), line, endLine };
  });
}

// In a transcript, `#` is a prompt.
function behindMark(
  document: Document,
  step: CommandsStep | undefined,
  lines: { readonly line: number; readonly endLine: number },
): readonly Fix[] {
  return step !== undefined && isPlainShell(step.language) ? asComment(document, lines) : [];
}

function addresses(document: Document, step: CommandsStep): readonly Report[] {
  return step.statements
    .filter(({ text }) => /^\s*https?:\/\/\S+\s*$/.test(text))
    .map(({ line, endLine }) => ({
      ...tell('address'),
      line,
      fixes: behindMark(document, step, { line, endLine }),
    }));
}

// The first line of a block is enough to see what the others are.
function output(document: Document, step: CommandsStep): readonly Report[] {
  const first = firstStray(step);
  if (first === undefined) {
    return [];
  }
  const { line } = first;
  if (first.kind === 'prose') {
    const endLine = endOfProse(document, step, line);
    return [{ ...tell('prose.broken'), line, fixes: behindMark(document, step, { line, endLine }) }];
  }
  const told = tell(isBroken(step) ? 'output.broken' : 'output.run');
  return [{ ...told, line, fixes: withoutOutput(document, step, line) }];
}

// What begins with the same sign, or reads as text too, is the same list.
function endOfProse({ lines }: Document, step: CommandsStep, line: number): number {
  const sign = /^\s*([^\w\s#$'"./-])/u.exec(lines[line - 1] ?? '')?.[1];
  let end = line;
  for (let next = lines[end] ?? ''; end + 1 < step.endLine && isAlike(next, sign); next = lines[end] ?? '') {
    end += 1;
  }
  return end;
}

function isAlike(text: string, sign: string | undefined): boolean {
  return (
    text.trim() !== '' && ((sign !== undefined && text.trimStart().startsWith(sign)) || isProseLine(text))
  );
}

// Where a command stands among the output, only its author knows which line is which.
function withoutOutput(document: Document, step: CommandsStep, line: number): readonly Fix[] {
  const rows = document.lines.slice(line - 1, step.endLine - 1);
  if (rows.some(row => looksLikeCommandLine(row.trim()))) {
    return [];
  }
  const isFirst = step.statements.every(statement => statement.endLine >= line);
  const only = isFirst && rows.length === step.endLine - step.line - 1;
  return only ? tagAs(document, step, 'text') : outputApart(document, step, line);
}
