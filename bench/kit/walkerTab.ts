// The walker's own bundle in a real Chromium, told what the extension would tell it; run by itself it measures nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Page as Tab } from 'playwright-core';
import type { ToWalker, WalkerSettings } from '../../src/protocol/host.ts';

const root = join(import.meta.dirname, '../..');
const origin = 'http://walker.test';
const browser = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasBrowser = existsSync(browser);

/** Ends when what was told has been painted: the second frame after it begins with the first on the screen. */
const painted =
  'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))';

const settings: WalkerSettings = {
  runbook: 'file:///a.md',
  locale: 'en',
  singleKeys: true,
  density: 'comfortable',
  chords: 'page',
  mac: false,
};

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="stylesheet" href="/walker.css"></head>
<body class="vscode-dark"><script type="application/json" id="handrail-settings">${JSON.stringify(settings)}</script>
<script>window.acquireVsCodeApi = () => ({ postMessage: message => { window.asked?.(message); }, getState() {}, setState() {} });</script>
<script src="/walker.js"></script></body></html>`;

export interface WalkerTab {
  readonly tab: Tab;
  tell(message: ToWalker): Promise<void>;
  /** Resolves with the next paint. */
  paint(): Promise<void>;
  /** Milliseconds of processor time that the page's main thread has used: other programs of a busy machine do not count. */
  used(): Promise<number>;
  /** An empty walker again. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openWalkerTab(): Promise<WalkerTab> {
  const bundle = await build({
    entryPoints: [join(root, 'src/webview/walker/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
  });
  const launched = await chromium.launch({
    executablePath: browser,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const tab = await launched.newPage({ viewport: { width: 1200, height: 860 } });
  const bodies: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', html],
    '/walker.js': ['text/javascript', bundle.outputFiles[0]?.text ?? ''],
    '/walker.css': ['text/css', readFileSync(join(root, 'media/walker.css'), 'utf8')],
  };
  await tab.route('**/*', async route => {
    const [contentType, body] = bodies[new URL(route.request().url()).pathname] ?? ['', ''];
    await route.fulfill({ contentType, body });
  });
  const reset = async (): Promise<void> => {
    await tab.goto(`${origin}/`);
    await tab.evaluate(painted);
  };
  await reset();
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    tab,
    reset,
    used: async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    },
    tell: async message => {
      const text = JSON.stringify(message);
      await tab.evaluate(`window.dispatchEvent(new MessageEvent('message', { data: ${text} }))`);
    },
    paint: async () => {
      await tab.evaluate(painted);
    },
    close: async () => await launched.close(),
  };
}
