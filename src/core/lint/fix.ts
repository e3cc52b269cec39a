import type { Edit, Finding, Fix } from './finding.ts';

/** A text after its safe fixes, and what was mended. */
export interface Fixed {
  readonly text: string;
  readonly mended: readonly Mended[];
}

export interface Mended {
  readonly finding: Finding;
  readonly title: string;
}

// Each round mends at least one finding; a real file takes two or three.
const mostRounds = 100;

/** Applies safe fixes until none is left; `look` finds the problems of a text. */
export function fixAll(text: string, look: (text: string) => readonly Finding[]): Fixed {
  const mended: Mended[] = [];
  const seen = new Set<string>();
  let now = text;
  for (let round = 0; round < mostRounds && !seen.has(now); round += 1) {
    seen.add(now);
    const chosen = chooseFixes(look(now));
    now = applyEdits(
      now,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    mended.push(...chosen.map(({ finding, fix }) => ({ finding, title: fix.title })));
  }
  return { text: now, mended };
}

interface Chosen {
  readonly finding: Finding;
  readonly fix: Fix;
}

// Fixes that meet would undo each other's offsets; the later one waits for the next round.
function chooseFixes(findings: readonly Finding[]): readonly Chosen[] {
  const safe = findings
    .flatMap(finding => {
      const fix = finding.fixes.find(one => one.safe && one.edits.length > 0);
      return fix === undefined ? [] : [{ finding, fix }];
    })
    .sort((a, b) => startOf(a.fix) - startOf(b.fix));
  const chosen: Chosen[] = [];
  let end = -1;
  for (const one of safe) {
    if (startOf(one.fix) > end) {
      chosen.push(one);
      end = one.fix.edits.at(-1)?.range[1] ?? end;
    }
  }
  return chosen;
}

function startOf({ edits }: Fix): number {
  return edits[0]?.range[0] ?? 0;
}

/** Applies edits that are in the text's order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { range, text: put } of edits) {
    parts.push(text.slice(done, range[0]), put);
    done = range[1];
  }
  return parts.join('') + text.slice(done);
}
