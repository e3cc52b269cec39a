import { expect, test } from 'vitest';
import type { Action } from '../../src/core/audit/entry.ts';
import { Values } from '../../src/runner/steps/values.ts';
import { withoutSecrets } from '../../src/runner/log/withoutSecrets.ts';

const secret = 'hunter2-hunter2';
const said = `it was ${secret}`;
const identity = { step: 's', stepDigest: '', attempt: 1 };

const actions: readonly Action[] = [
  { type: 'note', step: 's', text: said },
  { type: 'check.set', step: 's', checked: true, by: 'person', text: said },
  { type: 'judged', step: 's', attemptId: 'a', decision: 'met', by: 'person', text: said },
  { type: 'record.filled', step: 's', by: 'person', values: [{ name: 'n', value: said }] },
  { type: 'step.finished', ...identity, how: 'hand', by: 'person', reason: said },
  { type: 'step.skipped', ...identity, reason: said },
  { type: 'step.reopened', step: 's', reason: said },
  { type: 'branch.entered', section: 's', reason: said },
  { type: 'context', host: 'h', user: 'u', cwd: said, git: null, kube: null },
];

test.each(actions)('$type holds no secret that a person typed', action => {
  const values = new Values();
  expect(withoutSecrets(action, values)).toBe(action);
  values.inherit([secret]);
  const masked = JSON.stringify(withoutSecrets(action, values));
  expect(masked).not.toContain(secret);
  expect(masked).toBe(JSON.stringify(action).replaceAll(secret, '•••'));
});

test('what a form names like a secret is not kept, whatever was typed', () => {
  const values = ['Owner', 'Root password', 'Signature', 'API token'].map(name => ({ name, value: 'typed' }));
  const kept = withoutSecrets({ type: 'record.filled', step: 's', by: 'person', values }, new Values());
  expect(kept).toMatchObject({
    values: [{ value: 'typed' }, { value: '•••' }, { value: 'typed' }, { value: '•••' }],
  });
});
