// What redraws a screen makes another terminal of the same size show the same, in the same paint, with the cursor where it was.
import { expect, test } from 'vitest';
import xterm from '@xterm/headless';
import { redrawOf } from '../../../src/adapters/session/screen/redraw.ts';
import { plainTerminal } from '../../../src/protocol/terminal.ts';

const cases: Readonly<Record<string, string>> = {
  'plain lines': 'one\r\ntwo\r\n$ ',
  'more than the screen holds': Array.from({ length: 30 }, (_, line) => `line ${line}\r\n`).join(''),
  paint:
    '\u001B[1;31mred\u001B[0m \u001B[38;2;1;2;3;48;5;200;4mboth\u001B[0m\r\n\u001B[7mreversed   \u001B[0m plain',
  'wide and joined letters': '日本 e\u0301 👍\r\nend',
  'a line over several rows': 'x'.repeat(50),
  'another screen':
    'before\r\n\u001B[?1049h\u001B[2J\u001B[3;4Hin it\u001B[?1h\u001B[?1002h\u001B[?2004h\u001B=',
  'a screen that was left': 'before\r\n\u001B[?1049h\u001B[2Jin it\u001B[?1049lafter',
  'a cursor behind the last column': 'y'.repeat(20),
};

async function terminal(...texts: readonly string[]): Promise<InstanceType<typeof xterm.Terminal>> {
  const made = new xterm.Terminal({ cols: 20, rows: 6, allowProposedApi: true });
  for (const text of texts) await new Promise<void>(resolve => made.write(text, resolve));
  return made;
}

function seen({ buffer: { active }, modes, rows }: InstanceType<typeof xterm.Terminal>): unknown {
  const lines = Array.from({ length: rows }, (_, row) => active.getLine(active.baseY + row));
  return {
    type: active.type,
    cursor: [active.cursorX, active.cursorY],
    modes: { ...modes },
    text: lines.map(line => line?.translateToString(true)),
    paint: lines.map(line =>
      Array.from({ length: 20 }, (_, column) => {
        const cell = line?.getCell(column);
        return [
          cell?.getFgColor(),
          cell?.getBgColor(),
          cell?.isBold(),
          cell?.isInverse(),
          cell?.isUnderline(),
        ];
      }),
    ),
  };
}

test.each(Object.entries(cases))('%s', async (_, text) => {
  const one = await terminal(text);
  // The other one shows something else before, and is on another screen.
  const other = await terminal('old\r\nold\r\n\u001B[?1049hold\u001B[?1003h', redrawOf(one));
  expect(seen(other)).toEqual(seen(one));
});

test('what puts a terminal back changes neither its text nor where the cursor is', async () => {
  const plain = await terminal('one\r\ntwo\r\nthr');
  const bent = await terminal(
    'one\r\ntwo\r\nthr',
    '\u001B[2;4r\u001B[3;4H\u001B[?1h\u001B[?1002h\u001B[?2004h\u001B[4h\u001B[?7l\u001B=\u001B[7m\u001B[?6h\u001B[?2026h\u001B[2;4H',
    plainTerminal,
  );
  expect(seen(bent)).toEqual(seen(plain));
});
