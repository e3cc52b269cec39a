import { fc } from '../../seeded.ts';
import { describe, expect, test } from 'vitest';
import {
  canonical,
  encodeLine,
  isInline,
  parseLine,
  type Json,
} from '../../../src/core/audit/line/canonical.ts';
import { LineScanner } from '../../../src/core/audit/line/lineScanner.ts';

const line = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? Buffer.from(`${text}\n`) : Buffer.concat([text, Buffer.from('\n')]);

// RFC 8785: appendix examples and section 3.2.3, as far as the log's integers go.
test.for<[Json, string]>([
  [{ b: 1, a: [], c: {} }, '{"a":[],"b":1,"c":{}}'],
  [
    { literals: [null, true, false], string: '€$\u000f\nA\'B"\\\\"/' },
    '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '😀': 'Emoji',
      '\u0080': 'Control',
      ö: 'Latin',
    },
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin","€":"Euro Sign","😀":"Emoji","\ufb33":"Hebrew"}',
  ],
  [[-1, 0, 9007199254740991], '[-1,0,9007199254740991]'],
])('%j', ([value, text]) => {
  expect(canonical(value)).toBe(text);
});

test.for([1.5, NaN, Infinity, -0, 2 ** 53])('%d is no number of the log', number => {
  expect(() => canonical({ number })).toThrow(RangeError);
});

