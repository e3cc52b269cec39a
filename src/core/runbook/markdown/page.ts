import type { BlockTools } from '../../shell/readBlock.ts';
import type { Problem } from '../../shell/statement.ts';
import type { Block, References } from './blocks.ts';
import type { Step } from '../runbook.ts';

/** What every reader of one file needs. */
export interface Page {
  readonly lines: readonly string[];
  readonly references: References;
  /** The labels of the link definitions, in lower case. */
  readonly labels: ReadonlySet<string>;
  readonly tools: BlockTools;
  /** Repairs mis-encoded letters of text that is shown; never for commands. */
  readonly repair: (text: string) => string;
  /** Collects in the order of reading; sorted by line at the end. */
  readonly problems: Problem[];
}

type Body<S> = S extends Step ? Omit<S, 'id' | 'steps' | 'alternativeTo'> : never;

/** A step before its id is given. */
export interface Draft {
  readonly body: Body<Step>;
  /** The words its id is made from. */
  readonly words: string;
  readonly steps: readonly Draft[];
  /** Line of the sibling that it may stand in for. */
  readonly standsInFor?: number;
  /** What makes it a step, where that counts only where things are done: a heading that is called one or is numbered, the words of a bullet or a sentence. */
  readonly origin?: 'named' | 'numbered' | 'told' | 'said';
}

/** Where a block stands: what its step may be named after. */
export interface Place {
  readonly title: string;
  /** The titles above, the section's own included. */
  readonly path: readonly string[];
  /** True in an item that is a step, and in a quote: what is told there belongs to it. */
  readonly isInside?: true;
  /** True behind words such as "Do this instead:" in a section whose title refuses what it shows. */
  readonly isAllowed?: true;
  /** The words that call the items of the list around several ways out of a trouble, of which a person takes one. */
  readonly oneOf?: string;
  /** The paragraph of a list item that stands before its first further block. */
  readonly before?: Block;
}

export interface Lines {
  readonly line: number;
  readonly endLine: number;
}

export function report(
  page: Page,
  at: Lines,
  problem: Pick<Problem, 'code' | 'severity' | 'message' | 'says'>,
): void {
  page.problems.push({ ...problem, line: at.line, endLine: at.endLine });
}
