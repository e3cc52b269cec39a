import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';
import { chromium, type Browser, type Page as Tab } from 'playwright-core';

import { pageBundle } from '../../scripts/build.ts';
import type { Page, RunView } from '../../src/core/run/view/view.ts';
import type { ToWalker, WalkerSettings } from '../../src/protocol/host.ts';
import type { FromWalker } from '../../src/protocol/webview.ts';
import { now } from './fixtures/base.ts';
import { fontSheet } from './fonts.ts';
import { longerWords } from './longer.ts';
import { hostRules, siteOf, type Place } from './site.ts';
import { themes, themeSheet, type ThemeName } from './themes.ts';

// The walker's own bundle in a real Chromium, under the CSP it has in VS Code, with VS Code's side played by the test.

const root = join(import.meta.dirname, '../..');
const walkers = siteOf<Setting>('walker.test', {
  '/': setting => ['text/html', pageText(setting)],
  '/walker.js': async ({ words }) => ['text/javascript', await bundle(words)],
  '/walker-tr.js': async () => ['text/javascript', await turkishBundle()],
  '/theme.css': setting => ['text/css', sheetOf(setting)],
});
const { origin } = walkers;

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

/** Milliseconds that a busy machine may take for what is waited for. */
export const patience = 120_000;

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    timeout: patience,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      // Letters are drawn alike on every screen.
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
      await hostRules(),
    ],
  });
}

const bundled = new Map<Setting['words'], Promise<string>>();

/** The walker's bundle, built as the product's own is; with words that are longer where those are asked for. */
export function bundle(words?: Setting['words']): Promise<string> {
  const known = bundled.get(words) ?? makeBundle(words);
  bundled.set(words, known);
  return known;
}

let turkish: Promise<string> | undefined;

/** The script that brings Turkish to a page. */
export function turkishBundle(): Promise<string> {
  turkish ??= makeBundle(undefined, 'src/webview/l10n/turkish.ts');
  return turkish;
}

function makeBundle(words: Setting['words'], entry = 'src/webview/walker/main.ts'): Promise<string> {
  return build({
    ...pageBundle,
    plugins: [...(words === undefined ? [] : [longerWords]), ...(pageBundle.plugins ?? [])],
    entryPoints: [join(root, entry)],
    sourcemap: false,
    write: false,
  }).then(result => result.outputFiles[0]?.text ?? '');
}

export interface Setting {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Partial<WalkerSettings>;
  /** What an earlier page of the same panel saved. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  /** `own`: letters that are the same on every machine; else the machine's. */
  readonly letters?: 'own';
  /** `longer`: English as a language of longer words. */
  readonly words?: 'longer';
}

/** A walker in a tab of its own. */
export interface Stage {
  readonly tab: Tab;
  /** Everything the page has sent, without `ready` and `offers`. */
  sent(): Promise<readonly FromWalker[]>;
  /** What the page offers, as it said last. */
  offers(): Promise<readonly string[]>;
  /** Waits until all of it has been drawn. */
  tell(...messages: readonly ToWalker[]): Promise<void>;
  show(page: Page, view: RunView): Promise<void>;
  view(view: RunView): Promise<void>;
  saved(): Promise<unknown>;
  violations(): Promise<readonly string[]>;
  /** Sets the time of day, in milliseconds since 1970. */
  setTime(time: number): Promise<void>;
  /** Stops the clock by which the page is not steady yet, for as long as the test says. */
  hold(): Promise<void>;
  /** Puts the clock that was stopped on. */
  pass(ms: number): Promise<void>;
  /** Waits until what was told has been drawn. */
  drawn(): Promise<void>;
  close(): Promise<void>;
}

const play = `
  // What the page does only soon after something else has a clock that a test can stop.
  const now = performance.now.bind(performance);
  performance.now = () => window.heldAt ?? now();
  window.sent = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  window.addEventListener('error', event => window.violations.push(String(event.message)));
  let state = JSON.parse(document.getElementById('state').textContent);
  window.acquireVsCodeApi = () => ({
    postMessage: message => window.sent.push(message),
    getState: () => state ?? undefined,
    setState: next => { state = next; window.saved = next; },
  });
`;

