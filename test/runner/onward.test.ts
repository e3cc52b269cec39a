// "Run from here": on and on, but never over what needs a person.
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

interface Case {
  readonly name: string;
  readonly steps: readonly string[];
  /** State of each of them afterwards. */
  readonly states: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'all of them', steps: ['A=1', 'test $A = 1', 'true'], states: ['passed', 'passed', 'passed'] },
  { name: 'a failure ends it', steps: ['true', 'false', 'true'], states: ['passed', 'failed', 'blocked'] },
  {
    name: 'a question ends it',
    steps: ['true', 'echo x\n# Expected: something that reads well', 'true'],
    states: ['passed', 'judge', 'blocked'],
  },
  {
    name: 'what is risky is for a person to begin',
    steps: ['true', 'kubectl rollout restart deployment web || true', 'true'],
    states: ['passed', 'ready', 'waiting'],
  },
  {
    name: 'what takes something away asks for its name',
    steps: ['true', 'rm -rf ./nothing', 'true'],
    states: ['passed', 'blocked', 'waiting'],
  },
  {
    name: 'what has no value is not run',
    steps: ['true', 'echo <pod>', 'true'],
    states: ['passed', 'blocked', 'waiting'],
  },
  {
    name: 'what asks for a keyboard is not begun',
    steps: ['true', 'read answer', 'true'],
    states: ['passed', 'ready', 'waiting'],
  },
  {
    name: 'what the author tells a person to do comes first',
    steps: ['true', '# Tell the team', 'true'],
    states: ['passed', 'ready', 'waiting'],
  },
];

test.each(cases)('$name', async ({ steps, states }) => {
  const place = new Place(`# D\n${steps.map((text, at) => fence(`# S${at}\n${text}`)).join('\n\n')}\n`);
  const viewer = await place.open();
  const seen = () => steps.map((_, at) => viewer.step(`S${at}`).state);
  const { revision } = viewer.view;
  await viewer.do({ type: 'run.from', step: viewer.id('S0'), revision });
  await until('it has come to rest', () => seen().join() === states.join(), seen);
  expect(viewer.view.now.kind).not.toBe('running');
});
