import { expect, test } from 'vitest';
import { toSettle } from '../../../src/core/run/view/progress.ts';
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

test('a branch that holds nothing but options asks for the first, or for the one that somebody began', () => {
  const options = ['Option 1: Undo', 'Option 2: Restore', 'Option 3: Rebuild'];
  const text = [
    '# T\n## Go\n- [ ] go\n## Rollback\n### When\nIf errors rise.\n### How',
    ...options.map(option => `#### ${option}\n- [ ] ${option.slice(10)}\n`),
  ].join('\n');
  const { plan, ids } = laidOf(text);
  const [, undo = '', restore = ''] = ids;
  const due = (...entries: Parameters<typeof stateOf>[0]): readonly string[] =>
    toSettle(plan, stateOf(entries)).map(({ step: { title } }) => title);
  expect(due()).toEqual(['go']);
  expect(due(did.entered('rollback'))).toEqual(['Undo']);
  expect(due(did.entered('rollback'), did.skipped(undo))).toEqual(['Restore']);
  expect(due(did.entered('rollback'), did.ticked(restore))).toEqual(['Restore']);
  expect(due(did.entered('rollback'), did.entered('option-3-rebuild'))).toEqual(['Rebuild']);
});
