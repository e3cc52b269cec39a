import type { BlockSource } from './block.ts';
import type { SyntaxNode } from './grammar.ts';
import type { Hole } from './holes/hole.ts';
import type { LineIndex } from './lines.ts';
import type { ClientRows } from './programs/clientRows.ts';
import type { Listing } from './transcripts/transcript.ts';

/** A block's commands with what the grammar made of them. */
export interface Reading {
  readonly source: BlockSource;
  readonly listing: Listing;
  readonly lines: LineIndex;
  readonly text: string;
  /** `text` with a plain word in place of each hole: what the grammar and bash are asked about. */
  readonly masked: string;
  /** In the text's order. */
  readonly holes: readonly Hole[];
  readonly program: SyntaxNode;
  /** What is typed into a client that the block opens. */
  readonly typed: readonly ClientRows[];
}
