/** A node of a syntax tree; offsets are UTF-16 offsets into the parsed text, end exclusive. */
export interface SyntaxNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly SyntaxNode[];
}

/** The port behind which tree-sitter's bash grammar stands, so that the core loads no WebAssembly itself. */
export interface Grammar {
  /** Never throws; what cannot be parsed comes back as error nodes. */
  parse(text: string): SyntaxNode;
}
