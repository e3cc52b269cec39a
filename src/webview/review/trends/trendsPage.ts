import { render } from 'lit-html';

import type { ToldTrend } from '../../../core/trends/told.ts';
import type { FromReview } from '../../../protocol/review.ts';
import { toReview, type ReviewSettings } from '../../../protocol/reviewPage.ts';
import type { Port } from '../../port.ts';
import { focusOn } from '../keys.ts';
import { trendWords, type TrendWords } from '../reviewWords.ts';
import { trendsOpening, trendsSheet, trendsUnread } from './trendsSheet.ts';

/** What the runs of one runbook show together: a function of what the host told, and of how wide the page is. */
export class TrendsPage {
  readonly #port: Port<FromReview>;
  readonly #root: HTMLElement;
  #settings: ReviewSettings;
  #words: TrendWords;
  #told: { readonly trend?: ToldTrend } | undefined;
  #failed: string | undefined;

  constructor(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings) {
    this.#port = port;
    this.#root = root;
    this.#settings = settings;
    this.#words = trendWords(settings.locale);
    this.#dress();
    window.addEventListener('resize', () => this.#draw());
    this.#draw();
  }

  /** Takes any message; what is not one of ours is ignored. */
  receive(message: unknown): void {
    const parsed = toReview.safeParse(message);
    if (!parsed.success) return;
    const { data } = parsed;
    const isFirst = this.#told === undefined;
    switch (data.type) {
      case 'settings':
        this.#settings = data.settings;
        this.#words = trendWords(data.settings.locale);
        this.#dress();
        break;
      case 'trends':
        this.#told = data.told === undefined ? {} : { trend: data.told };
        document.title = data.told?.title ?? document.title;
        break;
      case 'failed':
        this.#failed = data.why;
        break;
      default:
        return;
    }
    this.#draw();
    if (isFirst && this.#told !== undefined) focusOn('[data-key="title"]');
  }

  #dress(): void {
    document.documentElement.lang = this.#words.locale;
    document.body.classList.toggle('hr-compact', this.#settings.density === 'compact');
  }

  #draw(): void {
    render(this.#content(), this.#root);
  }

  #content(): ReturnType<typeof trendsSheet> {
    const words = this.#words;
    if (this.#failed !== undefined) return trendsUnread(words, this.#failed);
    if (this.#told === undefined) return trendsOpening(words, 'trends.opening');
    const { trend } = this.#told;
    if (trend === undefined) return trendsOpening(words, 'trends.none');
    return trendsSheet({
      words,
      told: trend,
      // What stands left and right of the sheet is not the plot's.
      width: Math.min(1120, document.documentElement.clientWidth - (window.innerWidth < 600 ? 32 : 48)),
      open: folder => this.#port.post({ type: 'act', action: { action: 'openRun', folder } }),
    });
  }
}
