import { hash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wasmFolder } from '../../../src/adapters/assets.ts';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { PaceReader } from '../../../src/adapters/review/paceReader.ts';
import { parseText } from '../../../src/adapters/runbookFile.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import { done, Machine } from '../audit/kit.ts';

const text =
  '# Deploy\n\n## 1 Work (2 min)\n\n```bash\nmake all\n```\n\n## 2 Tell\n\n```bash\necho done\n```\n';

async function walked(
  machine: Machine,
  step: { readonly id: string; readonly text: string },
  ms: number,
): Promise<void> {
  let now = 1_000_000;
  const clock = { now: () => now, monotonic: () => now };
  const journal = await machine.create({ clock, runbook: { path: 'deploy.md', source: Buffer.from(text) } });
  const base = { step: step.id, stepDigest: hash('sha256', step.text, 'hex'), attempt: 1 };
  journal.append({ type: 'step.started', ...base });
  now += ms;
  journal.append({ type: 'step.finished', ...base, how: 'run', by: 'rule' });
  await journal.seal(done);
  journal.close();
}

test('what is usual in a text comes from its closed runs, by step and by line', async () => {
  const machine = new Machine();
  const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
  const reader = new PaceReader(grammar, machine.privateFolder);
  const path = join(machine.state, '..', 'deploy.md');
  const of = (epoch: number, now = text): ReturnType<PaceReader['of']> =>
    reader.of({ stateFolders: [machine.state], path, text: now, epoch });
  expect(of(1)).toBeUndefined();
  const [first] = stepsIn(grammar);
  if (first === undefined) throw new Error('no step');
  for (const ms of [5000, 70_000, 9000]) await walked(machine, first, ms);
  // Nobody has said that there are other runs.
  expect(of(1)).toBeUndefined();
  expect(of(2)).toMatchObject({
    steps: { [first.id]: { ran: 3, passed: 3, failed: 0, ms: 9000 } },
    phaseLines: [
      { line: 1, steps: 0 },
      { line: 3, steps: 1, planned: { maxMinutes: 2 } },
      { line: 9, steps: 1 },
    ],
  });
  const found = of(2);
  const [work, tell] = found?.phaseLines.slice(-2) ?? [];
  expect([found?.phases[work?.id ?? ''], found?.phases[tell?.id ?? '']]).toEqual([9000, undefined]);
  expect(found?.stepLines.find(({ id }) => id === first.id)).toMatchObject({ line: 5, endLine: 7 });
  expect(of(2, text.replace('make all', 'make none'))?.steps).toEqual({});
});

function stepsIn(
  grammar: Awaited<ReturnType<typeof loadGrammar>>,
): readonly { readonly id: string; readonly text: string }[] {
  const bytes = Buffer.from(text);
  const plan = planOf(parseText({ path: 'deploy.md', bytes, sha256: hash('sha256', bytes, 'hex') }, grammar));
  return [...plan.steps.values()].map(({ step }) => ({ id: step.id, text: step.text }));
}
