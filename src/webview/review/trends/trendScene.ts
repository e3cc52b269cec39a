import type { ToldTrend } from '../../../core/trends/told.ts';
import type { TrendWords } from '../reviewWords.ts';

/** All that the page of trends is drawn from. */
export interface TrendScene {
  readonly words: TrendWords;
  readonly told: ToldTrend;
  /** CSS pixels that a plot may take. */
  readonly width: number;
  /** Opens the review of a run. */
  readonly open: (folder: string) => void;
}

/** "93%", as the language writes it. */
export function percent({ locale }: TrendWords, value: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(value / 100);
}
