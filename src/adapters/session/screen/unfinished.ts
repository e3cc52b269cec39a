/** Bytes of a sequence of control that are remembered while it has not ended; a picture in the terminal may be longer, and is then lost. */
const longest = 64 * 1024;

const esc = 0x1b;

/**
 * The end of an output that a terminal has read and not yet understood: a sequence of control, or a character of several bytes, that has
 * begun. `before` is that of the bytes before these.
 */
export function unfinishedEnd(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  const all = before.length === 0 ? Buffer.from(bytes) : Buffer.concat([before, bytes]);
  const recent = all.subarray(Math.max(0, all.length - longest));
  const start = startOfSequence(recent) ?? startOfCharacter(recent);
  return Uint8Array.from(recent.subarray(start));
}

/** Where the last sequence begins, if it has not ended (ECMA-48, 5.4 and 5.6). */
function startOfSequence(bytes: Buffer): number | undefined {
  const last = bytes.lastIndexOf(esc);
  if (last < 0) return undefined;
  // A text may hold the end of itself: its last ESC is then the first half of the terminator.
  const text = startOfText(bytes, last);
  if (text !== undefined) return text;
  return sequence.test(bytes.toString('latin1', last + 1)) ? last : undefined;
}

/** Behind its ESC; a byte that belongs to none ends every sequence. */
const sequence = /^(\[[ -?]*|[ -/]*)$/;

/** Strings of OSC, DCS, SOS, PM and APC behind their ESC: they last until BEL or ST, or are given up by CAN or SUB. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const text = /^[\]PX^_][^\u0007\u0018\u001A\u001B\u009C]*\u001B?$/;

function startOfText(bytes: Buffer, last: number): number | undefined {
  if (text.test(bytes.toString('latin1', last + 1))) return last;
  if (last !== bytes.length - 1 || last === 0) return undefined;
  const before = bytes.lastIndexOf(esc, last - 1);
  return before >= 0 && text.test(bytes.toString('latin1', before + 1)) ? before : undefined;
}

/** Where a character of UTF-8 begins whose last bytes have not come. */
function startOfCharacter(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
