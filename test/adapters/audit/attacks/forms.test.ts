import { describe, expect, test } from 'vitest';
import { encodeLine } from '../../../../src/core/audit/line/canonical.ts';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { formatVerdict } from '../../../../src/core/audit/wording.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { rechain, resign, type Line } from '../forge.ts';
import { noteAt, reformat, rewrite, scene, type Scene } from '../scene.ts';

// What editors, formatters and transports do to a line, and what only looks the same: none of it is the line any more.
const forms: readonly (readonly [string, (text: string) => string | Buffer, FindingCode])[] = [
  ['CRLF', text => text.replaceAll('\n', '\r\n'), 'NOT_CANONICAL'],
  ['a formatter', text => text.replaceAll('","', '", "'), 'NOT_CANONICAL'],
  ['a byte order mark', text => `\ufeff${text}`, 'NOT_CANONICAL'],
  ['a blank line', text => text.replace('\n', '\n\n'), 'NOT_CANONICAL'],
  ['a doubled key', text => text.replace('"seg":0', '"seg":0,"seg":0'), 'NOT_CANONICAL'],
  ['a key doubled by an escape', text => text.replace('"seg":0', '"seg":0,"s\\u0065g":0'), 'NOT_CANONICAL'],
  ['another order of keys', text => text.replace('"seg":0,"seq":0', '"seq":0,"seg":0'), 'NOT_CANONICAL'],
  ['0.0', text => text.replace('"seg":0', '"seg":0.0'), 'NOT_CANONICAL'],
  ['-0', text => text.replace('"seg":0', '"seg":-0'), 'NOT_CANONICAL'],
  ['0e0', text => text.replace('"seg":0', '"seg":0e0'), 'NOT_CANONICAL'],
  ['2^53', text => text.replace('"seg":0', '"seg":9007199254740992'), 'BAD_NUMBER'],
  ['\\/', text => text.replace('handrail-log/1', 'handrail-log\\/1'), 'NOT_CANONICAL'],
  ['an unpaired surrogate', text => text.replace('looks', '\\ud800'), 'BAD_STRING'],
  ['a bidirectional control', text => text.replace('looks', '\u202e'), 'BAD_STRING'],
  ['a zero-width space', text => text.replace('looks', 'l\u200b'), 'BAD_STRING'],
  ['bad UTF-8', text => Buffer.from(text.replace('looks', 'l\u00ff'), 'latin1'), 'BAD_UTF8'],
  ['a line over the limit', text => text.replace('looks', 'x'.repeat(66_000)), 'TOO_LONG'],
  [
    'deep nesting',
    text => text.replace('"looks fine"', `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    'TOO_DEEP',
  ],
  ['__proto__', text => text.replace('{"boot"', '{"__proto__":{},"boot"'), 'BAD_KEY'],
  ['two documents on a line', text => text.replace('}\n', '}{}\n'), 'NOT_CANONICAL'],
];

test.for(forms)('%s', async ([, change, code]) => {
  const made = await scene();
  reformat(made, change);
  expect(await made.machine.verify(made.folder)).toMatchObject({ exit: 1, worst: { code } });
});

test.for([
  ['CRLF', /it ends with CR LF: its line ends were converted, as git does with core\.autocrlf\./],
  ['a byte order mark', /it begins with a byte order mark: an editor saved it anew\./],
  ['a blank line', /line 2: it is empty\./],
] as const)('%s is told as what it is', async ([name, says]) => {
  const made = await scene();
  const [, change] = forms.find(([form]) => form === name) ?? [];
  reformat(made, text => change?.(text) ?? text);
  expect(formatVerdict(await made.machine.verify(made.folder))).toMatch(says);
});

describe('formats of other versions', () => {
  const change = async (s: Scene, with_: Line): Promise<void> =>
    rewrite(
      s,
      await resign(
        s.lines.map((line, index) => (index === 0 ? { ...line, ...with_ } : line)),
        { user: s.machine.signer, session: newSessionKey() },
      ),
    );

  test.for([
    {
      name: 'a format that is not known',
      with_: { fmt: 'handrail-log/7' },
      exit: 4,
      code: 'UNSUPPORTED_FORMAT',
    },
    {
      name: 'a format that is not known, with other fields',
      with_: { fmt: 'handrail-log/7', crit: 3 },
      exit: 4,
      code: 'UNSUPPORTED_FORMAT',
    },
    { name: 'a type that must be understood', with_: { crit: ['gate'] }, exit: 4, code: 'UNSUPPORTED_ENTRY' },
    { name: 'fields that are not known', with_: { colour: 'red' }, exit: 0, code: undefined },
  ])('$name', async ({ with_, exit, code }) => {
    const made = await scene();
    await change(made, with_);
    const verdict = await made.machine.verify(made.folder);
    expect([verdict.exit, verdict.worst?.code]).toEqual([exit, code]);
  });

  test('tampering weighs more than an unknown format', async () => {
    const made = await scene();
    rewrite(
      made,
      made.lines.map((line, index) => (index === 0 ? { ...line, fmt: 'handrail-log/7' } : line)),
    );
    expect((await made.machine.verify(made.folder)).exit).toBe(1);
  });

  test('an unknown type is kept and noted', async () => {
    const made = await scene();
    const lines = made.lines.map(line => (line['type'] === 'note' ? { ...line, type: 'gate' } : line));
    rewrite(made, await resign(lines, { user: made.machine.signer, session: newSessionKey() }));
    expect(await made.machine.verify(made.folder)).toMatchObject({
      exit: 0,
      findings: [{ code: 'UNKNOWN_ENTRY', line: noteAt(made.lines) + 1 }],
    });
  });

  test('a cosigner’s signature counts for nothing yet, but must fit', async () => {
    const made = await scene();
    const cosigner = newSessionKey();
    const last = Buffer.from(encodeLine(made.lines.at(-1) ?? {}));
    const { run, seg } = made.lines[0] ?? {};
    const ns = 'countersign.v1@handrail';
    const line = {
      type: 'sig',
      by: 'cosigner',
      ns,
      run: run ?? '',
      seg: seg ?? 0,
      sig: cosigner.sign(last, ns),
    };
    rewrite(made, rechain([...made.lines, line]));
    expect(await made.machine.verify(made.folder)).toMatchObject({ exit: 0, findings: [] });
    rewrite(made, rechain([...made.lines, { ...line, sig: cosigner.sign(Buffer.from('other'), ns) }]));
    expect(await made.machine.verify(made.folder)).toMatchObject({ exit: 1, worst: { code: 'SIG_BAD' } });
  });
});
