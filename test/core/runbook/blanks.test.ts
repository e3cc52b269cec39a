import { expect, test } from 'vitest';

import { blanksOf, fillBlanks, piecesOf } from '../../../src/core/runbook/blanks.ts';
import { findHoles } from '../../../src/core/runbook/holes.ts';
import { fc } from '../../seeded.ts';

// What of a template is filled in, and which of its places hold one and the same value.

interface Case {
  readonly text: string;
  /** The model's own, unless the case says others. */
  readonly placeholders?: readonly string[];
  /** Holes that the run's commands ask for. */
  readonly inputs?: readonly string[];
  /** What each blank is called, in the order of the text. */
  readonly names: readonly string[];
}

function check({ text, placeholders = findHoles(text), inputs = [], names }: Case): void {
  const values = inputs.map(hole => ({ name: hole.replace(/[<>[\]{}]/gu, ''), text: hole, secret: false }));
  const blanks = blanksOf({ text, placeholders }, values);
  expect(blanks.map(({ name }) => name)).toEqual(names);
  // One name is one value, and every value has a name of its own.
  const texts = new Map<string, Set<string>>();
  for (const { name, start, end } of blanks)
    texts.set(name, new Set([...(texts.get(name) ?? []), text.slice(start, end)]));
  expect([...texts.values()].every(({ size }) => size === 1)).toBe(true);
}

test.each<Case>([
  { text: 'Released <version> because of [Reason].', names: ['version', 'Reason'] },
  { text: 'Hello {{ team }}, signed ____', names: ['team', 'signed'] },
  { text: 'what the model calls no hole stays: <x> [Y]', placeholders: [], names: [] },
  { text: 'Until <release-date>, as in [YYYY-MM-DD]', names: ['release-date', 'YYYY-MM-DD'] },
  { text: 'YOUR_TEAM and XXX', names: ['YOUR_TEAM', 'and'] },
  { text: '<a> or <a b>', placeholders: ['<a', '<a b>'], names: ['a', 'a b'] },
  { text: 'snake__case', names: [] },
  // A sign-off: each line means another person, and another day.
  {
    text: '**Engineer:** [Name]  **Date:** [Date]\n**Reviewer:** [Name]  **Date:** [Date]\n**Lead:** [Name]',
    names: ['Engineer · Name', 'Date', 'Reviewer · Name', 'Date (2)', 'Lead · Name'],
  },
  {
    text: '| Role | Name | Signed |\n| Operator | [Name] | ____ |\n| Approver | [Name] | ____ |',
    names: ['Operator · Name', 'Operator', 'Approver · Name', 'Approver'],
  },
  { text: 'Operator: ____\nWitness: ______\n____', names: ['Operator', 'Witness', '____'] },
  { text: '[Name]\n[Name]\n[Name]', names: ['Name', 'Name (2)', 'Name (3)'] },
  {
    text: '- [ ] Hazırlayan: [İsim]\n- [ ] Onaylayan: [İsim]',
    names: ['Hazırlayan · İsim', 'Onaylayan · İsim'],
  },
  { text: 'Grafana: [LINK]\nProgress: [LINK]', names: ['Grafana · LINK', 'Progress · LINK'] },
  // What words of its own name is one value, however often it is said; and so is what angle brackets name.
  { text: 'Subject: [VERSION]\nVersion: [VERSION]', names: ['VERSION', 'VERSION'] },
  { text: '<name> is ready.\nBye, <name>', names: ['name', 'name'] },
  { text: 'Hi {{name}}, {{name}}', names: ['name', 'name'] },
  // What the commands ask for is the run's, generic or not.
  { text: 'By [Name].\nFor [Name].', inputs: ['[Name]'], names: ['Name', 'Name'] },
  { text: '<pod> [Name] <pod> [Name]', inputs: ['<pod>'], names: ['pod', 'Name', 'pod', 'Name (2)'] },
])('blanks of $text', check);

test.each<[text: string, secret: readonly boolean[]]>([
  ['Temporary password: ____', [true]],
  ['| Root password | ____ |\n| Owner | ____ |', [true, false]],
  ['Token: [value], API key: <value>', [true, true]],
  ['Signature: [Name]\nSigned: ____', [false, false]],
  ['New [password]', [true]],
])('what is named like a secret, by its own words or by those before it: %s', (text, secret) => {
  const blanks = blanksOf({ text, placeholders: findHoles(text) }, []);
  expect(blanks.map(blank => blank.secret === true)).toEqual(secret);
});

test('a line of thousands of blanks is no matter', () => {
  const text = '___ '.repeat(8000);
  expect(blanksOf({ text, placeholders: [] }, []).length).toBe(8000);
});

test('a blank of the run says which value it is', () => {
  const inputs = [{ name: 'version', text: '<VERSION>', secret: false }];
  const blanks = blanksOf({ text: '<VERSION> by [Name]', placeholders: ['<VERSION>', '[Name]'] }, inputs);
  expect(blanks.map(({ input }) => input)).toEqual(['version', undefined]);
});

test.each([
  { hole: '<API_TOKEN>', inputs: [], secret: true },
  { hole: '[admin password]', inputs: [], secret: true },
  { hole: '[Name]', inputs: [], secret: undefined },
  { hole: '[Signature]', inputs: [], secret: undefined },
  { hole: '<pin>', inputs: [{ name: 'pin', text: '<pin>', secret: true }], secret: true },
  { hole: '<token>', inputs: [{ name: 'token', text: '<token>', secret: false }], secret: undefined },
])('whether $hole stays out of the log: $secret', ({ hole, inputs, secret }) => {
  const [blank] = blanksOf({ text: `It is ${hole}.`, placeholders: [hole] }, inputs);
  expect(blank?.secret).toBe(secret);
});

test('a template in pieces is still the template', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a: ', '<x>', '[Name]', '{{y}}', '____', '\n', '[', '<', '}}', '](u)', '| ')),
      parts => {
        const text = parts.join('');
        const pieces = piecesOf(text, blanksOf({ text, placeholders: ['<x>', '[Name]', '{{y}}'] }, []));
        expect(pieces.map(piece => piece.text).join('')).toBe(text);
        expect(fillBlanks(pieces, () => undefined).text).toBe(text);
        const names = pieces.flatMap(piece => (piece.kind === 'blank' ? [piece.blank.name] : []));
        expect(names.every(name => name !== '')).toBe(true);
      },
    ),
  );
});

test('three names of one form are filled as three; what is open stays as it is written', () => {
  const text = 'A: [Name]\nB: [Name]\nC: [Name]\n<v> and <v>';
  const pieces = piecesOf(text, blanksOf({ text, placeholders: ['[Name]', '<v>'] }, []));
  const said = new Map([
    ['A · Name', 'Ana'],
    ['C · Name', 'Cem'],
  ]);
  expect(fillBlanks(pieces, ({ name }) => said.get(name))).toEqual({
    text: 'A: Ana\nB: [Name]\nC: Cem\n<v> and <v>',
    open: ['B · Name', 'v'],
  });
});
