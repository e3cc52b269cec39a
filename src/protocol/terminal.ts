import * as z from 'zod';

// What a window's own terminal asks of the session of a run: from the host only, never relayed from a page.

const size = {
  columns: z.int().min(2).max(1000),
  rows: z.int().min(1).max(1000),
};

export const terminalWish = z.discriminatedUnion('kind', [
  /** Shows the session from here on, beginning with what its screen holds; asked again, that anew. */
  z.object({ kind: z.literal('watch'), ...size }),
  z.object({ kind: z.literal('size'), ...size }),
  /** What the keys sent, control characters as they are; it reaches the command that runs, and nothing keeps it. */
  z.object({ kind: z.literal('keys'), keys: z.string().max(1_000_000) }),
  z.object({ kind: z.literal('leave') }),
]);

export type TerminalWish = z.infer<typeof terminalWish>;

/** Puts back what a whole-screen program may have changed of a terminal, except what it shows and where the cursor is. */
export const plainTerminal = [
  // Not 1049: that one moves the cursor also where there is no other screen to come back from.
  ...[1047, 1, 9, 1000, 1002, 1003, 1004, 1006, 2004].map(mode => `\u001B[?${mode}l`),
  // Margins that are put back move the cursor (DECSTBM), so it is kept meanwhile.
  '\u001B7\u001B[r\u001B8',
  '\u001B[0m\u001B[4l\u001B>\u001B[?7h\u001B[?25h',
].join('');
