import type { Message, Spans } from './message.ts';

// What one page says, in one of its languages. A hole that has no value stays as it is; a message in two forms is chosen by the
// language's plural rules.

type HolesIn<S> = S extends `${string}{${infer K}}${infer Rest}` ? K | HolesIn<Rest> : never;
type HolesOf<M> = M extends { readonly one: infer A; readonly other: infer B }
  ? HolesIn<A> | HolesIn<B> | 'n'
  : HolesIn<M>;
export type FillArguments<M> = [HolesOf<M>] extends [never]
  ? []
  : [holes: Readonly<Record<HolesOf<M>, string | number>>];

type Language = Readonly<Record<string, Message>>;

/** Says things of `M` in one language; numbers, times and lists by Intl. */
export interface Speech<M extends Language> {
  readonly locale: string;
  t<K extends keyof M & string>(key: K, ...holes: FillArguments<M[K]>): string;
  /** As `t`, where only the run knows which message it is; its holes are not checked. */
  say(key: keyof M & string, holes: Readonly<Record<string, string | number>>): string;
  number(value: number): string;
  /** Clock time of a moment in the past, with the date where it is not today's. */
  time(at: number, now: number): string;
  /** "UTC+3", of the reader's machine. */
  zone(at: number): string;
  /** "0:41", "1:02:03": a duration beside others. */
  clock(ms: number): string;
  /** "0.6 s", "0:41": a duration that was measured, beside others. */
  took(ms: number): string;
  /** "0.6 s", "38 s", "2 min 14 s": a duration inside a sentence. */
  span(ms: number): string;
  bytes(count: number): string;
  list(items: readonly string[]): string;
  /** Any of these. */
  either(items: readonly string[]): string;
}

/** Words in a display language; English where it has none of its own. Never throws: an unknown tag is English. */
export function speech<M extends Language & Spans>(
  display: string,
  english: M,
  others: Readonly<Record<string, { readonly [K in keyof M]: Message }>>,
): Speech<M> {
  const tag = display.toLowerCase().split(/[-_]/u)[0] ?? 'en';
  const known = Object.hasOwn(others, tag);
  const locale = known ? tag : 'en';
  const messages: { readonly [K in keyof M]: Message } = (known ? others[tag] : undefined) ?? english;
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const choices = new Intl.ListFormat(locale, { type: 'disjunction' });
  const say = (key: keyof M, holes: Readonly<Record<string, string | number>> = {}): string =>
    fill(form(messages[key], holes['n'], plural), holes, numbers);
  return {
    locale,
    t: (key, ...holes) => say(key, holes[0]),
    say,
    number: value => numbers.format(value),
    time: (at, now) => clockTime(locale, at, now),
    zone: at => zoneOf(locale, at),
    clock,
    took: ms => (ms < shortMs ? span(ms, say) : clock(ms)),
    span: ms => span(ms, say),
    bytes: count => bytes(locale, count),
    list: items => lists.format(items),
    either: items => choices.format(items),
  };
}

function form(message: Message, n: string | number | undefined, plural: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  return plural.select(Number(n)) === 'one' ? message.one : message.other;
}

function fill(
  text: string,
  holes: Readonly<Record<string, string | number>>,
  numbers: Intl.NumberFormat,
): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = holes[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

type Say = (key: keyof Spans, holes: Readonly<Record<string, string | number>>) => string;

/** What is shorter is told in tenths of a second, in sentences and in columns alike. */
const shortMs = 9950;

function span(ms: number, say: Say): string {
  // "After 0 s" would say that nothing was measured.
  if (ms > 0 && ms < shortMs) return say('span.seconds', { s: Math.max(0.1, Math.round(ms / 100) / 10) });
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const s = seconds % 60;
  const m = Math.floor(seconds / 60) % 60;
  const h = Math.floor(seconds / 3600);
  if (h > 0) return m === 0 ? say('span.onlyHours', { h }) : say('span.hours', { h, m });
  if (m === 0) return say('span.seconds', { s });
  return s === 0 ? say('span.onlyMinutes', { m }) : say('span.minutes', { m, s });
}

function clockTime(locale: string, at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const day = sameDay ? {} : ({ day: 'numeric', month: 'short' } as const);
  const format = new Intl.DateTimeFormat(locale, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(at);
}

function zoneOf(locale: string, at: number): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  return name.replace('GMT+0', 'GMT').replace('GMT', 'UTC');
}

function bytes(locale: string, count: number): string {
  const unit = count >= 1_000_000 ? 'megabyte' : count >= 1000 ? 'kilobyte' : 'byte';
  const value = unit === 'megabyte' ? count / 1_000_000 : unit === 'kilobyte' ? count / 1000 : count;
  const digits = { maximumFractionDigits: value < 10 ? 1 : 0 };
  // The short form of a byte has no plural.
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, ...digits }).format(value);
}
