// What a terminal answers by itself reaches the command that asked, and no other.
import { expect, test } from 'vitest';
import { TerminalReplies } from '../../src/runner/session/terminalReplies.ts';

const answers: Readonly<Record<string, readonly [question: string, answer: string]>> = {
  'what it is': ['\u001B[c', '\u001B[?1;2c'],
  'what it is, in more words': ['\u001B[>c', '\u001B[>0;276;0c'],
  'whether it works': ['\u001B[5n', '\u001B[0n'],
  'where the cursor is': ['\u001B[6n', '\u001B[24;80R'],
  'where the cursor is, by page': ['\u001B[?6n', '\u001B[?24;80R'],
  'a mode': ['\u001B[?2026$p', '\u001B[?2026;2$y'],
  'its size': ['\u001B[18t', '\u001B[8;24;80t'],
  'a colour': ['\u001B]11;?\u0007', '\u001B]11;rgb:1e1e/1e1e/1e1e\u001B\\'],
  'its version': ['\u001B[>q', '\u001BP>|xterm.js(6.0.0)\u001B\\'],
  'a setting': ['\u001BP$qm\u001B\\', '\u001BP1$r0m\u001B\\'],
  'two at once': ['\u001B[c\u001B[6n', '\u001B[?1;2c\u001B[2;1R'],
};

const bytes = (text: string): Uint8Array => Buffer.from(text);

test.each(Object.entries(answers))('%s', (_, [question, answer]) => {
  const replies = new TerminalReplies();
  replies.printed(bytes(`vim${question.slice(0, -1)}`), 'one');
  replies.printed(bytes(`${question.slice(-1)}more`), 'one');
  replies.printed(bytes('the next prints'), 'two');
  expect(['one', 'two'].map(running => replies.isWanted(answer, running))).toEqual([true, false]);
});

test('a question that comes with a redraw may be anybody’s, also after one that is known', () => {
  const replies = new TerminalReplies();
  replies.printed(bytes('\u001B[c\u001B['), 'one');
  replies.redrawn();
  expect(replies.isWanted('\u001B[?1;2c', 'two')).toBe(true);
  // What comes next does not go on with what was printed before.
  replies.printed(bytes('c'), 'three');
  expect(replies.isWanted('\u001B[?1;2c', 'two')).toBe(true);
});

test.each([
  'y',
  'R',
  '\r',
  '\u0003',
  '\u001B',
  '\u001B[A',
  '\u001B[1;2R',
  '\u001BOR',
  '\u001B[15;5~',
  '\u001B[200~0n\u001B[201~',
])('the key %j is a person’s, whoever asked what', keys => {
  const replies = new TerminalReplies();
  replies.printed(bytes('\u001B[c\u001B[6n'), 'one');
  expect(replies.isWanted(keys, 'two')).toBe(true);
});