function pageText(setting: Setting): string {
  const { theme = 'dark', letters, words } = setting;
  const settings: WalkerSettings = {
    runbook: 'file:///home/elif/orders-blue-green.md',
    locale: 'en',
    singleKeys: true,
    density: 'comfortable',
    chords: 'page',
    mac: false,
    ...setting.settings,
  };
  const csp = `default-src 'none'; style-src ${origin}; font-src ${origin}; script-src 'nonce-n'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Handrail</title>
<meta http-equiv="Content-Security-Policy" content="${csp}">
<link rel="stylesheet" href="/theme.css?${theme}-${letters ?? ''}"><link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/walker.css">
</head><body class="${themes[theme].bodyClass}">
<script type="application/json" id="handrail-settings">${JSON.stringify(settings)}</script>
<script type="application/json" id="state">${JSON.stringify(setting.state ?? null)}</script>
<script nonce="n">${play}</script>${settings.locale === 'tr' ? '<script nonce="n" src="/walker-tr.js"></script>' : ''}<script nonce="n" src="/walker.js?${words ?? ''}"></script></body></html>`;
}

interface Seat {
  readonly tab: Tab;
  readonly place: Place<Setting>;
  /** By which the page goes; a tab keeps all that it was ever told, for each page anew. */
  time?: number;
}

// A tab is used again by the next test: a new one costs more than all that is done in it.
const free = new WeakMap<Browser, Seat[]>();

/** Closes all tabs, so that nothing of one file's tests is left to another's. */
export async function freshTabs(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map(context => context.close()));
}

async function seatIn(browser: Browser, setting: Setting): Promise<Seat> {
  const seats = (free.get(browser) ?? []).filter(({ tab }) => !tab.isClosed());
  free.set(browser, seats);
  const seat = seats.pop() ?? (await newSeat(browser));
  seat.place.setting = setting;
  await seat.tab.setViewportSize({ width: setting.width ?? 1200, height: setting.height ?? 860 });
  await seat.tab.emulateMedia({ reducedMotion: setting.reducedMotion === true ? 'reduce' : 'no-preference' });
  await setTime(seat, now);
  return seat;
}

async function setTime(seat: Seat, time: number): Promise<void> {
  if (seat.time === time) return;
  await seat.tab.clock.setFixedTime(time);
  seat.time = time;
}

async function newSeat(browser: Browser): Promise<Seat> {
  const place = walkers.place();
  const context = await browser.newContext({ timezoneId: 'UTC', extraHTTPHeaders: place.headers });
  context.setDefaultTimeout(patience);
  return { tab: await context.newPage(), place };
}

/** The theme of a page, with its letters. */
export function sheetOf({ theme = 'dark', letters }: Pick<Setting, 'theme' | 'letters'>): string {
  return letters === undefined ? themeSheet(theme) : `${themeSheet(theme)}\n${fontSheet}`;
}

/** Opens an empty walker; `show` fills it. */
export async function open(browser: Browser, setting: Setting = {}): Promise<Stage> {
  const seat = await seatIn(browser, setting);
  const { tab } = seat;
  await tab.goto(`${origin}/`);
  await tab.waitForFunction('window.sent?.[0]?.type === "ready"');
  const drawn = async (): Promise<void> => {
    await tab.evaluate(
      'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))',
    );
  };
  const tell = async (...messages: readonly ToWalker[]): Promise<void> => {
    await tab.evaluate(all => {
      for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
    }, messages);
    await drawn();
  };
  return {
    tab,
    tell,
    drawn,
    sent: async () =>
      (await tab.evaluate<FromWalker[]>('window.sent')).filter(
        ({ type }) => type !== 'ready' && type !== 'offers',
      ),
    offers: () =>
      tab.evaluate<string[]>("window.sent.findLast(({ type }) => type === 'offers')?.commands ?? []"),
    show: (page, view) => tell({ type: 'page', page }, { type: 'run', view }),
    view: view => tell({ type: 'run', view }),
    saved: () => tab.evaluate('window.saved'),
    violations: () => tab.evaluate<string[]>('window.violations'),
    setTime: time => setTime(seat, time),
    hold: () => tab.evaluate('void (window.heldAt = performance.now())'),
    pass: ms => tab.evaluate(`void (window.heldAt += ${ms})`),
    close: () => {
      free.get(browser)?.push(seat);
      return Promise.resolve();
    },
  };
}

/** Opens every row of the page at once. */
export async function unfold(stage: Stage): Promise<void> {
  await stage.tab.evaluate(() => {
    for (const row of document.querySelectorAll<HTMLElement>('[data-row][aria-expanded="false"]'))
      row.click();
  });
  await stage.drawn();
}
