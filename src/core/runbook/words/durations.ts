import type { Planned } from '../runbook.ts';

// Minutes of each unit, in English, Turkish, German and Spanish; letters without accents.
const UNITS: ReadonlyArray<readonly [minutes: number, words: string]> = [
  [1 / 60, 's|sec|secs|second|seconds|sn|saniye|sek|sekunde|sekunden|segundo|segundos|seg'],
  [1, 'min|mins|minute|minutes|dk|dakika|minuten|minuto|minutos'],
  [60, 'h|hr|hrs|hour|hours|sa|saat|std|stunde|stunden|hora|horas'],
  [24 * 60, 'd|day|days|gun|tag|tage|tagen|dia|dias'],
  [7 * 24 * 60, 'week|weeks|hafta|woche|wochen|semana|semanas'],
];
const UNIT = UNITS.map(([, words]) => words).join('|');
const NUMBER_WORDS = new Map(
  [
    'one two three four five six seven eight nine ten',
    'bir iki uc dort bes alti yedi sekiz dokuz on',
    'eine zwei drei vier funf sechs sieben acht neun zehn',
    'un dos tres cuatro cinco seis siete ocho nueve diez',
  ].flatMap(words => words.split(' ').map((word, at) => [word, String(at + 1)])),
);
// Before a unit only: elsewhere "on" and "un" are no numbers.
const IN_WORDS = new RegExp(`\\b(?:${[...NUMBER_WORDS.keys()].join('|')})(?=[ -](?:${UNIT})\\b)`, 'g');
const NUMBER = '\\d+(?:[.,]\\d+)?';
const SPAN = new RegExp(
  `(?<![\\w.,:-])([<>~≤≈]=?\\s*)?(${NUMBER})(?:\\s*-?(${UNIT})\\.?)?(?:\\s*(?:-|–|—|to|bis|ile|a|hasta)\\s*(${NUMBER})\\s*(${UNIT})\\.?)?(?![\\w.])`,
  'g',
);
// A point in time or a rate, not how long something takes: "1 hour before", "within 24 hours", "every 5 min".
const BEFORE =
  /\b(?:within|every|after|before|last|next|per|past|first|in|t|her|son|ilk|nach|vor|innerhalb|response|timeout|interval|rto|rpo|sla|alle|cada|antes|tras|dentro de)\s*[-+:]?\s*$/;
const AFTER = /^\s*(?:before|after|ago|later|once|onces|sonra|icinde|vorher|danach|antes|despues|old)/;
// "Estimated duration:", "Total time required:".
const LABEL =
  /^\W*(?:estimated|expected|planned|total|approx\w*|tahmini|geschatzte|tiempo)?\s*(?:duration|time|sure|dauer|duracion|tiempo estimado|estimado)\s*(?:required|estimate)?\s*\W*[:=]\W*/;

/** How long a heading says its section takes. */
export function plannedOfTitle(title: string): Planned | undefined {
  // "2.4 Min values": a section's number is no amount.
  return plannedIn(fold(title).replace(/^\W*\d+(?:\.\d+)+\.?\s/, ''));
}

function plannedIn(text: string): Planned | undefined {
  const found = durationIn(text);
  return found === undefined ? undefined : { minMinutes: found.minMinutes, maxMinutes: found.maxMinutes };
}

// "p95 > 5 s" compares; "takes < 5 min" and "(> 5 min)" say how long something lasts.
function isLimit(bound: string | undefined, before: string): boolean {
  return (
    bound !== undefined &&
    /^[<>≤≥]/.test(bound) &&
    /[\p{L}\d%)\]]\s*$/u.test(before) &&
    !/\b(?:takes?|taking|lasts?|duration|time|eta|downtime|max|total|about|within|sure|surer|dauer|dauert|duracion|tiempo)\s*$/.test(
      before,
    )
  );
}

const UP_TO = /\b(?:up to|at most|bis zu|en fazla|en cok|hochstens)\s*$/;

/** The first duration in a folded text that is no point in time and no rate, and where it stands. */
export function durationIn(text: string): (Planned & { start: number; end: number }) | undefined {
  for (const match of /\d/.test(text) ? text.matchAll(SPAN) : []) {
    const end = match.index + match[0].length;
    // A few words decide; all that stands before would be read again for each number.
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    if (BEFORE.test(before) || AFTER.test(text.slice(end)) || isLimit(match[1], before)) {
      continue;
    }
    const planned = toPlanned(match);
    if (planned !== undefined) {
      const limited = UP_TO.test(before) ? { ...planned, minMinutes: 0 } : planned;
      return { ...limited, start: match.index, end };
    }
  }
  return undefined;
}

