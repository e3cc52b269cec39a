import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const overindentedFence: Rule = {
  code: 'HR102',
  name: 'overindented-fence',
  severity: 'warning',
  ...showProblems(['overindented-fence']),
};
