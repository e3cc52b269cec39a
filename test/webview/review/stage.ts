import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page as Tab } from 'playwright-core';
import { pageBundle } from '../../../scripts/build.ts';
import { select } from '../../../src/core/review/select.ts';
import type { Review } from '../../../src/core/review/review.ts';
import { folded } from '../../../src/core/review/folded.ts';
import { haystackOf } from '../../../src/core/review/haystack.ts';
import type { ReviewSettings, ToReview } from '../../../src/protocol/reviewPage.ts';
import { fromReview, type FromReview } from '../../../src/protocol/review.ts';
import { patience, sheetOf } from '../harness.ts';
import { longerWords } from '../longer.ts';
import { siteOf, type Place } from '../site.ts';
import { themes, type ThemeName } from '../themes.ts';
import { detailIn, reviews, type ReviewName } from './runs.ts';

// The review's own bundle in a real Chromium, under the CSP it has in VS Code; the test plays the host and answers as it does.

const root = join(import.meta.dirname, '../../..');
const pages = siteOf<Setting>('review.test', {
  '/': setting => ['text/html', pageText(setting)],
  '/review.js': async ({ words }) => ['text/javascript', await bundle(words)],
  '/theme.css': setting => ['text/css', sheetOf(setting)],
});
const { origin } = pages;

const bundled = new Map<Setting['words'], Promise<string>>();

/** The review's bundle, built as the product's own is; with words that are longer where those are asked for. */
export function bundle(words?: Setting['words']): Promise<string> {
  const known = bundled.get(words) ?? makeBundle(words);
  bundled.set(words, known);
  return known;
}

function makeBundle(words: Setting['words']): Promise<string> {
  return build({
    ...pageBundle,
    plugins: [...(words === undefined ? [] : [longerWords]), ...(pageBundle.plugins ?? [])],
    entryPoints: [join(root, 'src/webview/review/main.ts')],
    sourcemap: false,
    write: false,
  }).then(result => result.outputFiles[0]?.text ?? '');
}

export interface Setting {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Partial<ReviewSettings>;
  readonly state?: unknown;
  readonly letters?: 'own';
  /** `longer`: English as a language of longer words. */
  readonly words?: 'longer';
}

/** A review, or one of its outputs, in a tab of its own. */
export interface Stage {
  readonly tab: Tab;
  readonly sent: readonly FromReview[];
  tell(message: ToReview): Promise<void>;
  violations(): Promise<readonly string[]>;
  /** Waits until all that the page has asked for is answered and drawn. */
  drawn(): Promise<void>;
  close(): Promise<void>;
}

const play = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  window.addEventListener('error', event => window.violations.push(String(event.message)));
  let state = JSON.parse(document.getElementById('state').textContent);
  window.acquireVsCodeApi = () => ({
    postMessage: message => window.fromPage(message),
    getState: () => state ?? undefined,
    setState: next => { state = next; },
  });
`;

function pageText({ theme = 'dark', letters, words, settings, state }: Setting): string {
  const given: ReviewSettings = {
    mode: 'review',
    locale: 'en',
    singleKeys: true,
    density: 'comfortable',
    ...settings,
  };
  const csp = `default-src 'none'; style-src ${origin}; font-src ${origin}; script-src 'nonce-n'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Review</title>
