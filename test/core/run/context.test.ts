import { expect, test } from 'vitest';
import { demandsOf, wrongPlace } from '../../../src/core/run/context.ts';
import type { Facts } from '../../../src/core/run/view/view.ts';

const here: Facts = {
  host: 'bastion-1',
  user: 'kim',
  cwd: '/',
  git: { branch: 'main', head: '', dirty: false },
  kube: { context: 'staging-eu1', namespace: 'orders' },
  cloud: { aws: 'ops' },
};

const cases: readonly (readonly [declared: unknown, wrong: string | undefined])[] = [
  [undefined, undefined],
  ['staging-eu1', undefined],
  ['prod-eu1', 'The kube context is staging-eu1. This runbook needs prod-eu1.'],
  [{ kube: 'staging-*' }, undefined],
  [{ kube: 'prod-*' }, 'The kube context is staging-eu1. This runbook needs prod-*.'],
  [{ kube: ['prod-eu1', 'staging-eu1'] }, undefined],
  [
    { kube: ['prod-eu1', 'prod-us1'] },
    'The kube context is staging-eu1. This runbook needs prod-eu1 or prod-us1.',
  ],
  [{ kube: { context: 'staging-eu1', namespace: 'orders' } }, undefined],
  [{ kube: { namespace: 'billing' } }, 'The namespace is orders. This runbook needs billing.'],
  [{ host: 'bastion-*', user: 'kim', branch: 'main', aws: 'ops' }, undefined],
  [{ branch: 'release' }, 'The branch is main. This runbook needs release.'],
  [{ host: 'bastion.1' }, 'The host is bastion-1. This runbook needs bastion.1.'],
  [{ gcp: 'shop' }, 'No Google Cloud project is set. This runbook needs shop.'],
  [{ color: 'blue' }, undefined],
  [{ toString: 'x' }, undefined],
  [['prod'], undefined],
];

test.each(cases)('%j: %s', (declared, wrong) => {
  expect(wrongPlace(demandsOf(declared), here)).toBe(wrong);
});

test('what is not known is not where it should be', () => {
  const nowhere: Facts = { host: 'h', user: 'u', cwd: '/' };
  expect(wrongPlace(demandsOf('prod-eu1'), nowhere)).toBe(
    'No kube context is set. This runbook needs prod-eu1.',
  );
});
