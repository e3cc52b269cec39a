import { readAttributes } from '../shell/comments/attributes.ts';
import { readFenceInfo } from '../runbook/markdown/fenceInfo.ts';
import { placedBlocks } from './blocks.ts';
import { placedSteps } from './commands.ts';
import { fenceAt } from './fence.ts';
import type { Document } from './rule.ts';

/** What an author may say of a block in a comment before it, or of a section in one below its heading. */
export const commentMarks = [
  'title',
  'optional',
  'required',
  'guard',
  'timeout',
  'expect',
  'expect-json',
  'id',
  'role',
  'planned',
] as const;
/** What an author may say of a command in a comment above it. */
export const commandMarks = ['timeout', 'expect', 'expect-json'] as const;
/** What follows a fence's language; other tools keep names of their own there. */
export const fenceMarks = ['run', 'guard', 'timeout', 'expect', 'expect-json', 'title'] as const;

/** Names that stand in one place, and those that would count there. */
export interface Marks {
  readonly names: readonly string[];
  readonly known: readonly string[];
  /** True if nobody else's names stand. */
  readonly isOurs: boolean;
  readonly line: number;
  readonly endLine: number;
}

/** Every place of a document that speaks to Handrail. */
export function* marksOf(document: Document): Generator<Marks> {
  for (const { block } of placedBlocks(document.outline.blocks)) {
    const note = block.kind === 'html' ? /^<!--\s*handrail\b[:\s]([^]*?)-->/.exec(block.text) : null;
    if (note !== null) {
      const { line, endLine } = block;
      yield { names: namesIn(note[1]), known: commentMarks, isOurs: true, line, endLine };
    }
  }
  for (const [step] of placedSteps(document)) {
    if (step.kind !== 'commands' && step.kind !== 'script') continue;
    const info = fenceAt(document, step)?.info ?? '';
    const { line } = step;
    yield {
      names: Object.keys(readFenceInfo(info).attributes),
      known: fenceMarks,
      isOurs: false,
      line,
      endLine: line,
    };
    yield* aboveCommands(document, step);
  }
}

function* aboveCommands(
  { lines }: Document,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): Generator<Marks> {
  for (let at = line + 1; at < endLine; at += 1) {
    const note = /^[\s>]*#+\s*handrail:\s*(\S.*)$/.exec(lines[at - 1] ?? '');
    if (note !== null)
      yield { names: namesIn(note[1]), known: commandMarks, isOurs: true, line: at, endLine: at };
  }
}

function namesIn(text = ''): readonly string[] {
  return Object.keys(readAttributes(text.trim()));
}
