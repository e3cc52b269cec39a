import { isSecretName } from '../shell/variables/variableNames.ts';
import type { Input, TemplateStep } from './runbook.ts';

// The places of a template that are filled in, and which of them hold one and the same value. A form asks for a name on each of its
// lines and means another person each time; a version that an announcement says twice is one version.

/** One place of a template's text, from `start` up to `end`. */
export interface Blank {
  /** The same for places that hold one value, and for no others of the step. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The value of the run that belongs here. */
  readonly input?: string;
  /** What is written here stays out of the log. */
  readonly secret?: true;
}

type Asked = Pick<Input, 'name' | 'text' | 'secret'>;

/** A row of underscores has no words, so it is no placeholder of the model's. */
const underscores = /_{3,}/u;

/**
 * What a form asks for on line after line, in English, Turkish, German and Spanish. Only in square or single curly brackets: `<name>`
 * and `{{name}}` are written for one value, wherever they stand.
 */
const asked = new Set(
  (
    'name names full first last surname your date time day hour datetime timestamp signature sign signed initials role title position team ' +
    'email mail phone contact person who when where link url ticket id number no n yes x y status result outcome value actual count reason ' +
    'notes note comment comments remark remarks description details text here enter fill in if any and or of the a ok pass fail go nogo done ' +
    'ad adı isim adınız soyad soyadı tarih saat imza görev unvan rol ekip e-posta telefon kişi kim bağlantı numara numarası evet hayır durum ' +
    'sonuç değer neden sebep not notlar açıklama metin ve veya ' +
    'vorname nachname datum uhrzeit zeit unterschrift rolle funktion titel telefon person wer ja nein ergebnis wert grund notiz notizen ' +
    'bemerkung beschreibung und oder ' +
    'nombre apellido fecha hora firma cargo equipo correo teléfono persona quién enlace número sí estado resultado valor motivo nota notas ' +
    'comentario descripción y o'
  ).split(' '),
);

interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly input?: string;
  /** Of a value of the run, or of words that mean one thing: what makes it the same as another place. */
  readonly shared: boolean;
}

/** The blanks of a template in the order of its text. */
export function blanksOf(
  { text, placeholders }: Pick<TemplateStep, 'text' | 'placeholders'>,
  inputs: readonly Asked[],
): readonly Blank[] {
  const places = placesIn(text, placeholders, new Map(inputs.map(input => [input.text, input.name])));
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  return places.map((place, at) => {
    const { start, end, input, words } = place;
    const own = inputs.find(({ name }) => name === input);
    // "Password: ____" and "Token: [value]" are called by what stands before them.
    const secret = own?.secret ?? [words, labelOf({ text, places, at })].some(namesSecret);
    const key = place.shared ? place.text : `${start}`;
    const name = names.get(key) ?? unique(nameOf(place, { text, places, at }), taken);
    names.set(key, name);
    return {
      name,
      start,
      end,
      ...(input === undefined ? {} : { input }),
      ...(secret ? ({ secret } as const) : {}),
    };
  });
}

/** Whether what belongs behind these words is a secret. A signature on a form is a name, whatever a variable of that name holds. */
export function namesSecret(words: string): boolean {
  return isSecretName(words) && !isPlain(words);
}

function placesIn(
  text: string,
  placeholders: readonly string[],
  inputs: ReadonlyMap<string, string>,
): readonly Place[] {
  return [...text.matchAll(pattern(placeholders))].map(({ 0: hole, index: start }) => {
    const words = wordsOf(hole);
    const input = inputs.get(hole);
    const shared = input !== undefined || !(words === '' || isAskedEachTime(hole, words));
    return {
      text: hole,
      start,
      end: start + hole.length,
      words,
      shared,
      ...(input === undefined ? {} : { input }),
    };
  });
}