<meta http-equiv="Content-Security-Policy" content="${csp}">
<link rel="stylesheet" href="/theme.css?${theme}-${letters ?? ''}"><link rel="stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/walker.css"><link rel="stylesheet" href="/review.css">
</head><body class="${themes[theme].bodyClass}">
<script type="application/json" id="handrail-settings">${JSON.stringify(given)}</script>
<script type="application/json" id="state">${JSON.stringify(state ?? null)}</script>
<script nonce="n">${play}</script><script nonce="n" src="/review.js?${words ?? ''}"></script></body></html>`;
}

/** How the host answers a message of the page. */
export type Host = (message: FromReview) => readonly ToReview[];

interface Seat {
  readonly tab: Tab;
  readonly place: Place<Setting>;
  hears: (message: FromReview) => Promise<void>;
  /** Messages that are being answered. */
  answering: number;
}

// A tab is used again by the next test: a new one costs more than all that is done in it.
const free = new WeakMap<Browser, Seat[]>();

/** Opens the page; the host answers everything it is asked. */
export async function open(browser: Browser, host: Host, setting: Setting = {}): Promise<Stage> {
  const seats = (free.get(browser) ?? []).filter(({ tab }) => !tab.isClosed());
  free.set(browser, seats);
  const seat = seats.pop() ?? (await newSeat(browser));
  const { tab } = seat;
  const sent: FromReview[] = [];
  const tell = async (message: ToReview): Promise<void> => {
    await tab.evaluate(data => window.dispatchEvent(new MessageEvent('message', { data })), message);
  };
  seat.place.setting = setting;
  seat.hears = async message => {
    sent.push(message);
    for (const answer of host(message)) await tell(answer);
  };
  await tab.setViewportSize({ width: setting.width ?? 1200, height: setting.height ?? 900 });
  await tab.goto(`${origin}/`);
  return {
    tab,
    sent,
    tell,
    violations: () => tab.evaluate<string[]>('window.violations'),
    drawn: async () => {
      do await tab.evaluate(twoFrames);
      while (seat.answering > 0);
    },
    close: async () => {
      seat.hears = () => Promise.resolve();
      // Whatever the page still does ends with it.
      await tab.goto('about:blank');
      seats.push(seat);
    },
  };
}

const twoFrames =
  'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))';

async function newSeat(browser: Browser): Promise<Seat> {
  const place = pages.place();
  const context = await browser.newContext({
    timezoneId: 'Europe/Istanbul',
    extraHTTPHeaders: place.headers,
  });
  context.setDefaultTimeout(patience);
  const tab = await context.newPage();
  const seat: Seat = { tab, place, hears: () => Promise.resolve(), answering: 0 };
  await tab.exposeFunction('fromPage', async (raw: unknown) => {
    seat.answering += 1;
    try {
      await seat.hears(fromReview.parse(raw));
    } finally {
      seat.answering -= 1;
    }
  });
  return seat;
}

/** A host that answers for one review as the extension does. */
export function hostOf(review: Review, more: Host = () => []): Host {
  return message => {
    switch (message.type) {
      case 'ready':
        return [{ type: 'review', view: review.view }, ...more(message)];
      case 'rows': {
        const rows = select(review.events, message.filter, review.view.cut);
        return [
          { type: 'rows', id: message.id, rows: rows.slice(message.from, message.from + message.count) },
        ];
      }
      case 'detail':
        return [{ type: 'detail', event: message.event, detail: detailIn(review, message.event) }];
      case 'search': {
        if (message.text === '') return [];
        const wanted = folded(message.text);
        const hits = review.events.filter(event => haystackOf(event, review.attempts).includes(wanted));
        return [
          {
            type: 'found',
            text: message.text,
            hits: hits.map(event => ({ event })),
            done: false,
            more: false,
          },
          ...more(message),
          { type: 'found', text: message.text, hits: [], done: true, more: false },
        ];
      }
      default:
        return more(message);
    }
  };
}

/** What the host tells beside the run itself. */
export const beside: Host = message =>
  message.type === 'ready'
    ? [
        { type: 'today', today: { state: 'changed', lines: 3 } },
        { type: 'others', count: 2 },
      ]
    : [];

export interface Wanted {
  readonly name: ReviewName;
  readonly setting?: Setting;
  readonly more?: Host;
}

/** One of the reviews, drawn. */
export async function show(browser: Browser, { name, setting = {}, more = beside }: Wanted): Promise<Stage> {
  const stage = await open(browser, hostOf(reviews[name], more), setting);
  await stage.tab.locator('#badge-h').waitFor();
  await stage.drawn();
  return stage;
}

/** The words of all elements for a selector, blanks made one. */
export async function texts(stage: Stage, selector: string): Promise<readonly string[]> {
  return (await stage.tab.locator(selector).allInnerTexts()).map(text => text.replace(/\s+/gu, ' ').trim());
}
