import type { Terminal } from '@xterm/headless';

/** All that an eye can tell of a terminal, from a row on: with what has scrolled away, if no other is named. */
export function seenOn({ buffer, cols }: Terminal, from = 0): unknown {
  const { active } = buffer;
  const lines = Array.from({ length: active.length - from }, (_, row) => active.getLine(from + row));
  const cells = lines.map(line =>
    Array.from({ length: cols }, (_, column) => {
      const cell = line?.getCell(column);
      // A blank that was never written looks like one that was.
      return [
        cell?.getChars() || ' ',
        cell?.getFgColor(),
        cell?.getBgColor(),
        cell?.isBold(),
        cell?.isInverse(),
      ].join();
    }).join(' '),
  );
  const rows = lines.map(line => line?.translateToString(true) ?? '');
  return { type: active.type, cursor: [active.cursorX, active.cursorY], rows, cells };
}
