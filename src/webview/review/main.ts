import { reviewSettings, type ReviewSettings } from '../../protocol/reviewPage.ts';
import { liveRegions } from '../walker/regions.ts';
import { moveFor } from './keys.ts';
import { OutputPage } from './outputPage.ts';
import type { FromReview } from '../../protocol/review.ts';
import { connect, type Port } from '../port.ts';
import { RequestPage } from './request/requestPage.ts';
import { ReviewPage } from './reviewPage.ts';
import { TrendsPage } from './trends/trendsPage.ts';

const fallback: ReviewSettings = {
  mode: 'review',
  locale: document.documentElement.lang,
  singleKeys: true,
  density: 'comfortable',
};

/** The settings the host wrote into the page. */
function readSettings(): ReviewSettings {
  const text = document.getElementById('handrail-settings')?.textContent ?? '';
  try {
    const parsed = reviewSettings.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

function start(port: Port<FromReview>): void {
  const root = document.createElement('div');
  root.id = 'review';
  document.body.append(...liveRegions(), root);
  const settings = readSettings();
  starts[settings.mode](port, root, settings);
  port.post({ type: 'ready' });
}

function startReview(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings): void {
  const page = new ReviewPage(port, root, settings);
  port.listen(message => page.receive(message));
  document.addEventListener('keydown', event => {
    const move = event.defaultPrevented ? undefined : moveFor(event, page.settings.singleKeys);
    if (move !== undefined && page.move(move)) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => page.save());
  window.addEventListener('pagehide', () => page.save());
}

function startOutput(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings): void {
  const page = new OutputPage(port, root, settings);
  port.listen(message => page.receive(message));
}

function startRequest(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings): void {
  // The host brings the page back by this alone.
  if (settings.request !== undefined) port.save(settings.request);
  const page = new RequestPage(port, root, settings);
  port.listen(message => page.receive(message));
}

function startTrends(port: Port<FromReview>, root: HTMLElement, settings: ReviewSettings): void {
  const page = new TrendsPage(port, root, settings);
  port.listen(message => page.receive(message));
}

const starts: Readonly<Record<ReviewSettings['mode'], typeof startReview>> = {
  review: startReview,
  output: startOutput,
  request: startRequest,
  trends: startTrends,
};

start(connect<FromReview>());
