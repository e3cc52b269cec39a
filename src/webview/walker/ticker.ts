import type { Words } from '../l10n/words.ts';
import { isHang, showHangs } from './quiet.ts';

/** A command that prints nothing for so long is said to be quiet. */
const quietFrom = 60_000;

/** Writes every running duration of the page: `data-since` holds the moment it counts from. */
export function tick(root: ParentNode, words: Words, now: number): void {
  showHangs(root, now);
  for (const element of root.querySelectorAll<HTMLElement>('[data-since]')) {
    const text = running(element, words, now - Number(element.dataset['since']));
    if (element.textContent !== text) element.textContent = text;
  }
  fillBars(root, words, now);
}

/** How far each running step is against its usual time. */
function fillBars(root: ParentNode, words: Words, now: number): void {
  for (const bar of root.querySelectorAll<HTMLElement>('[data-bar-since]')) {
    const ms = Math.max(0, now - Number(bar.dataset['barSince']));
    const usual = Math.max(1, Number(bar.dataset['barUsual']));
    // Not by a style attribute, which the page's own policy refuses.
    bar.style.setProperty('--done', `${Math.min(100, (100 * ms) / usual).toFixed(1)}%`);
    bar.setAttribute('aria-valuenow', String(Math.round(Math.min(ms, usual) / 1000)));
    bar.setAttribute('aria-valuetext', words.clock(ms));
  }
}

function running(element: HTMLElement, words: Words, ms: number): string {
  const { left } = element.dataset;
  if (left !== undefined) return words.t('wait.left', { clock: words.clock(Number(left) - ms) });
  if (element.dataset['waiting'] !== undefined) return words.t('waiting', { span: words.span(ms) });
  if (element.dataset['hangs'] !== undefined) return words.t('quiet.hangs', { span: coarse(words, ms) });
  if (element.dataset['quiet'] !== undefined) {
    // From then on the box says so.
    return ms < quietFrom || isHang(ms)
      ? words.t('running.readOn')
      : words.t('running.quiet', { span: coarse(words, ms) });
  }
  if (element.dataset['coarse'] !== undefined) return coarse(words, ms);
  const { usual } = element.dataset;
  if (usual === undefined) return words.clock(ms);
  return words.t('running.usually', { clock: words.clock(ms), usual: words.clock(Number(usual)) });
}

function coarse(words: Words, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const h = Math.floor(minutes / 60);
  return h > 0 ? words.t('span.hours', { h, m: minutes % 60 }) : words.t('span.onlyMinutes', { m: minutes });
}
