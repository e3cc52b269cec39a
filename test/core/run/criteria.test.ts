// Which steps a runbook's reasons to leave the path speak of: only those are quoted first where such a step fails.
import { expect, test } from 'vitest';
import { laidOf } from './log.ts';

interface Case {
  readonly criterion: string;
  /** Titles of the steps it speaks of; undefined for any. */
  readonly about: readonly string[] | undefined;
}

const steps = [
  '## Prepare\n\n### Migrate the schema\n\n- [ ] Run the script\n',
  '## Deploy\n\n- [ ] Start the new release\n',
  '## Prove\n\n### Look at the metrics\n\n```bash\n# Query the error rate\ncurl metrics\n```\n',
  '### Health\n\n```bash\n# Check the health of each service\ncurl health\n```\n',
  '### Latency\n\n| Metric | Value |\n|---|---|\n| P95 latency | ____ |\n',
  '## Tell\n\n- [ ] Check the status page\n\n### Ölç\n\n- [ ] Gecikme süresini ölç\n',
];

const [migrate, release, metrics, health, latency, page, measure] = [
  'Migrate the schema',
  'Start the new release',
  'Look at the metrics',
  'Health',
  'Latency',
  'Check the status page',
  'Ölç',
];

const cases: readonly Case[] = [
  { criterion: 'Error rate > 5% for 5 minutes', about: [metrics] },
  { criterion: 'P95 latency above 500ms', about: [latency] },
  { criterion: 'A migration of the schema fails', about: [migrate] },
  { criterion: 'More than 3 health checks fail', about: [health, page] },
  { criterion: 'The new releases crash', about: [release] },
  { criterion: 'Gecikmesi 500 ms üzerinde kalırsa', about: [measure] },
  { criterion: 'Any step fails', about: undefined },
  { criterion: 'Customers complain', about: [] },
];

test.each(cases)('$criterion', ({ criterion, about }) => {
  const text = `# Storefront\n\n${steps.join('\n')}\n## Rollback\n\nRoll back if:\n\n- ${criterion}\n- The moon is full\n\n### Undo\n\n- [ ] undo\n`;
  const { phases } = laidOf(text).page;
  const titles = new Map(
    phases.flatMap(({ blocks }) =>
      blocks.flatMap(block =>
        block.type === 'card'
          ? [[block.card.id, block.card.title || (block.card.tasks?.[0]?.title ?? '')] as const]
          : [],
      ),
    ),
  );
  const found = phases.find(({ role }) => role === 'rollback')?.criteria?.[0];
  expect(found?.text).toBe(criterion);
  expect(found?.about?.map(id => titles.get(id))).toEqual(about);
});
