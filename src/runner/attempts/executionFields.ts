import type { Outcome } from '../../core/run/outcome.ts';
import type { Planned } from '../../core/run/plan.ts';

/** The shell that reads a step. */
export function shellOf({ step }: Planned): 'bash' | 'sh' {
  if (step.kind === 'commands') return step.shell;
  return step.kind === 'script' && /\bsh$/.test(step.interpreter) && !/bash$/.test(step.interpreter)
    ? 'sh'
    : 'bash';
}

/** A plain shell's script runs in the shell that the session uses; any other is read by the program that its first line names. */
export function interpreterOf({ step }: Planned): { readonly interpreter?: string } {
  return step.kind === 'script' && !/^(?:\S*\/)?(?:env\s+)?(?:bash|sh|dash|ash)$/.test(step.interpreter)
    ? { interpreter: step.interpreter }
    : {};
}

/** Whether a step is one text in a fresh shell. */
export function runsWhole({ step }: Planned): boolean {
  return step.kind === 'script' || (step.kind === 'commands' && step.run === 'block');
}

/** A language-free code, so that a reviewer reads it in their own language. */
export function reasonOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'lost';
  return outcome.kind === 'exited' ? (outcome.exit === 0 ? 'differs' : `exit ${outcome.exit}`) : outcome.kind;
}
