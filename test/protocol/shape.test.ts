import { expect, test } from 'vitest';
import { toWalker, walkerSettings } from '../../src/protocol/host.ts';
import { anyOf, fields, number, oneOf, optional, tableOf, text, truth } from '../../src/protocol/shape.ts';
import { readSaved } from '../../src/webview/walker/memory.ts';

// What may arrive in the walker's page, and what may not.

const settings = {
  runbook: 'file:///a.md',
  locale: 'tr',
  singleKeys: true,
  density: 'compact',
  chords: 'host',
  mac: false,
};
const saved = { runbook: '', run: 'r', scroll: 0, open: {}, phases: {}, forms: {}, typed: { a: 'b' } };

test.each<[name: string, is: boolean, expected: boolean]>([
  ['a text', text()('a'), true],
  ['a number as a text', text()(1), false],
  ['one that is too long', text({ most: 2 })('abc'), false],
  ['one that is too short', text({ least: 1 })(''), false],
  ['a number', number(0), true],
  ['none', number(Number.NaN), false],
  ['a truth', truth('true'), false],
  ['one of some', oneOf(['a', 'b'])('b'), true],
  ['none of them', oneOf(['a', 'b'])('c'), false],
  ['what may be left out', fields({ a: optional(text()) })({}), true],
  ['what is there and wrong', fields({ a: optional(text()) })({ a: 1 }), false],
  ['more than is asked for', fields({ a: text() })({ a: '', b: 1 }), true],
  ['a field that only the prototype has', fields({ toString: text() })({}), false],
  ['nothing at all', fields({ a: optional(text()) })(null), false],
  ['a table', tableOf(truth)({ a: true, b: false }), true],
  ['a table of others', tableOf(truth)({ a: true, b: 0 }), false],
  ['any of several', anyOf(text(), number)(1), true],
  ['settings', walkerSettings(settings), true],
  ['settings of another version', walkerSettings({ ...settings, density: 'wide' }), false],
  ['a message of the host', toWalker({ type: 'reveal', step: 'a' }), true],
  ['one without a step', toWalker({ type: 'reveal', step: '' }), false],
  ['a command that is none', toWalker({ type: 'command', command: 'eval' }), false],
  ['the link without a reason', toWalker({ type: 'link', state: 'lost' }), true],
  ['an event of the runner', toWalker({ type: 'run', view: {} }), true],
  ['what nobody sends', toWalker({ type: 'boo' }), false],
  ['no message', toWalker('run'), false],
  ['what a page saved', readSaved(saved) !== undefined, true],
  ['what another version saved', readSaved({ ...saved, typed: { a: 1 } }) !== undefined, false],
])('%s', (_, is, expected) => {
  expect(is).toBe(expected);
});
