import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import type { LogLine } from '../../../src/core/review/line.ts';
import { nameSteps } from '../../../src/core/review/steps.ts';
import { laidOf, recorded } from '../run/log.ts';

export { happened } from '../run/log.ts';

// A small runbook, and logs of it as lists of what happened.

const text = `---
context: prod-eu1
---
# Release

## 1 Before (5 min)

- [ ] Backup is fresh

## 2 Work (10 min)

### 2.1 Build

\`\`\`bash
echo built
make
\`\`\`

### 2.2 Tell the desk

1. Call them.

## Rollback

\`\`\`bash
make undo
\`\`\`
`;

const { plan, ids } = laidOf(text);
export const named = nameSteps(plan.runbook);
export const [backup = '', build = '', tell = ''] = ids;

export function linesOf(actions: readonly (Action | Entry)[]): readonly LogLine[] {
  return recorded(actions).map((entry, index) => ({
    number: index + 1,
    file: '00-a.jsonl',
    line: index + 1,
    entry,
  }));
}
