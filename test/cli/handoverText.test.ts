// What whoever takes a run over on the command line reads of it first.
import { expect, test } from 'vitest';
import { offerText } from '../../src/cli/handoverText.ts';
import type { OfferView } from '../../src/core/run/offer.ts';
import { laidOf } from '../core/run/log.ts';

const text = `# Release

## Deploy

\`\`\`bash
# Migrate
true
\`\`\`

## Ways back

### Rollback

\`\`\`bash
# Undo
true
\`\`\`
`;

test('what was not seen is told by the step or the part of the runbook that it is about', () => {
  const { plan, ids } = laidOf(text);
  const rollback = [...plan.roles.keys()].find(id => id.startsWith('rollback')) ?? '';
  const unseen: OfferView['unseen'] = [
    { kind: 'failed', step: ids[0] ?? '', text: 'exit 1', at: 1 },
    { kind: 'branch', section: rollback, text: 'errors above 5 %', at: 2 },
    { kind: 'newText', text: 'a typo', at: 3 },
  ];
  const offer = { by: 'ana@corp', text: 'Over to you.', at: 4, openItems: [], shell: null, host: 'ops-7' };
  expect(offerText({ ...offer, mine: false, unseen }, plan)).toContain(
    [
      'You have not seen:',
      '  Deploy: failed (exit 1)',
      '  Rollback: branch taken (errors above 5 %)',
      '  the run took another text (a typo)',
    ].join('\n'),
  );
});
