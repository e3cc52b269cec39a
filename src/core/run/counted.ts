import type { StepKind } from '../runbook/runbook.ts';

/** A step as far as it matters to whether it counts; its card has the same. */
interface Counted {
  readonly kind: StepKind;
  readonly required: boolean;
  readonly savedAs?: string | undefined;
  /** True for commands that their author marks so. */
  readonly optional?: boolean;
  /** True for commands that are for what only a person sees: "# If the login failed:". */
  readonly isConditional?: boolean;
}

/** True for what a run has to settle: what is never sent to the shell from a walk counts only where the author requires it. */
export function isCounted({
  kind,
  required,
  savedAs,
  optional = false,
  isConditional = false,
}: Counted): boolean {
  switch (kind) {
    case 'check':
      return true;
    case 'commands':
      return !isConditional && !optional;
    case 'script':
      return savedAs === undefined && !optional;
    case 'manual':
    case 'template':
    case 'record':
      return required;
    case 'file':
    case 'suggested':
      return false;
  }
}
