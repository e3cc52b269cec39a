import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { EchoFilter } from '../../../src/adapters/session/shell/echo.ts';
import { MarkerReader, type Marker } from '../../../src/adapters/session/shell/marker.ts';

const tag = '0011223344556677';
const marker = (body: string) => `\u001b]hr;${tag};${body};${tag}\u0007`;

interface Case {
  readonly name: string;
  readonly bytes: string;
  readonly text: string;
  readonly markers: readonly string[];
}

const table: readonly Case[] = [
  { name: 'none', bytes: 'text', text: 'text', markers: [] },
  { name: 'prompts', bytes: `a${marker('P')}b${marker('Q')}`, text: 'ab', markers: ['P||', 'Q||'] },
  {
    name: 'an end in a directory with anything in its name',
    bytes: `${marker('Z;n1;0:h;posix;/a;b\u0007\u001b]hr;c')}\r\nx`,
    text: 'x',
    markers: ['Z|n1|0:h;posix;/a;b\u0007\u001b]hr;c'],
  },
  {
    name: 'an end in a raw terminal',
    bytes: `a${marker('Z;n1;0:h;posix;/a')}\n\nb`,
    text: 'a\nb',
    markers: ['Z|n1|0:h;posix;/a|raw'],
  },
  {
    name: 'an end that somebody printed without its line end',
    bytes: `${marker('Z;n1;0:h;posix;/a')}\rb`,
    text: '\rb',
    markers: ['Z|n1|0:h;posix;/a'],
  },
  {
    name: 'two in a row',
    bytes: `${marker('A;n1;t')}${marker('Z;n2;0')}\r\n`,
    text: '',
    markers: ['A|n1|t', 'Z|n2|0'],
  },
  {
    name: 'of another tag',
    bytes: marker('Z;n1;0').replaceAll(tag, '8899aabbccddeeff'),
    text: marker('Z;n1;0').replaceAll(tag, '8899aabbccddeeff'),
    markers: [],
  },
  {
    name: 'a beginning without an end',
    bytes: `\u001b]hr;${tag};Z;${'x'.repeat(20_000)}`,
    text: `\u001b]hr;${tag};Z;${'x'.repeat(20_000)}`,
    markers: [],
  },
  { name: 'a beginning at the end of all', bytes: 'text\u001b]hr', text: 'text\u001b]hr', markers: [] },
];

function check({ bytes, text, markers }: Case): void {
  for (const size of [1, 2, 5, 4096]) expect(read(Buffer.from(bytes), size)).toEqual({ text, markers });
}

test.each(table)('marker: $name', check);

test('whatever stands between markers is kept', () => {
  const noise = fc.string({ unit: fc.constantFrom('\u001b', ']', 'h', 'r', ';', '0', '1', '\u0007', 'x') });
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (parts, size) => {
      const read1 = read(Buffer.from(parts.join(marker('P'))), size);
      expect(read1).toEqual({ text: parts.join(''), markers: parts.slice(1).map(() => 'P||') });
    }),
  );
});

interface EchoCase {
  readonly name: string;
  readonly bytes: string;
  readonly left: string;
  /** Expected on a line of its own. */
  readonly alone?: string;
}

const line = ' . /tmp/x/a 0; . /tmp/x/t';

const echoes: readonly EchoCase[] = [
  { name: 'alone', bytes: `${line}\r\n`, left: '' },
  { name: 'raw', bytes: `${line}\n`, left: '' },
  { name: 'by its name', bytes: `${line}^Jout`, left: 'out' },
  { name: 'between output', bytes: `before${line}\r\nafter`, left: 'beforeafter' },
  { name: 'not at all', bytes: 'output only', left: 'output only' },
  { name: 'a beginning of it', bytes: `${line.slice(0, 9)}x`, left: `${line.slice(0, 9)}x` },
  { name: 'on a line of its own', bytes: 'a\r\nexit\r\nb', left: 'a\r\nb', alone: 'exit' },
  { name: 'first of all, on a line of its own', bytes: 'exit\nb', left: 'b', alone: 'exit' },
  {
    name: 'in other lines',
    bytes: 'exited 5\r\nno exit\r\nexit 0',
    left: 'exited 5\r\nno exit\r\nexit 0',
    alone: 'exit',
  },
  { name: 'once only', bytes: `${line}\r\n${line}\r\n`, left: `${line}\r\n` },
];

function checkEcho({ bytes, left, alone }: EchoCase): void {
  for (const size of [1, 3, 4096]) {
    const filter = new EchoFilter();
    filter.expect(alone ?? line, alone === undefined ? undefined : 'alone');
    const parts = pieces(Buffer.from(bytes), size).map(piece => Buffer.from(filter.push(piece)));
    expect(Buffer.concat([...parts, filter.forget()]).toString()).toBe(left);
  }
}

test.each(echoes)('echo: $name', checkEcho);

function read(bytes: Buffer, size: number): { text: string; markers: string[] } {
  const reader = new MarkerReader(tag);
  const markers: string[] = [];
  const parts: Uint8Array[] = [];
  for (const piece of pieces(bytes, size).flatMap(piece => reader.push(piece))) {
    if (piece.type === 'bytes') parts.push(piece.bytes);
    else markers.push(toldOf(piece.marker));
  }
  return { text: Buffer.concat([...parts, reader.end()]).toString(), markers };
}

function toldOf({ kind, nonce, rest, isRaw }: Marker): string {
  return [kind, nonce, rest, ...(isRaw ? ['raw'] : [])].join('|');
}

function pieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