function pattern(placeholders: readonly string[]): RegExp {
  // The longer first, so that one that begins like another is not cut short.
  const literal = [...placeholders]
    .sort((a, b) => b.length - a.length)
    .map(text => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp([...literal, underscores.source].join('|'), 'gu');
}

/** The words of a hole; none of `____` and `XXX`. */
function wordsOf(hole: string): string {
  return hole
    .replace(/^[{<[]+|[}>\]]+$/gu, '')
    .replace(/^(?:_+|XXX+(?:-XXX+)*)$/u, '')
    .trim();
}

function isAskedEachTime(hole: string, words: string): boolean {
  return /^(?:\[|\{(?!\{))/u.test(hole) && isPlain(words);
}

function isPlain(words: string): boolean {
  const parts =
    words
      .replaceAll('İ', 'i')
      .toLowerCase()
      .match(/[\p{L}\p{N}-]+/gu) ?? [];
  return parts.length > 0 && parts.every(part => asked.has(part));
}

interface Among {
  readonly text: string;
  readonly places: readonly Place[];
  readonly at: number;
}

/** What a blank is called: by its own words, and where others have the same, by what stands before it too. */
function nameOf(place: Place, { text, places, at }: Among): string {
  if (place.input !== undefined) return place.input;
  if (place.shared) return place.words;
  const label = labelOf({ text, places, at });
  if (place.words === '') return label === '' ? place.text : label;
  const alike = places.some(other => other !== place && !other.shared && other.words === place.words);
  const says = label === '' || label.toLowerCase() === place.words.toLowerCase();
  return !alike || says ? place.words : `${label} · ${place.words}`;
}

/** What its line says before a blank: `Reviewer:`, the first cell of its row; empty where those are sentences. */
function labelOf({ text, places, at }: Among): string {
  const line = text.lastIndexOf('\n', (places[at]?.start ?? 0) - 1) + 1;
  for (let one = at; one > at - farthest; one -= 1) {
    const before = places[one - 1];
    const isFirst = before === undefined || before.end <= line;
    const found = bare(text.slice(isFirst ? line : before.end, places[one]?.start));
    if (found !== '' || isFirst) return found;
  }
  return '';
}

/** How many blanks back a label is looked for. */
const farthest = 20;

const longest = 60;

/** A label without the marks around it. */
function bare(words: string): string {
  const cell = words
    .split('|')
    .map(part => part.replace(/^[\s>#]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX]?\]\s+)?/u, ''))
    .map(part => part.replace(/[*`]|__/gu, '').replace(/^[\s,;/()@–—-]+|[\s:=,;/()@–—-]+$/gu, ''))
    .filter(part => part !== '')
    .at(-1);
  return cell === undefined || cell.length > longest ? '' : cell;
}

function unique(name: string, taken: Map<string, number>): string {
  const number = (taken.get(name) ?? 0) + 1;
  taken.set(name, number);
  return number === 1 ? name : unique(`${name} (${number})`, taken);
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank'; readonly text: string; readonly blank: Blank };

/** Cuts a template into text and blanks; joined again it is the template. */
export function piecesOf(text: string, blanks: readonly Blank[]): readonly Piece[] {
  let end = 0;
  const pieces = blanks.flatMap((blank): readonly Piece[] => {
    const before = text.slice(end, blank.start);
    end = blank.end;
    const own: Piece = { kind: 'blank', text: text.slice(blank.start, blank.end), blank };
    return before === '' ? [own] : [{ kind: 'text', text: before }, own];
  });
  return end < text.length ? [...pieces, { kind: 'text', text: text.slice(end) }] : pieces;
}

/** A template with its blanks filled, and the names of those that are still open; `value` answers undefined for these. */
export function fillBlanks(
  pieces: readonly Piece[],
  value: (blank: Blank) => string | undefined,
): { readonly text: string; readonly open: readonly string[] } {
  const open = new Set<string>();
  const text = pieces.map(piece => {
    if (piece.kind === 'text') return piece.text;
    const known = value(piece.blank);
    if (known === undefined) open.add(piece.blank.name);
    return known ?? piece.text;
  });
  return { text: text.join(''), open: [...open] };
}
