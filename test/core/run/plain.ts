import type { Statement } from '../../../src/core/shell/statement.ts';

/** A statement of which nothing is known but its text. */
export const plain: Statement = {
  text: 'true',
  line: 1,
  endLine: 1,
  reads: [],
  writes: [],
  placeholders: [],
  risks: [],
  needsTerminal: false,
  endless: false,
  entersShell: false,
  problems: [],
};
