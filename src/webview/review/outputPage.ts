import { html, nothing, render, type TemplateResult } from 'lit-html';

import { placeOf } from '../../core/review/folded.ts';
import { toReview, type OutputRow, type ReviewSettings, type ToReview } from '../../protocol/reviewPage.ts';
import { say } from '../walker/regions.ts';
import { styled } from '../walker/styled.ts';
import { icon } from './icon.ts';
import type { FromReview } from '../../protocol/review.ts';
import type { Port } from '../port.ts';
import { reviewWords, type ReviewWords } from './reviewWords.ts';
import { scaleOf, type Scale } from './trends/scale.ts';

const rowHeight = 20;
/** Rows that are drawn above and below what can be seen. */
const margin = 40;
const pause = 250;

interface Size {
  readonly rows: number;
  readonly bytes: number;
  readonly whole: boolean;
}

interface Found {
  readonly text: string;
  readonly rows: readonly OutputRow[];
  readonly total: number;
  readonly done: boolean;
}

/** One output of any length: only the rows that can be seen are here, and a search brings places as they are found. */
export class OutputPage {
  readonly #port: Port<FromReview>;
  readonly #root: HTMLElement;
  readonly #settings: ReviewSettings;
  readonly #words: ReviewWords;
  #size: Size = { rows: 0, bytes: 0, whole: false };
  #rows = new Map<number, OutputRow>();
  #asked = 0;
  #wanted: number | undefined;
  #found: Found | undefined;
  #current: number | undefined;
  #searching: number | undefined;
  #drawing = false;

  constructor(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings) {
    this.#port = port;
    this.#root = root;
    this.#settings = settings;
    this.#words = reviewWords(settings.locale);
    this.#wanted = settings.row;
    this.#current = settings.row;
    document.documentElement.lang = this.#words.locale;
    document.body.classList.add('hr-outpage');
    window.addEventListener('scroll', () => this.#look(), { passive: true });
    window.addEventListener('resize', () => this.#look());
    document.addEventListener('keydown', event => this.#key(event));
    this.#draw();
  }

  /** Takes any message; what is not one of ours is ignored. */
  receive(message: unknown): void {
    const parsed = toReview.safeParse(message);
    if (parsed.success) this.#take(parsed.data);
  }

  #take(message: ToReview): void {
    if (message.type === 'output') {
      const first = this.#size.rows === 0;
      this.#size = message;
      this.#draw();
      if (first || this.#rows.size < this.#visible().count) this.#look();
      if (this.#wanted !== undefined && (this.#wanted < message.rows || message.whole))
        this.#goTo(this.#wanted);
    }
    if (message.type === 'lines' && message.id === this.#asked) {
      this.#rows = new Map(message.rows.map(row => [row.row, row]));
      this.#draw();
    }
    if (message.type === 'places' && message.text === this.#found?.text) this.#takePlaces(message);
  }

  #takePlaces({ text, rows, total, done }: Extract<ToReview, { type: 'places' }>): void {
    const known = this.#found?.rows ?? [];
    this.#found = { text, rows: [...known, ...rows], total: Math.max(total, this.#found?.total ?? 0), done };
    this.#draw();
    if (known.length === 0 && rows[0] !== undefined) this.#goTo(rows[0].row);
    if (done) say('say', this.#state(this.#found));
  }

  #scale(): Scale {
    const head = this.#root.querySelector('.hr-outhead')?.getBoundingClientRect().height ?? 0;
    return scaleOf({ rows: this.#size.rows, rowHeight, viewport: window.innerHeight - head });
  }

  #visible(): { readonly from: number; readonly count: number } {
    const scale = this.#scale();
    const top = scale.rowAt(window.scrollY);
    const from = Math.max(0, top - margin);
    const count = Math.min(this.#size.rows - from, Math.ceil(window.innerHeight / rowHeight) + 2 * margin);
    return { from, count: Math.max(0, count) };
  }

  /** Asks for the rows that can be seen now. */
  #look(): void {
    const { from, count } = this.#visible();
    if (count === 0) return;
    this.#asked += 1;
    this.#port.post({ type: 'lines', id: this.#asked, from, count });
    this.#soon();
  }

  #goTo(row: number): void {
    this.#wanted = undefined;
    this.#current = row;
    const scale = this.#scale();
    window.scrollTo(0, scale.offsetOf(Math.max(0, row - 5)));
    this.#look();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = this.#root.querySelector<HTMLInputElement>('input');
    const inField = event.target === field;
    if (event.key === '/' && !inField && this.#settings.singleKeys) {
      field?.focus();
      event.preventDefault();
    } else if (event.key === 'Enter' && inField) this.#step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && inField) this.#find('');
    else if (!inField && (event.key === 'Home' || event.key === 'End')) {
      this.#goTo(event.key === 'Home' ? 0 : Math.max(0, this.#size.rows - 1));
      event.preventDefault();
    }
  }

  #step(by: 1 | -1): void {
    const rows = this.#found?.rows ?? [];
    const here = this.#current ?? -1;
    const next =
      by > 0
        ? (rows.find(({ row }) => row > here) ?? rows[0])
        : (rows.findLast(({ row }) => row < here) ?? rows.at(-1));
    if (next !== undefined) this.#goTo(next.row);
  }

  #find(text: string): void {
    window.clearTimeout(this.#searching);
    this.#found = text === '' ? undefined : { text, rows: [], total: 0, done: false };
    this.#draw();
    this.#searching = window.setTimeout(
      () => this.#port.post({ type: 'find', text }),
      text === '' ? 0 : pause,
    );
  }

  #state({ text, total, done }: Found): string {
    const words = this.#words;
    if (!done) return words.t('search.under', { found: words.number(total) });
    return total === 0 ? words.t('search.none', { text }) : words.t('search.done', { n: total, text });
  }

  #soon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    render(this.#content(), this.#root);
  }

