import { render } from 'lit-html';

import { needsLook, type RunEvent } from '../../core/review/event.ts';
import type { ListFilter } from '../../core/review/select.ts';
import type { ReviewView } from '../../core/review/view.ts';
import { toReview, type ReviewSettings, type ToReview } from '../../protocol/reviewPage.ts';
import type { ReviewAction } from '../../protocol/review.ts';
import { say } from '../walker/regions.ts';
import { focusOn, InView, moveRow, type Move } from './keys.ts';
import { OwnWord } from './ownWord.ts';
import type { FromReview } from '../../protocol/review.ts';
import type { Port } from '../port.ts';
import { spokenBadge } from './badge.ts';
import { reviewWords, type ReviewWords } from './reviewWords.ts';
import type { Search } from './scene.ts';
import { failed, opening, sheet } from './sheet.ts';
import { nothingYet, partOf, savedOf, shownAfter, type Shown } from './shown.ts';

/** Events that are brought at once. */
const atOnce = 200;

/** Milliseconds after the last letter before a search begins. */
const pause = 250;

/** The review of one run: a function of what the host told, and of what the person looks at. */
export class ReviewPage {
  readonly #port: Port<FromReview>;
  readonly #root: HTMLElement;
  readonly #since = performance.now();
  #settings: ReviewSettings;
  #words: ReviewWords;
  #view: ReviewView | undefined;
  #failed: string | undefined;
  #shown: Shown = nothingYet;
  readonly #own = new OwnWord({
    mine: () => this.#shown.mine,
    words: () => this.#words,
    change: (mine, focus) => {
      if (focus !== undefined) this.#focusAfter = () => focusOn(focus);
      this.#change({ mine });
      this.#draw();
    },
    sign: action => this.#host(action),
  });
  readonly #inView = new InView();
  #asked = 0;
  #searching: number | undefined;
  #focusAfter: (() => boolean) | undefined;

  constructor(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings) {
    this.#port = port;
    this.#root = root;
    this.#settings = settings;
    this.#words = reviewWords(settings.locale);
    this.#dress();
    this.#tick();
  }

  /** Says how long it takes, while it does. */
  #tick(): void {
    if (this.#view !== undefined || this.#failed !== undefined) return;
    this.#draw();
    window.setTimeout(() => this.#tick(), 1000);
  }

  get settings(): ReviewSettings {
    return this.#settings;
  }

  /** Takes any message; what is not one of ours is ignored. */
  receive(message: unknown): void {
    const parsed = toReview.safeParse(message);
    if (parsed.success) this.#take(parsed.data);
  }

  /** Does what a key means; false where it means nothing here. */
  move(name: Move): boolean {
    switch (name) {
      case 'search':
        return focusOn('[data-key="search"]');
      case 'escape':
        return this.#escape();
      case 'nextLook':
      case 'previousLook':
      case 'previous':
        return moveRow(name, id => this.#looks(id));
      case 'next':
        return moveRow('next', () => true) || this.#nextMore();
    }
  }

  /** Saves what only the page knows. */
  save(): void {
    if (this.#view === undefined) return;
    const { filter, open } = this.#shown;
    this.#port.save({ run: this.#view.run, filter, open: [...open], scroll: window.scrollY });
  }

  #looks(id: number): boolean {
    const event = this.#eventAt(id);
    return event !== undefined && needsLook(event);
  }

  #eventAt(id: number): RunEvent | undefined {
    const { rows, search } = this.#shown;
    return rows.find(row => row.id === id) ?? search?.hits.find(({ event }) => event.id === id)?.event;
  }

  #take(message: ToReview): void {
    switch (message.type) {
      case 'settings':
        this.#settings = message.settings;
        this.#words = reviewWords(message.settings.locale);
        this.#dress();
        break;
      case 'review':
        this.#begin(message.view);
        break;
      case 'failed':
        this.#failed = message.why;
        break;
      case 'rows':
        this.#takeRows(message.id, message.rows);
        break;
      case 'detail':
        this.#change({ details: new Map(this.#shown.details).set(message.event, message.detail) });
        break;
      case 'found':
        this.#takeFound(message);
        break;
      default:
        this.#takeAside(message);
    }
    this.#draw();
  }

  #takeAside(message: ToReview): void {
    if (message.type === 'signed') this.#own.signed(message.state);
    this.#change(partOf(message));
    if (message.type === 'compared') this.#focusAfter = () => focusOn('[data-key="compared"]');
    if (message.type !== 'git') return;
    this.#draw();
    say('say', document.querySelector('[data-git]')?.textContent ?? '');
  }

  #begin(view: ReviewView): void {
    const before = this.#view === undefined ? undefined : { view: this.#view, shown: this.#shown };
    const saved = before === undefined ? savedOf(this.#port.restore(), view.run) : undefined;
    this.#view = view;
    document.title = view.title;
    this.#shown = shownAfter(view, before, saved);
    if (before === undefined) this.#focusAfter = () => this.#arrive(saved?.scroll);
    else this.#sayBadge(view);
    this.#bring(0, Math.max(atOnce, this.#shown.rows.length));
    for (const event of this.#shown.open) this.#port.post({ type: 'detail', event });
  }

  #arrive(scroll: number | undefined): boolean {
    window.scrollTo(0, scroll ?? 0);
    return focusOn('[data-key="title"]');
  }

  #sayBadge({ badge }: ReviewView): void {
    say(badge.result === 'broken' ? 'shout' : 'say', spokenBadge(this.#words, badge));
  }

  #bring(from: number, count: number): void {
    this.#asked += 1;
    this.#port.post({
      type: 'rows',
      id: this.#asked,
      filter: this.#shown.filter,
      from,
      count: Math.min(count, 1000),
    });
  }

  #takeRows(id: number, rows: readonly RunEvent[]): void {
    if (id !== this.#asked) return;
    const [first] = rows;
    const kept = first === undefined ? [] : this.#shown.rows.filter(row => row.id < first.id);
    this.#change({ rows: [...kept, ...rows] });
    // The first event behind a break tells which digest does not fit.
    const cut = this.#view?.cut;
    if (cut !== undefined && rows.some(row => row.id === cut) && !this.#shown.details.has(cut))
      this.#port.post({ type: 'detail', event: cut });
  }

  #takeFound({ text, hits, done, more }: Extract<ToReview, { type: 'found' }>): void {
    const { search } = this.#shown;
    if (search?.text !== text) return;
    const all: Search = { text, hits: [...search.hits, ...hits], done, more: search.more || more };
    this.#change({ search: all });
    if (done) say('say', this.#words.t('search.done', { n: all.hits.length, text }));
  }

  #nextMore(): boolean {
    const { rows, filter, search } = this.#shown;
    if (search !== undefined || rows.length >= (this.#view?.counts[filter] ?? 0)) return false;
    this.#focusAfter = () => moveRow('next', () => true);
    this.#more();
    return true;
  }

  #escape(): boolean {
    if (this.#shown.search === undefined) return false;
    this.#search('');
    focusOn('[data-filter][aria-pressed="true"]');
    return true;
  }

  #show(filter: ListFilter): void {
    if (this.#shown.search !== undefined) this.#search('');
    this.#change({ filter, rows: [] });
    this.#bring(0, atOnce);
    this.#draw();
    this.save();
  }

  #more(): void {
    this.#bring(this.#shown.rows.length, atOnce);
  }

  #toggle(event: number): void {
    const open = new Set(this.#shown.open);
    if (!open.delete(event)) {
      open.add(event);
      this.#inView.opened(event);
      if (!this.#shown.details.has(event)) this.#port.post({ type: 'detail', event });
    }
    this.#change({ open });
    this.#draw();
    this.save();
  }

  #search(text: string): void {
    window.clearTimeout(this.#searching);
    const search = text.trim() === '' ? undefined : { text, hits: [], done: false, more: false };
    if (search !== undefined) this.#inView.searched();
    this.#change({ search });
    this.#draw();
    this.#searching = window.setTimeout(
      () => this.#port.post({ type: 'search', text: text.trim() === '' ? '' : text }),
      text === '' ? 0 : pause,
    );
  }

  #host(action: ReviewAction): void {
    if (action.action === 'verifyGit') {
      if (this.#shown.git === 'asked') return;
      this.#change({ git: 'asked' });
      this.#draw();
    }
    this.#port.post({ type: 'act', action });
  }

  #change(part: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...part };
  }

  #dress(): void {
    document.documentElement.lang = this.#words.locale;
    document.body.classList.toggle('hr-compact', this.#settings.density === 'compact');
  }

  #draw(): void {
    render(this.#content(), this.#root);
    // What the focus is to go to may come with a later message.
    if (this.#view !== undefined && this.#focusAfter?.() === true) this.#focusAfter = undefined;
    this.#inView.drawn(this.#shown);
  }

  #content(): ReturnType<typeof sheet> {
    if (this.#failed !== undefined) return failed(this.#words, this.#failed);
    if (this.#view === undefined) return opening(this.#words, performance.now() - this.#since);
    return sheet({
      ...this.#shown,
      words: this.#words,
      view: this.#view,
      act: {
        show: filter => this.#show(filter),
        more: () => this.#more(),
        toggle: event => this.#toggle(event),
        search: text => this.#search(text),
        host: action => this.#host(action),
        own: this.#own,
      },
    });
  }
}
