export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'fence'
  | 'code'
  | 'html'
  | 'list'
  | 'item'
  | 'quote'
  | 'table'
  | 'row'
  | 'cell'
  | 'rule'
  | 'admonition'
  | 'directive';

/** One node of a document's block structure; lines are 1-based and inclusive, trailing blank lines left out. */
export interface Block {
  readonly kind: BlockKind;
  readonly line: number;
  readonly endLine: number;
  /** A heading's level; an ordered list's first number. */
  readonly level: number;
  /** A leaf's inline source, or a code block's content with one text line for each source line. */
  readonly text: string;
  /** A fence's info string, an item's number, an admonition's first line. */
  readonly info: string;
  readonly ordered: boolean;
  /** False for a fence that nothing closes. */
  readonly closed: boolean;
  /** How many quotes stand around it. */
  readonly quotes: number;
  readonly children: readonly Block[];
}
