import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../src/core/authoring/draft.ts';
import { glancesOf } from '../../../src/core/authoring/glance.ts';
import { foldsOf, outlineOf, type Symbol } from '../../../src/core/authoring/outline.ts';
import { blockAt } from '../../../src/core/authoring/place.ts';
import { bash, cursorIn, draft, english } from './draft.ts';

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
  {
    of: 'what a comment forbids',
    text: bash("# Don't do this", 'rm -rf old', '# Do this', 'ls'),
    sees: ['1: 1 command'],
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

interface Spot {
  readonly of: string;
  /** `¦` is the cursor. */
  readonly text: string;
  /** The line that the block begins at and what stands behind its marks; absent outside of blocks. */
  readonly block?: string;
}

const spots: readonly Spot[] = [
  { of: 'a line of a block', text: 'a\n\n```\nls¦\n```\n', block: '3:' },
  { of: 'the line of its opening marks', text: '```sh¦\nls\n```\n', block: '1:sh' },
  { of: 'the line of its closing marks', text: '```\nls\n```¦\n', block: '1:' },
  { of: 'a block that nothing closes', text: '```\nls¦\n', block: '1:' },
  { of: 'a line behind it', text: '```\nls\n```\n¦\n' },
  { of: 'a line before any', text: 'a¦\n\n```\nls\n```\n' },
  { of: 'a block behind marks in a sentence', text: 'Say ```x``` aloud.\n\n```\nls¦\n```\n', block: '3:' },
  { of: 'a sentence with marks in it', text: 'Say ```x``` aloud.¦\n' },
  {
    of: 'a block behind one with shorter marks in it',
    text: '````md\n```\nls\n````\n\n~~~\nls¦\n~~~\n',
    block: '6:',
  },
  { of: 'shorter marks inside a block', text: '````md\n```¦\n````\n', block: '1:md' },
  { of: 'a block of an item', text: '1. Look\n\n   ```\n   ls¦\n   ```\n', block: '3:' },
  { of: 'front matter', text: '---\nowner: us¦\n---\n\n```\nls\n```\n' },
  { of: 'a block below front matter', text: '---\nowner: us\n---\n```\nls¦\n```\n', block: '4:' },
];

test.each(spots)('the block of a line is found: $of', ({ text, block }) => {
  const { draft: read, offset } = cursorIn(text);
  const found = blockAt(read.lines, lineOf(read, offset));
  expect(found === undefined ? undefined : `${found.line}:${found.info}`).toBe(block);
});

describe('what Handrail sees in a block', () => {
  test.each(cases)('$of', ({ text, sees }) => {
    expect(glancesOf(draft(text)).map(({ line, parts }) => `${line}: ${english(parts).join(' · ')}`)).toEqual(
      sees,
    );
  });
});
