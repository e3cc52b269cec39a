import type { Rule } from '../rule.ts';

/** Found by the engine itself, since only it knows which comments were used. */
export const unusedIgnore: Rule = {
  code: 'HR001',
  name: 'unused-ignore',
  severity: 'warning',
  check: () => [],
};
