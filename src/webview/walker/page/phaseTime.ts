import { html, type TemplateResult } from 'lit-html';

import type { Phase, StepView } from '../../../core/run/view/view.ts';
import { stepIds } from '../layout.ts';
import type { Scene } from '../scene.ts';
import { isSettled, stepOf } from '../step/status.ts';

/** From the first beginning in a phase to the last end, as a review and what is usual count it; ms since the epoch. */
interface Span {
  readonly from: number;
  /** The last that happened in it. */
  readonly to: number;
  /** Whether all of it is settled. */
  readonly isDone: boolean;
}

function spanOf({ view }: Scene, phase: Phase): Span | undefined {
  const steps = phase.blocks
    .flatMap(block => (block.type === 'card' ? stepIds(block.card) : []))
    .map(id => stepOf(view, id));
  const { settled = 0, total = 0 } = view.progress[phase.id] ?? {};
  const isDone = total > 0 ? settled === total : steps.every(({ state }) => isSettled(state));
  // Who has only passed something over has not begun.
  const begun = steps.filter(({ state }) => isDone || state !== 'skipped');
  const from = Math.min(...begun.flatMap(({ startedAt, at }) => startedAt ?? at ?? []));
  if (!Number.isFinite(from)) return undefined;
  return {
    from,
    to: Math.max(from, ...steps.map(lastAt)),
    isDone,
  };
}

function lastAt({ at = 0, commands }: StepView): number {
  return Math.max(at, ...commands.map(({ startedAt = 0, durationMs = 0 }) => startedAt + durationMs));
}

/** Whether nobody goes on with a phase that is not done: nothing is waited for, somebody is to take the run over, or a branch took the place of the path. */
function isLeft({ view: { now, replacedBy } }: Scene, { role }: Phase): boolean {
  return now.kind === 'settled' || now.kind === 'offered' || (replacedBy !== undefined && role === 'path');
}

/** What a phase has taken, or takes so far, in words that begin a note or go on with it; undefined before it is begun, and where the run ended within it. */
export function phaseTime(
  scene: Scene,
  phase: Phase,
  at: 'first' | 'later',
): string | TemplateResult | undefined {
  const { view, words } = scene;
  const span = view.rehearsal === true ? undefined : spanOf(scene, phase);
  if (span === undefined) return undefined;
  const { from, to, isDone } = span;
  if (!isDone && view.closed !== undefined) return undefined;
  if (!isDone && !isLeft(scene, phase)) return html`<span data-since=${from} data-so-far=${at}></span>`;
  // Of a single tick nothing was measured.
  if (to - from < 1000) return undefined;
  const clock = words.clock(to - from);
  if (!isDone) return words.t('phase.left', { clock });
  return words.t(at === 'first' ? 'phase.tookAlone' : 'phase.took', { clock });
}
