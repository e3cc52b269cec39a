import { enReview } from '../l10n/en/review.ts';
import { trReview } from '../l10n/tr/review.ts';
import { enTrends } from '../l10n/en/trends.ts';
import { trTrends } from '../l10n/tr/trends.ts';
import { speech, type Speech } from '../l10n/speech.ts';

/** What a review says. */
export interface ReviewWords extends Speech<typeof enReview>, Dates {}

/** What the page of trends says. */
export interface TrendWords extends Speech<typeof enTrends>, Dates {}

/** Times of the past, with the seconds that a timeline needs. */
interface Dates {
  /** "03:28:41" */
  second(at: number): string;
  /** "03:28" */
  minute(at: number): string;
  /** "21 Nov 2026" */
  day(at: number): string;
}

/** The words of a display language. */
export function reviewWords(locale: string): ReviewWords {
  const words = speech(locale, enReview, { tr: trReview });
  return { ...words, ...datesOf(words.locale) };
}

/** Those of the page of trends. */
export function trendWords(locale: string): TrendWords {
  const words = speech(locale, enTrends, { tr: trTrends });
  return { ...words, ...datesOf(words.locale) };
}

function datesOf(locale: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
  const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const minute = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  return {
    second: at => second.format(at),
    minute: at => minute.format(at),
    day: at => day.format(at),
  };
}
