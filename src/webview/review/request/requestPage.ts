import { render } from 'lit-html';

import type { AnswerState, AskedView, AskedViews } from '../../../protocol/asked.ts';
import { toReview, type ReviewSettings, type ToReview } from '../../../protocol/reviewPage.ts';
import type { FromReview, ReviewAction } from '../../../protocol/review.ts';
import type { Port } from '../../port.ts';
import { say } from '../../walker/regions.ts';
import { focusOn } from '../keys.ts';
import { requestSheet, type Answering } from './requestSheet.ts';
import { reviewWords, type ReviewWords } from '../reviewWords.ts';
import { failed, opening } from '../sheet.ts';

/** What a run asks of somebody: a function of what the host told, and of what they have typed. */
export class RequestPage {
  readonly #port: Port<FromReview>;
  readonly #root: HTMLElement;
  readonly #since = performance.now();
  #settings: ReviewSettings;
  #words: ReviewWords;
  #asked: AskedViews | undefined;
  #failed: string | undefined;
  /** By the name of the request. */
  #reasons: ReadonlyMap<string, string> = new Map();
  #states: ReadonlyMap<string, Answering> = new Map();

  constructor(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings) {
    this.#port = port;
    this.#root = root;
    this.#settings = settings;
    this.#words = reviewWords(settings.locale);
    this.#draw();
  }

  /** Takes any message; what is not one of ours is ignored. */
  receive(message: unknown): void {
    const parsed = toReview.safeParse(message);
    if (parsed.success) this.#take(parsed.data);
  }

  #take(message: ToReview): void {
    const first = this.#asked === undefined;
    switch (message.type) {
      case 'settings':
        this.#settings = message.settings;
        this.#words = reviewWords(message.settings.locale);
        break;
      case 'asked':
        this.#asked = message.asked;
        break;
      case 'answered':
        this.#answered(message.nonce, message.state);
        break;
      case 'failed':
        this.#failed = message.why;
        break;
      default:
        return;
    }
    this.#draw();
    if (first && this.#asked !== undefined) focusOn('[data-key="title"]');
  }

  #answered(nonce: string, state: AnswerState): void {
    this.#states = new Map(this.#states).set(nonce, state);
    say(state === 'signed' ? 'say' : 'shout', this.#words.t(`answer.${state}`));
  }

  /** Asks the host to sign, once, what is shown and nothing else. */
  #answer({ nonce, plan }: AskedView, decision: 'granted' | 'denied'): void {
    const reason = (this.#reasons.get(nonce) ?? '').trim();
    if (this.#states.get(nonce) === 'asked') return;
    if (decision === 'denied' && reason === '') {
      this.#states = new Map(this.#states).set(nonce, 'needs-reason');
      this.#draw();
      focusOn(`[data-key="reason-${nonce}"]`);
      return;
    }
    this.#states = new Map(this.#states).set(nonce, 'asked');
    this.#draw();
    this.#host({ action: 'answer', nonce, plan, decision, reason });
  }

  #type(nonce: string, text: string): void {
    this.#reasons = new Map(this.#reasons).set(nonce, text);
    const states = new Map(this.#states);
    if (states.get(nonce) === 'needs-reason') states.delete(nonce);
    this.#states = states;
    this.#draw();
  }

  #host(action: ReviewAction): void {
    this.#port.post({ type: 'act', action });
  }

  #draw(): void {
    document.documentElement.lang = this.#words.locale;
    document.body.classList.toggle('hr-compact', this.#settings.density === 'compact');
    render(this.#content(), this.#root);
  }

  #content(): ReturnType<typeof requestSheet> {
    if (this.#failed !== undefined) return failed(this.#words, this.#failed);
    if (this.#asked === undefined) return opening(this.#words, performance.now() - this.#since);
    return requestSheet({
      words: this.#words,
      asked: this.#asked,
      reasons: this.#reasons,
      states: this.#states,
      act: {
        answer: (one, decision) => this.#answer(one, decision),
        type: (nonce, text) => this.#type(nonce, text),
        host: action => this.#host(action),
      },
    });
  }
}
