import type { StepKind } from '../runbook/runbook.ts';

/** The properties of a step, or of its card, that decide whether it counts. */
interface Counted {
  readonly kind: StepKind;
  readonly required: boolean;
  readonly savedAs?: string | undefined;
  /** True for commands that their author marks as optional. */
  readonly optional?: boolean;
  /** True for commands under a condition that only a person can check: "# If the login failed:". */
  readonly isConditional?: boolean;
}

/** True if a run has to settle a step before it can be closed as done. */
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
