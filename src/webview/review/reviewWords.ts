import { reviewEn } from '../l10n/reviewEn.ts';
import { reviewTr } from '../l10n/reviewTr.ts';
import { speech, type Speech } from '../l10n/speech.ts';

/** What a review says, and its times with the seconds that a timeline needs. */
export interface ReviewWords extends Speech<typeof reviewEn> {
  /** "03:28:41" */
  second(at: number): string;
  /** "03:28" */
  minute(at: number): string;
  /** "21 Nov 2026" */
  day(at: number): string;
  /** "UTC+3", of the reader's machine. */
  zone(at: number): string;
}

/** The words of a display language. */
export function reviewWords(locale: string): ReviewWords {
  const words = speech(locale, reviewEn, { tr: reviewTr });
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(words.locale === 'en' ? 'en-GB' : words.locale, options);
  const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const minute = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const zone = format({ timeZoneName: 'shortOffset' });
  return {
    ...words,
    second: at => second.format(at),
    minute: at => minute.format(at),
    day: at => day.format(at),
    zone: at => {
      const name = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
      return name.replace('GMT', 'UTC');
    },
  };
}
