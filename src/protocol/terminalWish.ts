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
