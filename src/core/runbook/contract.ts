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
      (key !== 'condition' || !('reads' in part && 'writes' in part)) &&
      (key !== 'threshold' || !('hint' in part && 'line' in part)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSays(value)]));
}
