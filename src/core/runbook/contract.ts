import type { Runbook } from './runbook.ts';

/** The runbook as `handrail parse --json` prints it: problems say themselves in English, without the data behind the sentence, and risks, blanks and statements without what a run makes of them. */
export function contractOf(runbook: Runbook): unknown {
  const { sections, problems } = runbook;
  return { ...runbook, sections: withoutSays(sections), problems: withoutSays(problems) };
}

/** A part of what was read from a text, as the contract has it. */
export function withoutSays(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.map(withoutSays);
  }
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  // `says` is a problem's, `targets` a risk's, `threshold` a blank's, `condition` a statement's; the same words may be keys of something that the author wrote.
  const kept = Object.entries(part).filter(
    ([key]) =>
      (key !== 'says' || !('severity' in part)) &&
      (key !== 'targets' || !('kind' in part && 'words' in part)) &&
      (key !== 'condition' || !isStatement(part)) &&
      (key !== 'threshold' || !('hint' in part && 'line' in part)),
  );
  const shown = (key: string, value: unknown): unknown =>
    key === 'alternatives' && Array.isArray(value) && isStatement(part) ? value.map(withoutCondition) : value;
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSays(shown(key, value))]));
}

function isStatement(part: object): boolean {
  return 'reads' in part && 'writes' in part;
}

// A commented-out command has one as a statement has.
function withoutCondition(alternative: object): unknown {
  return Object.fromEntries(Object.entries(alternative).filter(([key]) => key !== 'condition'));
}
