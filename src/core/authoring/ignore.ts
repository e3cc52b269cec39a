import { isMap, parseDocument } from 'yaml';
import type { Edit, Finding } from '../lint/finding.ts';
import type { Statement } from '../shell/statement.ts';
import { statementsOf, type Draft } from './draft.ts';
import { lineKinds, openingOf } from './place.ts';

/** The edit that adds a comment to silence one finding, in place, or in the whole file if no comment can be put beside it. */
export function ignoreEdit(draft: Draft, { code, line }: Pick<Finding, 'code' | 'line'>): Edit {
  const near = inShell(draft, code, line) ?? beside(draft, code, line);
  return near ?? inFile(draft, code);
}

// Behind the command, since a comment of its own line would become the title of what follows.
function inShell(draft: Draft, code: string, line: number): Edit | undefined {
  for (const [statement, step] of statementsOf(draft.runbook)) {
    if (step.kind === 'commands' && statement.line <= line && line <= statement.endLine) {
      const isPlain = /^(?:bash|sh|shell|zsh)$/i.test(step.language) && mayEndInComment(draft, statement);
      return isPlain ? behind(draft, statement.endLine, ` # handrail-ignore ${code}`) : undefined;
    }
  }
  return undefined;
}

function mayEndInComment({ lines }: Draft, { text, endLine, problems }: Statement): boolean {
  const last = text.split('\n').at(-1) ?? '';
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return !isBroken && !text.includes('<<') && lines[endLine - 1]?.endsWith(last) === true;
}

function beside(draft: Draft, code: string, line: number): Edit | undefined {
  const { lines } = draft;
  const kinds = lineKinds(lines);
  if (kinds[line - 1] === 'frontMatter') {
    return undefined;
  }
  let at = line;
  while (at > 1 && kinds[at - 1] === 'code') {
    at -= 1;
  }
  while (at > 1 && isRow(lines[at - 1]) && isRow(lines[at - 2])) {
    at -= 1;
  }
  const text = lines[at - 1] ?? '';
  const isBlock = openingOf(text) !== undefined || isRow(text) || /^[\s>]*#{1,6}\s/.test(text);
  return isBlock ? above(draft, code, at) : behind(draft, at, ` <!-- handrail-ignore ${code} -->`);
}

function isRow(text: string | undefined): boolean {
  return /^[\s>]*\|/.test(text ?? '');
}

// What begins with a list's marker has no line of its own above it.
function above({ lines, starts, text }: Draft, code: string, line: number): Edit | undefined {
  const lead = /^[\s>]*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  const start = starts[line - 1] ?? 0;
  return /^(?:[-*+]|\d+[.)])\s/.test((lines[line - 1] ?? '').slice(lead.length))
    ? undefined
    : { range: [start, start], text: `${lead}<!-- handrail-ignore ${code} -->${lineEnd(text)}` };
}

function behind({ lines, starts }: Draft, line: number, comment: string): Edit {
  const end = (starts[line - 1] ?? 0) + (lines[line - 1] ?? '').trimEnd().length;
  return { range: [end, end], text: comment };
}

function inFile({ lines, starts, text }: Draft, code: string): Edit {
  const kinds = lineKinds(lines);
  const line = kinds.findIndex(kind => kind !== 'frontMatter');
  const comment = `<!-- handrail-ignore-file ${code} -->`;
  const at = line < 0 ? text.length : (starts[line] ?? 0);
  const end = lineEnd(text);
  const before = line === 0 ? '' : end;
  return { range: [at, at], text: `${before}${comment}${end}${line === 0 ? end : ''}` };
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The text of `.handrail/config.yaml` with a rule switched off; comments and everything else stay. Undefined if it is no YAML map. */
export function withRuleOff(config: string, code: string): string | undefined {
  const document = parseDocument(config);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    return undefined;
  }
  for (const path of [['lint'], ['lint', 'rules']]) {
    const held: unknown = document.getIn(path);
    if (held !== undefined && held !== null && !isMap(held)) {
      return undefined;
    }
    if (held === null) {
      document.deleteIn(path);
    }
  }
  document.setIn(['lint', 'rules', code], 'off');
  return document.toString();
}