// In a sentence only what is set apart, or said to be taken, is how long its step takes.
const APART =
  /(?<=^|\s)[([]\s*(?:eta:?\s*|ca\.?\s*|approx\.?\s*|about\s*|yaklasik\s*|unos\s*)?([~≈<≤]?\s*\d[^)\]]{1,30})[)\]]|\s[—–-]\s+((?:ca\.?|approx\.?|about|yaklasik|unos)?\s*[~≈]?\s*\d[^,;.]{1,24})$/g;
// "This takes about 5 minutes", "the backup lasts …", "ETA …".
const TAKES =
  /\b(?:(?:this|it|the (?:whole |entire )?(?:step|phase|process|procedure|operation|backup|migration|restore|upgrade|deployment|rollout))\s+(?:\w+\s+){0,2}?(?:takes?|lasts?)|eta|dauert|tarda|toma|demora)\b(.{0,40})|(\d.{0,24})\s+(?:surer|surmektedir|surebilir|alir)\b/;

/** How long a step's own words say it takes: "Smoke tests (10 min)", "This takes about 5 minutes". */
export function plannedOfStep(text: string): Planned | undefined {
  if (!/\d/.test(text) || text.length > MAX_TEXT) {
    return undefined;
  }
  const words = fold(text);
  // "The backup is recent (< 24 h)" says how old something may be.
  if (OF_AGE.test(words)) {
    return undefined;
  }
  const apart = [...words.matchAll(APART)].map(match => whole(match[1] ?? match[2] ?? ''));
  const taken = TAKES.exec(words);
  return (
    apart.find(planned => planned !== undefined) ??
    (taken === null ? undefined : plannedIn(taken[1] ?? taken[2] ?? ''))
  );
}

const OF_AGE =
  /\b(?:recent|fresh|old|older|age|lag|latency|delay|taken|guncel|yeni|aktuell|alt|frisch|reciente)\b[^([]{0,20}[([]\s*(?:[<>≤≥]|less than|under)/;
const MAX_TEXT = 2000;

// "(15 min)" is a duration, "(15 min timeout)" speaks about something else.
function whole(words: string): Planned | undefined {
  const found = durationIn(words);
  return found !== undefined && found.maxMinutes > 0 && found.end >= words.trimEnd().length - 1
    ? plannedIn(words)
    : undefined;
}

/** How long a line such as `Duration: 15 minutes` says. */
export function plannedOfLine(line: string): Planned | undefined {
  const text = /[:=]/.test(line) || !isAscii(line) ? fold(line) : '';
  const label = LABEL.exec(text);
  return label === null ? undefined : plannedIn(text.slice(label[0].length));
}

function toPlanned(match: RegExpExecArray): Planned | undefined {
  const [, bound, first, firstUnit, second, secondUnit] = match;
  const unit = firstUnit ?? secondUnit;
  if (first === undefined || unit === undefined) {
    return undefined;
  }
  const low = amount(first) * minutesOf(unit);
  const high = second === undefined ? low : amount(second) * minutesOf(secondUnit ?? unit);
  if (second === undefined && bound !== undefined && /^[<≤]/.test(bound)) {
    return { minMinutes: 0, maxMinutes: high };
  }
  return { minMinutes: Math.min(low, high), maxMinutes: Math.max(low, high) };
}

function amount(digits: string): number {
  return Number(digits.replace(',', '.'));
}

function minutesOf(unit: string): number {
  return UNITS.find(([, words]) => words.split('|').includes(unit))?.[0] ?? 1;
}

/** Folded text with the numbers of its times in digits: "ten minutes" as "10 minutes". */
export function withDigits(words: string): string {
  return words.replace(IN_WORDS, word => NUMBER_WORDS.get(word) ?? word);
}

/** Lower case without accents, so that one table of words serves "İletişim", "Rücknahme" and "opción". */
export function fold(text: string): string {
  if (isAscii(text)) {
    return text.toLowerCase();
  }
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}

/** True where folding can only change letters' case, which is most text and costs a hundredth of taking accents off. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are ASCII as well
  return !/[^\u0000-\u007F]/.test(text);
}
