import { describe, expect, test } from 'vitest';
import { glancesOf } from '../../../src/core/authoring/glance.ts';
import { foldsOf, outlineOf, type Symbol } from '../../../src/core/authoring/outline.ts';
import { bash, draft, english } from './draft.ts';

const runbook = `---
owner: us
---
# Release

## 1. Prepare (5 min)

- [ ] Backup is fresh
  - [ ] and readable

Then restart it.

${bash('A=<version>', 'kubectl rollout restart deploy/web')}
## Rollback

1. Go back

   ${bash('kubectl rollout undo deploy/web').trimEnd().replaceAll('\n', '\n   ')}
`;

function rows(symbols: readonly Symbol[], depth = 0): readonly string[] {
  return symbols.flatMap(({ name, kind, role, line, endLine, children }) => [
    `${'  '.repeat(depth)}${kind}${role === undefined ? '' : `/${role}`} ${line}-${endLine} ${name}`,
    ...rows(children, depth + 1),
  ]);
}

test('the outline is the walker’s: phases, steps and what they own', () => {
  expect(rows(outlineOf(draft(runbook)))).toEqual([
    'phase 4-24 Release',
    '  phase 6-16 1. Prepare (5 min)',
    '    check 8-9 Backup is fresh',
    '      check 9-9 and readable',
    '    commands 13-16 1. Prepare (5 min)',
    '  phase/rollback 18-24 Rollback',
    '    manual 20-24 Go back',
    '      commands 22-24 kubectl rollout undo deploy/web',
  ]);
});

test('front matter, phases and steps of several lines fold', () => {
  expect(foldsOf(draft(runbook)).map(({ line, endLine }) => `${line}-${endLine}`)).toEqual([
    '1-3',
    '4-24',
    '6-16',
    '8-9',
    '13-16',
    '18-24',
    '20-24',
    '22-24',
  ]);
  expect(foldsOf(draft('---\nowner: us\n'))).toEqual([]);
});

interface Case {
  readonly of: string;
  readonly text: string;
  readonly sees: readonly string[];
}

const cases: readonly Case[] = [
  { of: 'one command', text: bash('ls'), sees: ['1: 1 command'] },
  {
    of: 'values and risks',
    text: bash('A=<version>', 'systemctl restart web', 'rm -rf old'),
    sees: [
      '1: 3 commands · asks for version · guarded by old · restarts: `systemctl restart` · deletes: `rm -rf`',
    ],
  },
  {
    of: 'a guard',
    text: '```bash guard=orders run=block\nls\nls\n```\n',
    sees: ['1: 1 command · run as one, in a bash of its own · guarded by orders'],
  },
  {
    of: 'many risks',
    text: bash('rm -rf a', 'systemctl restart b', 'systemctl restart c', 'git push --force'),
    sees: [expect.stringMatching(/· \d more risks$/)],
  },
  { of: 'an error', text: bash('echo "a'), sees: ['1: 1 command · not run: it has an error'] },
  { of: 'only comments', text: bash('# stop all writes'), sees: ['1: not run: it holds no command'] },
  {
    of: 'an untagged fence',
    text: '```\nkubectl get pods\n```\n',
    sees: ['1: looks like shell, and is not run: treat it as bash'],
  },
  { of: 'a script', text: bash('#!/bin/bash', 'ls'), sees: ['1: a script, run by `/bin/bash`'] },
  { of: 'no block at all', text: '- [ ] a\n\n```yaml\na: 1\n```\n', sees: [] },
];

describe('what Handrail sees in a block', () => {
  test.each(cases)('$of', ({ text, sees }) => {
    expect(glancesOf(draft(text)).map(({ line, parts }) => `${line}: ${english(parts).join(' · ')}`)).toEqual(
      sees,
    );
  });
});
