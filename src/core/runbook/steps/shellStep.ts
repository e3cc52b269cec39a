import { tell } from '../../message/message.ts';
import { readBlock, type ReadBlock } from '../../shell/readBlock.ts';
import type { Statement } from '../../shell/statement.ts';
import type { Block } from '../markdown/blocks.ts';
import type { FenceInfo } from '../markdown/fenceInfo.ts';
import { marked } from './marked.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { waitIn, waitOfStatement } from '../words/waits.ts';
import { requirementOf } from '../words/leadIns.ts';

interface ShellFence {
  readonly block: Block;
  readonly info: FenceInfo;
  /** Words right before the block that name it. */
  readonly intro: string | undefined;
}

/** Reads a fence of shell as the commands, the script or the manual step it is. */
export function readShellFence(page: Page, place: Place, { block, info, intro }: ShellFence): Draft {
  const text = codeOf(block);
  const { language, attributes } = info;
  const words = intro === undefined ? {} : { intro };
  const stated = place.oneOf === undefined ? {} : { condition: place.oneOf };
  const source = { text, line: block.line + 1, language, attributes, ...words, ...stated };
  const found = readBlock(source, page.tools);
  for (const problem of found.problems) {
    page.problems.push(problem);
  }
  const named = attributes['title'] ?? attributes['name'] ?? intro;
  const body = bodyOf(page, { block, found, named, text, language, place });
  const isOptional = found.kind === 'manual' || (found.kind === 'commands' && found.isConditional === true);
  const required = requirementOf(named ?? '', place) ?? !isOptional;
  return { body: marked(page, { ...body, required }, attributes), words: text, steps: [] };
}

interface Reading {
  readonly block: Block;
  readonly found: ReadBlock;
  readonly named: string | undefined;
  readonly text: string;
  readonly language: string;
  readonly place: Place;
}

function bodyOf(page: Page, { block, found, named, text, language, place }: Reading): Draft['body'] {
  const at = { line: block.line, endLine: block.endLine, required: false };
  switch (found.kind) {
    case 'manual': {
      const shown = page.repair(text);
      return { kind: 'manual', ...at, title: named ?? firstWords(shown), text: shown };
    }
    case 'script': {
      const { interpreter, savedAs, reads, placeholders, risks } = found;
      const title = named ?? savedAs ?? (place.title || firstWords(text.replace(/^#!.*\n/, '')));
      const kept = savedAs === undefined ? {} : { savedAs };
      return {
        kind: 'script',
        ...at,
        title,
        text: found.text,
        interpreter,
        ...kept,
        reads,
        placeholders,
        risks,
      };
    }
    case 'commands': {
      const statements = found.statements.map((statement, index) =>
        shownStatement(
          page,
          block,
          withWait(page, statement, found.statements[index - 1]?.endLine ?? block.line),
        ),
      );
      const first = firstWalked(statements);
      const title = named ?? (place.title || (first?.title ?? page.repair(firstWords(first?.text ?? text))));
      const { shell, run } = found;
      return { kind: 'commands', ...at, title, shell, language, run, text, statements };
    }
  }
}

/** The statement that a block is called after: another way, or what is refused, does not say what is done. */
export function firstWalked(statements: readonly Statement[]): Statement | undefined {
  return statements.find(({ alternativeTo }) => alternativeTo === undefined) ?? statements[0];
}

/** A code block's content without its last line end. */
export function codeOf(block: Block): string {
  return block.text.replace(/\n$/, '');
}

/** The first line that says something, without comment and list marks. */
export function firstWords(text: string): string {
  const lines = text.split('\n').map(line => line.replace(/^(?:[\s#$>-]|\*(?!\/))+|\s*\\?\s*$/g, ''));
  return lines.find(line => line !== '') ?? '';
}

// "# Monitor for 5 minutes" in comments of its own is said before the command below it is typed.
function withWait(page: Page, statement: Statement, after: number): Statement {
  const rows = page.lines.slice(after, statement.line - 1);
  const comments = rows.filter(row => /^\s*#/.test(row));
  const said = comments.map(row => page.repair(row).replace(/^[\s#]+/, '')).join('\n');
  const wait = waitOfStatement(statement) ?? waitIn(said);
  return wait === undefined ? statement : { ...statement, wait };
}

// Only the words about a command are repaired, never the command. What an unclosed fence swallowed is not run.
function shownStatement(page: Page, block: Block, statement: Statement): Statement {
  const { title, expected, wait, condition } = statement;
  const words = {
    ...(wait === undefined ? {} : { wait: { ...wait, text: page.repair(wait.text) } }),
    ...(title === undefined ? {} : { title: page.repair(title) }),
    ...(condition === undefined ? {} : { condition: { ...condition, words: page.repair(condition.words) } }),
    ...(expected === undefined ? {} : { expected: page.repair(expected) }),
  };
  if (block.closed) {
    return { ...statement, ...words };
  }
  const unclosed = {
    code: 'unclosed-fence',
    severity: 'error',
    ...tell('remark.unclosedBlock'),
    line: block.line,
    endLine: block.line,
  } as const;
  // Prose in it is what the fence swallowed: one reason says it all.
  const problems = statement.problems.filter(({ code }) => code !== 'not-a-command');
  return { ...statement, ...words, problems: [...problems, unclosed] };
}
