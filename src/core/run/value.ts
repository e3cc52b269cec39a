import type { Input } from '../runbook/runbook.ts';

/** Why a value cannot be taken for an input, as one sentence; undefined where it can. */
export function wrongValue({ name, choices, pattern }: Input, value: string): string | undefined {
  if (value === '') return `${name} needs a value.`;
  if (value.includes('\0')) return `${name} holds a NUL, which no command can take.`;
  if (choices !== undefined && !choices.includes(value))
    return `${name} must be one of ${choices.join(', ')}.`;
  const wanted = pattern === undefined ? undefined : expression(pattern);
  return wanted === undefined || wanted.test(value) ? undefined : `${name} must match ${pattern ?? ''}.`;
}

/** The whole value must match; a pattern that is no regular expression binds nobody, and the lint says so. */
function expression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
