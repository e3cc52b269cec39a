import { expect, test } from 'vitest';
import { toSettle } from '../../../src/core/run/progress.ts';
import { happened as did, laidOf, stateOf } from './log.ts';

test('entering a section brings up all its parts, and an option inside it only when that is entered', () => {
  const parts = ['one', 'two', 'three'];
  const text = [
    '# T\n## Go\n- [ ] go\n## Rollback',
    ...parts.map(part => `### ${part}\n- [ ] ${part}\n`),
    '#### Deeper\n- [ ] deep\n### Option A\n- [ ] other\n',
  ].join('\n');
  const { plan, ids } = laidOf(text);
  const entered = (...sections: readonly string[]): readonly string[] =>
    toSettle(plan, stateOf(sections.map(section => did.entered(section)))).map(
      ({ step: { title } }) => title,
    );
  expect(ids.length).toBe(6);
  expect(entered('rollback')).toEqual([...parts, 'deep']);
  expect(entered('rollback', 'option-a')).toEqual([...parts, 'deep', 'other']);
  expect(entered('three')).toEqual(['three', 'deep']);
});
