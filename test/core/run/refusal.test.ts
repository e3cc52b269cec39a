import { expect, test } from 'vitest';
import { refuse, type Intent, type Moment } from '../../../src/core/run/refuse.ts';
import type { RefusalCode } from '../../../src/core/run/refusal.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

const laid = laidOf(
  [
    '# D',
    '## Work',
    ...['```bash', 'echo one', '```', 'Or:', '```bash', 'echo other', '```'],
    ...['Then:', '```bash', 'echo "${#API_TOKEN}"', '```', '- [ ] look'],
    '## Rollback',
    ...['```bash', 'echo back', '```'],
  ].join('\n\n'),
);
const [one = '', other = '', secret = '', look = '', back = ''] = laid.ids;
const rollback = laid.plan.steps.get(back)?.sections.at(-1) ?? '';
const failed = [did.started(one), did.begun(one, 'a1'), did.exited('a1', 1), did.failed(one)];
const unknown = [did.started(secret), did.begun(secret, 'a2'), did.lost('a2')];
const held = new Set(['API_TOKEN']);

interface Case {
  readonly log: Parameters<typeof stateOf>[0];
  readonly step: string;
  readonly moment?: Partial<Moment>;
  readonly wants: Intent;
  readonly gets: RefusalCode | undefined;
}

test.each<readonly [string, Case]>([
  [
    'a failure holds up what comes after it',
    { log: failed, step: secret, wants: 'run', gets: 'earlier-step' },
  ],
  ['a failure does not hold up the other way', { log: failed, step: other, wants: 'run', gets: undefined }],
  [
    'nor what comes after it, once the other way was taken',
    { log: [...failed, did.started(other), did.ended(other)], step: secret, wants: 'run', gets: undefined },
  ],
  [
    'it does again where the other way was skipped',
    { log: [...failed, did.skipped(other)], step: secret, wants: 'run', gets: 'earlier-step' },
  ],
  ...(['run', 'tick', 'hand', 'skip'] as const).map(
    wants =>
      [
        `${wants} of what a rollback took the place of`,
        { log: [did.entered(rollback)], step: wants === 'tick' ? look : one, wants, gets: 'not-allowed' },
      ] as const,
  ),
  ['a note on it', { log: [did.entered(rollback)], step: one, wants: 'note', gets: undefined }],
  ['once more, all at hand', { log: unknown, step: secret, wants: 'again', gets: undefined }],
  [
    'once more, the secret not given again',
    { log: unknown, step: secret, moment: { held: new Set() }, wants: 'again', gets: 'missing-values' },
  ],
  [
    'once more, in a folder that is not trusted',
    { log: unknown, step: secret, moment: { trusted: false }, wants: 'again', gets: 'untrusted' },
  ],
  [
    'once more, while something else runs',
    { log: unknown, step: secret, moment: { running: 'a9' }, wants: 'again', gets: 'busy' },
  ],
  ['once more, of what is known', { log: failed, step: one, wants: 'again', gets: 'not-allowed' }],
])('%s', (_, { log, step, moment, wants, gets }) => {
  const { facts, trusted } = live;
  expect(
    refuse(wants, step, { plan: laid.plan, state: stateOf(log), held, trusted, facts, ...moment })?.code,
  ).toBe(gets);
});
