import { en } from './en.ts';
import type { Told } from '../../core/message/message.ts';
import { phrase } from '../../core/message/phrase.ts';
import type { Message, MessageKey, Messages } from './message.ts';
import { tr } from './tr.ts';
import { trRemarks } from './trRemarks.ts';

// Messages are data with `{holes}`; a message with `{n}` in two forms is chosen by the language's plural rules.

type HolesIn<S> = S extends `${string}{${infer K}}${infer Rest}` ? K | HolesIn<Rest> : never;
type HolesOf<M> = M extends { readonly one: infer A; readonly other: infer B }
  ? HolesIn<A> | HolesIn<B> | 'n'
  : HolesIn<M>;
type Fill<K extends MessageKey> = HolesOf<(typeof en)[K]>;
type FillArguments<K extends MessageKey> = [Fill<K>] extends [never]
  ? []
  : [holes: Readonly<Record<Fill<K>, string | number>>];

/** Says things in one language; numbers, times and lists by Intl. */
export interface Words {
  readonly locale: string;
  t<K extends MessageKey>(key: K, ...holes: FillArguments<K>): string;
  /** What reading the runbook found; in English where this language has no words for it. */
  remark(told: Told): string;
  number(value: number): string;
  /** Clock time of a moment in the past, with the date where it is not today's. */
  time(at: number, now: number): string;
  /** "0:41", "1:02:03": a duration beside others. */
  clock(ms: number): string;
  /** "38 s", "2 min 14 s": a duration inside a sentence. */
  span(ms: number): string;
  bytes(count: number): string;
  list(items: readonly string[]): string;
}

const languages: ReadonlyMap<string, Messages> = new Map<string, Messages>([
  ['en', en],
  ['tr', tr],
]);

/** By the keys of the core's own messages, whose English comes with them. */
const remarks: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([['tr', trRemarks]]);

/** The words of a display language; English where it has none of its own. Never throws: an unknown tag is English. */
export function wordsFor(locale: string): Words {
  const tag = locale.toLowerCase().split(/[-_]/u)[0] ?? 'en';
  return words(languages.has(tag) ? tag : 'en');
}

function words(locale: string): Words {
  const messages = languages.get(locale) ?? en;
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const say = (key: MessageKey, holes: Readonly<Record<string, string | number>> = {}): string =>
    fill(form(messages[key], holes['n'], plural), holes, numbers);
  return {
    locale,
    t: (key, ...holes) => say(key, holes[0]),
    remark: told => remarkIn(remarks.get(locale), told),
    number: value => numbers.format(value),
    time: (at, now) => clockTime(locale, at, now),
    clock,
    span: ms => span(ms, say),
    bytes: count => bytes(locale, count),
    list: items => lists.format(items),
  };
}

function remarkIn(table: Readonly<Record<string, string>> | undefined, { message, says }: Told): string {
  const known = table !== undefined && says.length > 0 && says.every(({ key }) => key in table);
  return known ? phrase(says, key => table[key] ?? key) : message;
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

type Say = (key: MessageKey, holes: Readonly<Record<string, string | number>>) => string;

function span(ms: number, say: Say): string {
  // "After 0 s" would say that nothing was measured.
  if (ms > 0 && ms < 1000) return say('span.seconds', { s: Math.max(0.1, Math.round(ms / 100) / 10) });
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const s = seconds % 60;
  const m = Math.floor(seconds / 60) % 60;
  const h = Math.floor(seconds / 3600);
  if (h > 0) return say('span.hours', { h, m });
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

function bytes(locale: string, count: number): string {
  const unit = count >= 1_000_000 ? 'megabyte' : count >= 1000 ? 'kilobyte' : 'byte';
  const value = unit === 'megabyte' ? count / 1_000_000 : unit === 'kilobyte' ? count / 1000 : count;
  const digits = { maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(
    value,
  );
}
