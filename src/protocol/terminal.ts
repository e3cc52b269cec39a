// What terminals say to one another, whichever shows the session of a run.

/** Puts back what a whole-screen program may have changed of a terminal, except what it shows and where the cursor is. */
export const plainTerminal = [
  // Not 1049: that one moves the cursor also where there is no other screen to come back from.
  ...[1047, 1, 9, 1000, 1002, 1003, 1004, 1006, 1016, 2004, 2026].map(mode => `\u001B[?${mode}l`),
  // Margins that are put back move the cursor (DECSTBM), so it is kept meanwhile.
  '\u001B7\u001B[r\u001B8',
  '\u001B[0m\u001B[4l\u001B>\u001B[?7h\u001B[?25h',
  // A soft reset (DECSTR) moves no cursor; origin mode, letters that draw lines and the cursor's shape are put back by nothing else that
  // does not.
  '\u001B[!p',
].join('');

// A cursor in the first row, columns 2 to 8, cannot be told from F3 with Shift, Alt or Ctrl: it is taken for a key.
const reply =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /^(\u001B(\[[=>?][\d;]*c|\[[03]n|\[\?[\d;]+n|\[\?[\d;]+R|\[(?!1;[2-8]R)\d+;\d+R|\[\??[\d;]+\$y|\[[\d;]+t|\][\d;]+;rgb:[\da-f/]+(\u0007|\u001B\\)|P[^\u001B]*\u001B\\))+$/i;

/** Whether keys are what a terminal answers by itself to a question that a program has printed. */
export function isReply(keys: string): boolean {
  return reply.test(keys);
}
