import { describe, expect, test } from 'vitest';
import { read, stepsOf } from './read.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  /** Each statement with its source line. */
  readonly statements: readonly (readonly [line: number, text: string])[];
  readonly inputs?: readonly string[];
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a fence without a tag',
    text: '# Deploy\n\n```\nkubectl get pods\nkubectl delete pod <pod>\n```\n',
    statements: [
      [4, 'kubectl get pods'],
      [5, 'kubectl delete pod <pod>'],
    ],
    inputs: ['pod'],
  },
  {
    name: 'an indented block',
    text: 'Restart it:\n\n    sudo systemctl restart nginx\n    curl -sf http://localhost/$TEAM\n',
    statements: [
      [3, 'sudo systemctl restart nginx'],
      [4, 'curl -sf http://localhost/$TEAM'],
    ],
    inputs: ['TEAM'],
  },
  {
    name: 'code in the sentence of a task',
    text: '- [ ] Drain with `kubectl drain node-1 --force`\n- [ ] Look\n',
    statements: [[1, 'kubectl drain node-1 --force']],
  },
  {
    name: 'a fence in a list item of a quote',
    text: '> 1. List\n>\n>    ```\n>    ls -l /srv\n>    df -h\n>    ```\n',
    statements: [
      [4, 'ls -l /srv'],
      [5, 'df -h'],
    ],
  },
  {
    name: 'a transcript',
    text: '```\n$ kubectl get ns\nNAME    STATUS\ndefault Active\n$ kubectl get nodes\n```\n',
    statements: [
      [2, 'kubectl get ns'],
      [5, 'kubectl get nodes'],
    ],
  },
  {
    name: 'a fence that nothing closes cannot be run',
    text: '```\nkubectl get pods\nkubectl get nodes\n',
    statements: [
      [2, 'kubectl get pods'],
      [3, 'kubectl get nodes'],
    ],
    problems: ['unclosed-fence', 'unclosed-fence'],
  },
];

function check({ text, statements, inputs = [], problems = [] }: Case): void {
  const before = read(text);
  const suggested = [...stepsOf(before)].filter(({ kind }) => kind === 'suggested').map(({ id }) => id);
  expect(suggested).not.toHaveLength(0);
  expect(before.inputs).toEqual([]);
  const after = read(text, 'case.md', new Set(suggested));
  const steps = [...stepsOf(after)];
  const found = steps.flatMap(step => (step.kind === 'commands' ? step.statements : []));
  expect(found.map(statement => [statement.line, statement.text])).toEqual(statements);
  expect(found.flatMap(statement => statement.problems.map(({ code }) => code))).toEqual(problems);
  expect(after.inputs.map(({ name }) => name)).toEqual(inputs);
  expect(places(after)).toEqual(places(before));
}

function places(runbook: ReturnType<typeof read>): readonly unknown[] {
  return [...stepsOf(runbook)].map(({ id, line, endLine, title }) => ({ id, line, endLine, title }));
}

describe('what looks like shell, once somebody says it is', () => {
  test.each(cases)('$name', check);

  test('a file stays a script, and what holds no command stays what it was', () => {
    const text = '```\n#!/bin/bash\nset -e\nkubectl get pods\n```\n';
    const [step] = stepsOf(read(text));
    const [now] = stepsOf(read(text, 'case.md', new Set([step?.id ?? ''])));
    expect(now).toMatchObject({ kind: 'script', interpreter: '/bin/bash', id: step?.id });
  });

  test('an id that is no suggestion changes nothing', () => {
    const text = '# A\n\n- [ ] Look\n\n```js\nlet x\n```\n\n```\nkubectl get pods\n```\n';
    const before = read(text);
    const others = [...stepsOf(before)].filter(({ kind }) => kind !== 'suggested').map(({ id }) => id);
    expect(read(text, 'case.md', new Set([...others, 'nothing']))).toEqual(before);
  });
});
