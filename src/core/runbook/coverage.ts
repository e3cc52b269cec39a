import type { Lines } from './markdown/page.ts';
import type { Prose } from './runbook.ts';

/** The lines of a range that no step holds, as ranges in order. */
export function gapsOf(range: Lines, held: readonly Lines[]): Lines[] {
  const sorted = [...held].sort((a, b) => a.line - b.line);
  const gaps: Lines[] = [];
  let next = range.line;
  for (const { line, endLine } of sorted) {
    if (line > next) {
      gaps.push({ line: next, endLine: line - 1 });
    }
    next = Math.max(next, endLine + 1);
  }
  if (next <= range.endLine) {
    gaps.push({ line: next, endLine: range.endLine });
  }
  return gaps;
}

/** Everything of a section that is no step, as it stands in the file; blank ends are left out. */
export function proseOf(lines: readonly string[], range: Lines, held: readonly Lines[]): Prose[] {
  return gapsOf(range, held).flatMap(gap => {
    let { line, endLine } = gap;
    while (line <= endLine && isBlank(lines[line - 1])) {
      line += 1;
    }
    while (endLine >= line && isBlank(lines[endLine - 1])) {
      endLine -= 1;
    }
    return line > endLine ? [] : [{ line, endLine, text: lines.slice(line - 1, endLine).join('\n') }];
  });
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}
