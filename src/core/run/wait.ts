import type { Section, Step } from '../runbook/runbook.ts';
import type { Statement, Wait } from '../shell/statement.ts';
import { walkedStatements } from './alternative.ts';
import type { StepRecord } from './state.ts';
import type { StepWait } from './view/view.ts';

/** What the words of a section say to wait, by the id of the step at which a person waits. */
export function waitsOf({ steps, wait }: Pick<Section, 'steps' | 'wait'>): ReadonlyMap<string, Wait> {
  const found = new Map<string, Wait>();
  const all = steps.flatMap(withOwned);
  for (const step of all) {
    const own = step.wait ?? inCommands(step);
    if (own !== undefined) found.set(step.id, own);
  }
  // A title speaks for the section: the wait stands at the first thing to do in it.
  const first = all.find(({ kind }) => kind !== 'file' && kind !== 'suggested');
  if (found.size === 0 && wait !== undefined && first !== undefined) found.set(first.id, wait);
  return found;
}

function withOwned(step: Step): readonly Step[] {
  return [step, ...(step.steps ?? []).flatMap(withOwned)];
}

function inCommands(step: Step): Wait | undefined {
  if (step.kind !== 'commands') return undefined;
  return walkedStatements(step.statements).find(asksToWait)?.wait;
}

/** True where a person is to wait before a command; `sleep 30` waits by itself. */
export function asksToWait({ wait, text }: Statement): boolean {
  return wait !== undefined && !text.includes(wait.text);
}

/** A wait as it is shown: what is planned, since when it is counted down, what was waited. */
export function stepWait(
  wait: Wait | undefined,
  { waitedMs }: StepRecord,
  startedAt: number | undefined,
): { readonly wait?: StepWait } {
  if (wait === undefined) return {};
  return {
    wait: {
      minMs: wait.minSeconds * 1000,
      maxMs: wait.maxSeconds * 1000,
      text: wait.text,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(waitedMs === undefined ? {} : { waitedMs }),
    },
  };
}