  #content(): TemplateResult {
    const scale = this.#scale();
    const rows = [...this.#rows.values()];
    const [first] = rows;
    const top = first === undefined ? 0 : scale.topOf(first.row, window.scrollY);
    return html`${this.#head()}
      <main class="hr-rows" ${styled({ height: `${scale.height}px` })}>
        <div
          class="hr-rows__in"
          ${styled({ top: `${top}px` })}
          role="list"
          aria-label=${this.#words.t('output')}
        >
          ${rows.map(row => this.#row(row))}
        </div>
      </main>`;
  }

  #head(): TemplateResult {
    const words = this.#words;
    const { rows, bytes, whole } = this.#size;
    const found = this.#found;
    return html`<header class="hr-outhead">
      <h1>${this.#settings.title ?? words.t('output')}</h1>
      <p class="hr-muted" data-size=${whole ? 'whole' : 'counting'}>
        ${words.t(whole ? 'output.size' : 'output.sizeSoFar', { n: rows, bytes: words.bytes(bytes) })}
      </p>
      <div class="hr-search">
        ${icon('search')}
        <input
          class="hr-input"
          type="search"
          aria-label=${words.t('output.find')}
          placeholder=${words.t('output.find')}
          .value=${found?.text ?? ''}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.#find(target.value);
          }}
        />
        ${
          found === undefined
            ? nothing
            : html`<span class="hr-muted" data-found=${found.done ? 'done' : 'under'}
                  >${this.#state(found)}</span
                >
                <span class="hr-jump"
                  ><button class="hr-btn" type="button" @click=${() => this.#step(-1)}>
                    ${words.t('find.previous')}
                  </button>
                  <button class="hr-btn" type="button" @click=${() => this.#step(1)}>
                    ${words.t('find.next')}
                  </button></span
                >`
        }
      </div>
    </header>`;
  }

  #row({ row, text, joined }: OutputRow): TemplateResult {
    const current = row === this.#current;
    const number = joined === true ? '…' : this.#words.number(row + 1);
    return html`<div class="hr-orow" role="listitem" data-line=${row} ?data-current=${current}>
      <span class="hr-orow__no" aria-hidden="true">${number}</span
      ><code>${marked(text, this.#found?.text)}</code>
    </div>`;
  }
}

/** Where the text was found, by the rule of the search itself. */
function marked(text: string, found: string | undefined): TemplateResult | string {
  const place = found === undefined ? undefined : placeOf(found, text);
  if (place === undefined) return text;
  const { start, end } = place;
  // prettier-ignore
  return html`${text.slice(0, start)}<mark class="hr-found">${text.slice(start, end)}</mark>${marked(text.slice(end), found)}`;
}
