import { expect, test } from 'vitest';
import { project } from '../../../src/core/run/view/project.ts';
import type { Action } from '../../../src/core/audit/entry.ts';
import { happened, laidOf, live, stateOf } from './log.ts';

// How long a command may take, as the walker shows it before it runs: what stands nearest, then what team or setting say.

interface Case {
  readonly name: string;
  readonly text: string;
  /** What team or setting say, in ms. */
  readonly usual?: number;
  readonly happens?: (step: string) => readonly Action[];
  /** Of each command, in s; undefined for none. */
  readonly limits: readonly (number | undefined)[];
}

const block = (info: string, ...lines: readonly string[]): string =>
  ['```bash' + info, ...lines, '```', ''].join('\n');

const cases: readonly Case[] = [
  { name: 'nothing is said', text: block('', 'make'), limits: [undefined] },
  {
    name: 'the nearest is the one: command, block, section, file',
    text: [
      '---\ntimeout: 1h\n---\n# T\n## A\n\n<!-- handrail: timeout=30m -->\n\nText.\n',
      block(' timeout=20m', '# handrail: timeout=10s', 'make a', '', 'make b'),
      block('', 'make c'),
      '## B\n',
      block('', 'make d'),
    ].join('\n'),
    usual: 5000,
    limits: [10, 1200, 1800, 3600],
  },
  {
    name: 'team or setting limit what no author does, but not what only a person ends',
    text: `# T\n${block('', 'make', 'tail -f log', '')}`,
    usual: 5000,
    limits: [5, undefined],
  },
  {
    name: 'of one that has begun, what it began with',
    text: `# T\n${block('', 'make a', 'make b')}`,
    usual: 5000,
    happens: step => [happened.started(step), happened.begun(step, 'a0', 0)],
    limits: [undefined, 5],
  },
];

function check({ text, usual, happens, limits }: Case): void {
  const laid = laidOf(text);
  const [first = ''] = laid.ids;
  const view = project(laid, stateOf(happens?.(first) ?? []), { ...live, usualLimitMs: usual });
  const shown = laid.ids.flatMap(id => view.steps[id]?.commands ?? []);
  expect(shown.map(({ limitMs }) => (limitMs === undefined ? undefined : limitMs / 1000))).toEqual(limits);
}

test.each(cases)('$name', check);
