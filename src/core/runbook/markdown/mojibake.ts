/** How a file's mis-encoded letters are read back; made once for a file, applied to any part of it. */
export interface Repair {
  /** The encoding UTF-8 bytes were mistaken for. */
  readonly encoding: string;
  /** 1-based lines that hold such letters. */
  readonly lines: readonly number[];
  readonly repair: (text: string) => string;
}

interface Encoding {
  readonly name: string;
  readonly bytes: ReadonlyMap<string, number>;
}

/** Decodes a run once, however often it occurs; undefined where it is not UTF-8 in disguise. */
type Decode = (run: string) => string | undefined;

const MAC_ROMAN =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const LATIN_1 = range(0xa0, 0xff);
const TURKISH: ReadonlyMap<string, number> = new Map([
  ['Ğ', 0xd0],
  ['İ', 0xdd],
  ['Ş', 0xde],
  ['ğ', 0xf0],
  ['ı', 0xfd],
  ['ş', 0xfe],
]);

const ENCODINGS: readonly Encoding[] = [
  { name: 'Mac Roman', bytes: table(MAC_ROMAN) },
  // Latin-1 is the same but for the C1 controls, which stand for themselves.
  { name: 'Windows-1252', bytes: new Map([...table(range(0x80, 0x9f)), ...table(WINDOWS_1252 + LATIN_1)]) },
  {
    name: 'Windows-1254',
    bytes: new Map([...table(range(0x80, 0x9f)), ...table(WINDOWS_1252 + LATIN_1), ...TURKISH]),
  },
];

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)).join('');
}

function table(letters: string): ReadonlyMap<string, number> {
  return new Map(Array.from(letters, (letter, at) => [letter, 0x80 + at]));
}

const RUN = /[\u0080-\uFFFF]+/g;

/** Finds UTF-8 that was read as another encoding; undefined where the letters do not prove it. */
export function findRepair(lines: readonly string[]): Repair | undefined {
  const runs = lines.flatMap(line => line.match(RUN) ?? []);
  if (runs.length === 0) {
    return undefined;
  }
  const found = ENCODINGS.map(encoding => weigh(runs, encoding)).sort((a, b) => b.good - a.good)[0];
  if (found === undefined || !isProof(found)) {
    return undefined;
  }
  const { encoding, decode } = found;
  const repair = (text: string): string => text.replace(RUN, run => decode(run) ?? run);
  const marked = lines.flatMap((line, index) => (repair(line) === line ? [] : [index + 1]));
  return { encoding: encoding.name, lines: marked, repair };
}

interface Weight {
  readonly encoding: Encoding;
  readonly decode: Decode;
  /** Runs that are valid UTF-8 once re-encoded, and those that are not. */
  readonly good: number;
  readonly bad: number;
  readonly longest: number;
}

function weigh(runs: readonly string[], encoding: Encoding): Weight {
  const decode = makeDecode(encoding);
  const good = runs.filter(run => decode(run) !== undefined);
  const longest = good.reduce((most, run) => Math.max(most, run.length), 0);
  return { encoding, decode, good: good.length, bad: runs.length - good.length, longest };
}

// Two letters can meet by chance ("CAFÉ™"), three that form one code point hardly do; right letters beside wrong
// ones mean the file was mixed, and then only many wrong ones are believed.
function isProof({ good, bad, longest }: Weight): boolean {
  if (bad === 0) {
    return good >= 2 || (good === 1 && longest >= 3);
  }
  return good >= 3 && good >= 2 * bad;
}

function makeDecode({ bytes }: Encoding): Decode {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const known = new Map<string, string | undefined>();
  return run => {
    if (!known.has(run)) {
      known.set(run, decodeRun(run, bytes, utf8));
    }
    return known.get(run);
  };
}

// Strict: every letter has a byte, and the bytes are well-formed UTF-8, of which only one encoding exists, so that
// encoding the result again gives the same letters.
function decodeRun(run: string, bytes: ReadonlyMap<string, number>, utf8: TextDecoder): string | undefined {
  const encoded: number[] = [];
  for (const letter of run) {
    const byte = bytes.get(letter);
    if (byte === undefined) {
      return undefined;
    }
    encoded.push(byte);
  }
  // A letter of several bytes begins so; most runs are one dash or one emoji, and need no decoder to be told apart.
  if (encoded.length < 2 || (encoded[0] ?? 0) < 0xc2) {
    return undefined;
  }
  const text = utf8.decode(Uint8Array.from(encoded));
  return text.includes('\uFFFD') || text.length === run.length ? undefined : text;
}
