import { taskLimit } from '../run/expectation/limitInWords.ts';
import { brokenLimit, outsideOf, readingIn, type Outside } from '../run/expectation/reading.ts';
import type { Planned } from '../run/plan.ts';
import type { StepRecord } from '../run/state.ts';

/** What was read for a step outside of the limits that the text in force at the end names; a task's reading goes by the task's words. */
export function outsideIn(planned: Planned, { values = {}, reason = '' }: StepRecord): readonly Outside[] {
  const { step } = planned;
  if (step.kind === 'record') {
    const read = Object.entries(values).map(([name, value]) => ({ name, value }));
    return outsideOf(step.fields, read);
  }
  const value = readingIn(reason);
  const limit = brokenLimit(taskLimit(planned) ?? '', value);
  return limit === undefined ? [] : [{ name: step.title, value, limit }];
}

/** One such reading, as a sentence of a report. */
export function outsideWords({ name, value, limit }: Outside): string {
  return `Outside the limit ${limit}: ${name}, ${value}`;
}
