import { execaSync } from 'execa';
import { fc } from '../../../seeded.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  encodeLine,
  parseLine,
  type Json,
  type JsonObject,
} from '../../../../src/core/audit/line/canonical.ts';
import { envelopeProblem } from '../../../../src/core/audit/line/frame.ts';
import { root } from '../../../../scripts/project.ts';

// What is a line and what is none: the two verifiers read JSON by different means, and must never disagree about any bytes.

const python = execaSync('python3', ['--version'], { reject: false }).exitCode === 0;
const script = `
import importlib.util, sys
spec = importlib.util.spec_from_file_location('verify', sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
for text in sys.stdin.buffer.read().split(b'\\n')[:-1]:
    try:
        verify.read_line(text + b'\\n')
        print(1)
    except ValueError:
        print(0)
`;

const name = fc.oneof(
  fc.constantFrom('cmd', 'text', 'reason', 'sig', 'step', 'run', 'seq', 't', 'type', 'prev', 'A', 'a-b', ''),
  fc.string({ maxLength: 4 }),
);
const json = fc.letrec<{ value: Json }>(tie => ({
  value: fc.oneof(
    { maxDepth: 9, depthSize: 'large' },
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(0, -1, 1.5, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, true, null),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const frame: JsonObject = { run: 'r', seg: 0, seq: 0, prev: '0'.repeat(64), type: 'note', t: 1, m: 1 };

/** A line as it should be, and what somebody could make of its bytes. */
const lines = fc
  .tuple(
    fc.dictionary(name, json, { maxKeys: 3 }),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        remove: fc.nat(2),
        put: fc.constantFrom(
          '',
          ' ',
          '0',
          '"',
          '\\',
          ',',
          '{',
          '\\u0061',
          '.0',
          'e0',
          '-',
          '\u00e9',
          '\ud83d\ude00',
          '\u200b',
          '\t',
        ),
      }),
      { maxLength: 2 },
    ),
    fc.boolean(),
  )
  .map(([members, harms, isSorted]) => {
    const value = { ...frame, ...members };
    let text = isSorted ? written(value) : JSON.stringify(value);
    for (const { at, remove, put } of harms) {
      const place = Math.floor(at * text.length);
      text = text.slice(0, place) + put + text.slice(place + remove);
    }
    return text.replaceAll('\n', ' ');
  });

/** In the one form, where the value has it. */
function written(value: JsonObject): string {
  try {
    return Buffer.from(encodeLine(value)).toString('utf8').trimEnd();
  } catch {
    return JSON.stringify(value);
  }
}

test.skipIf(!python)('both verifiers take the same lines, and no others', () => {
  const all = fc.sample(lines, 4000).map(text => Buffer.from(`${text}\n`, 'utf8'));
  const { stdout } = execaSync('python3', ['-c', script, join(root, 'docs/verify.py')], {
    input: Buffer.concat(all),
  });
  const second = stdout.split('\n').map(answer => answer === '1');
  const first = all.map(line => {
    const { value } = parseLine(line);
    return value !== undefined && envelopeProblem(value) === undefined;
  });
  expect(second).toHaveLength(all.length);
  expect(first.filter(Boolean).length).toBeGreaterThan(100);
  expect(all.filter((_, index) => first[index] !== second[index]).map(String)).toEqual([]);
});
