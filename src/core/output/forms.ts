/** One way in which a secret may be written. */
export interface Form {
  readonly bytes: Uint8Array;
  /** Line ends may stand inside it. */
  readonly wraps: boolean;
}

/** Encoded forms of shorter values, in bytes, would also be found in innocent text. */
const shortest = 4;

/** True for a value that is masked only as it stands: what encodes it shows it, and much that is no secret is masked with it. */
export function isHardlyMasked(secret: string): boolean {
  return secret !== '' && new TextEncoder().encode(secret).length < shortest;
}

/** Every form of a secret that is masked: plain, base64 in its three alignments, URL, JSON and shell quoting. */
export function encodings(secret: string): Form[] {
  if (secret === '') return [];
  const bytes = new TextEncoder().encode(secret);
  const plain = [secret, ...lines(secret)];
  const texts =
    bytes.length < shortest ? plain : [...plain, ...urls(secret, bytes), ...json(secret), ...shell(secret)];
  const exact = unique(texts.flatMap(text => [text, text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')]));
  const encoded = bytes.length < shortest ? [] : unique(base64(bytes));
  return [
    ...exact.map(text => ({ bytes: new TextEncoder().encode(text), wraps: false })),
    ...encoded.map(text => ({ bytes: new TextEncoder().encode(text), wraps: true })),
  ];
}

/**
 * The lines of a secret of several lines, such as a private key: indented or cut, each is still secret. A short one that only holds
 * others together, as `data:` and `{` do, would also be found in innocent text.
 */
function lines(secret: string): string[] {
  const all = secret.split(/\r?\n/);
  if (all.length === 1) return [];
  return all.filter(
    line => line.length >= 12 || (line.trim().length >= shortest && !/[:,{[(]\s*$/.test(line)),
  );
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The part of a base64 text that depends on the secret alone, when 0, 1 or 2 other bytes stand before it in its group of three;
 * in both alphabets of RFC 4648. `+` and `/` may also be written as in a URL.
 */
function base64(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap(before => {
    const text = digits(bytes, before);
    const escaped = text.replaceAll('+', '%2B').replaceAll('/', '%2F');
    return [
      text,
      text.replaceAll('+', '-').replaceAll('/', '_'),
      escaped,
      escaped.toLowerCase() === text ? text : escaped,
    ];
  });
}

function digits(bytes: Uint8Array, before: number): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  // Bits up to the next digit are shared with the bytes before; those after the last whole digit with what follows.
  const skipped = (6 - ((before * 8) % 6)) % 6;
  let text = '';
  for (let at = skipped; at + 6 <= bits.length; at += 6)
    text += letters[Number.parseInt(bits.slice(at, at + 6), 2)] ?? '';
  return text;
}

/** RFC 3986, and forms (`+` for a space), with upper and lower case digits. */
function urls(secret: string, bytes: Uint8Array): string[] {
  const strict = percent(bytes, /[A-Za-z0-9\-._~]/);
  const component = percent(bytes, /[A-Za-z0-9\-._~!*'()]/);
  const path = percent(bytes, /[A-Za-z0-9\-._~!*'();/?:@&=+$,#]/);
  const all = [strict, component, path, percent(bytes, /[A-Za-z0-9\-._*]/)].flatMap(text => [
    text,
    text.replaceAll('%20', '+'),
  ]);
  return secret === ''
    ? []
    : all.flatMap(text => [text, text.replaceAll(/%[0-9A-F]{2}/g, code => code.toLowerCase())]);
}

function percent(bytes: Uint8Array, plain: RegExp): string {
  return [...bytes]
    .map(byte => {
      const letter = String.fromCharCode(byte);
      return byte < 128 && plain.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** As JSON.stringify writes it, with escaped slashes (PHP), with `\u0026` (Go, for HTML), and with everything beyond ASCII escaped (Python). */
function json(secret: string): string[] {
  const text = JSON.stringify(secret).slice(1, -1);
  const html = text.replaceAll(/[<>&]/g, unicode);
  const ascii = text.replaceAll(/[^\u0020-\u007e]/g, unicode);
  const twice = JSON.stringify(text).slice(1, -1);
  return [text, text.replaceAll('/', '\\/'), html, ascii, twice];
}

function unicode(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What bash writes by a letter inside `$'…'`; other controls are octal bytes. */
const escapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\E',
};

/**
 * Inside single quotes (two ways to write a quote), double quotes, `$'…'` (where the language of the shell knows only ASCII, with all
 * else in octal bytes), and with backslashes as bash's `%q` writes it.
 */
function shell(secret: string): string[] {
  const c = secret
    .replaceAll(/[\\']/g, '\\$&')
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, control => escapes[control] ?? octal(control));
  return [
    secret.replaceAll("'", String.raw`'\''`),
    secret.replaceAll("'", `'"'"'`),
    secret.replaceAll(/["$`\\]/g, '\\$&'),
    secret.replaceAll(/["$`\\!]/g, '\\$&'),
    c,
    c.replaceAll(/[\u0080-\u{10ffff}]+/gu, octal),
    secret.replaceAll(/[^A-Za-z0-9%+\-./:=@_\u0080-\uffff]/g, '\\$&'),
    secret.replaceAll(/[^A-Za-z0-9%+\-./:=@_,\u0080-\uffff]/g, '\\$&'),
  ];
}

function octal(text: string): string {
  return [...new TextEncoder().encode(text)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter(text => text !== '');
}