describe('lines that cannot be', () => {
  test.for<[string | Uint8Array, string]>([
    ['', 'NOT_CANONICAL'],
    ['null', 'NOT_CANONICAL'],
    ['[]', 'NOT_CANONICAL'],
    ['{"a":1', 'NOT_CANONICAL'],
    ['{"a":1}}', 'NOT_CANONICAL'],
    [' {"a":1}', 'NOT_CANONICAL'],
    ['{"a":1}\r', 'NOT_CANONICAL'],
    ['{"a": 1}', 'NOT_CANONICAL'],
    ['{"b":1,"a":1}', 'NOT_CANONICAL'],
    ['{"a":1,"a":1}', 'NOT_CANONICAL'],
    ['{"a":1,"\\u0061":1}', 'NOT_CANONICAL'],
    ['{"a":"\\u0062"}', 'NOT_CANONICAL'],
    ['{"a":"\\/"}', 'NOT_CANONICAL'],
    ['{"a":01}', 'NOT_CANONICAL'],
    ['{"a":1.0}', 'NOT_CANONICAL'],
    ['{"a":1e0}', 'NOT_CANONICAL'],
    ['{"a":-0}', 'NOT_CANONICAL'],
    ['{"a":1.5}', 'BAD_NUMBER'],
    ['{"a":9007199254740992}', 'BAD_NUMBER'],
    ['{"a":9007199254740993}', 'NOT_CANONICAL'],
    ['{"a":1e400}', 'NOT_CANONICAL'],
    ['{"A":1}', 'BAD_KEY'],
    ['{"":1}', 'BAD_KEY'],
    ['{"a-b":1}', 'BAD_KEY'],
    ['{"ä":1}', 'BAD_KEY'],
    ['{"__proto__":1}', 'BAD_KEY'],
    ['{"a":"\\n"}', 'BAD_STRING'],
    ['{"text":"\\r"}', 'BAD_STRING'],
    ['{"text":"\u007f"}', 'BAD_STRING'],
    ['{"text":"\u0085"}', 'BAD_STRING'],
    ['{"text":"\u200d"}', 'BAD_STRING'],
    ['{"text":"\ufeff"}', 'BAD_STRING'],
    ['{"text":"\\ud800"}', 'BAD_STRING'],
    [`{"a":${'['.repeat(9)}${']'.repeat(9)}}`, 'TOO_DEEP'],
    [`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'TOO_DEEP'],
    [`{"a":"${'x'.repeat(65_535)}"}`, 'TOO_LONG'],
    ['\ufeff{"a":1}', 'NOT_CANONICAL'],
    [Buffer.from('{"a":"\u00ff"}', 'latin1'), 'BAD_UTF8'],
    [Buffer.from('7b2261223a22c0af227d', 'hex'), 'BAD_UTF8'],
    [Buffer.from('7b2261223a22eda080227d', 'hex'), 'BAD_UTF8'],
    [Buffer.from('7b2261223a22f4908080227d', 'hex'), 'BAD_UTF8'],
  ])('%j', ([text, problem]) => {
    expect(parseLine(line(text))).toEqual({ problem });
    expect(new LineScanner().scan(line(text))).toBe(false);
  });

  test('a line without its LF', () => {
    expect(parseLine(Buffer.from('{}'))).toEqual({ problem: 'NOT_CANONICAL' });
    expect(new LineScanner().scan(Buffer.from('{}'))).toBe(false);
  });
});

const key = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,6}$/);
const visible = fc.string({ unit: 'binary', maxLength: 20 }).filter(text => isInline(text, 'a'));
const multiline = fc.tuple(visible, visible).map(([a, b]) => `${a}\n\t"${b}\\`);
const value = fc.letrec<{ json: Json; object: Json }>(tie => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    visible,
    fc.maxSafeInteger().map(number => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('json'), { maxKeys: 5, noNullPrototype: true }),
})).object;
const entry = fc
  .tuple(
    value,
    fc.record(
      {
        cmd: multiline,
        text: multiline,
        reason: multiline,
        run: visible,
        type: visible,
        prev: visible,
        seq: fc.nat(),
        seg: fc.nat(),
        t: fc.nat(),
        m: fc.nat(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([other, known]) => ({ ...(other as Record<string, Json>), ...known }));

test('what is written is read, and found by the scanner', () => {
  const scanner = new LineScanner();
  fc.assert(
    fc.property(entry, object => {
      const bytes = encodeLine(object);
      expect(parseLine(bytes)).toEqual({ value: object });
      expect(scanner.scan(bytes)).toBe(true);
      const at = (span: { start: number; end: number }): string =>
        Buffer.from(bytes.subarray(span.start, span.end)).toString();
      for (const name of ['run', 'type', 'prev'] as const) {
        const member = object[name];
        if (typeof member === 'string') expect(`"${at(scanner[name])}"`).toBe(JSON.stringify(member));
        else expect(scanner[name].end).toBe(0);
      }
      for (const name of ['seq', 'seg', 't', 'm'] as const) {
        const member = object[name];
        expect(scanner[name]).toBe(typeof member === 'number' && member >= 0 ? member : -1);
      }
    }),
    { numRuns: 300 },
  );
});

test('the scanner accepts exactly what the parser accepts, whatever is changed in a line', () => {
  const scanner = new LineScanner();
  const change = fc.record({
    at: fc.nat(),
    remove: fc.nat(3),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc
        .constantFrom(
          '"',
          '\\',
          '\\n',
          '\\u0041',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '-',
          '0',
          '.',
          'e1',
          ' ',
          '\n',
          '\u200b',
          '\u00e9',
          'true',
        )
        .map(text => new Uint8Array(Buffer.from(text))),
    ),
  });
  fc.assert(
    fc.property(entry, fc.array(change, { minLength: 1, maxLength: 2 }), (object, changes) => {
      let bytes: Uint8Array = encodeLine(object);
      for (const { at, remove, insert } of changes) {
        const from = at % bytes.length;
        bytes = Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + remove)]);
      }
      // A line ends at its first LF.
      if (bytes.subarray(0, -1).includes(0x0a)) return;
      expect([scanner.scan(bytes), bytes]).toEqual([parseLine(bytes).problem === undefined, bytes]);
    }),
    { numRuns: 3000 },
  );
});

test('every character by itself: the scanner and the parser agree', () => {
  const scanner = new LineScanner();
  const wrong: number[] = [];
  for (let point = 0; point < 0x3000; point++) {
    for (const name of ['a', 'text']) {
      const bytes = line(`{"${name}":${JSON.stringify(String.fromCodePoint(point))}}`);
      if (scanner.scan(bytes) !== (parseLine(bytes).problem === undefined)) wrong.push(point);
    }
  }
  expect(wrong).toEqual([]);
});
