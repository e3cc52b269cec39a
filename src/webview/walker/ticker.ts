import type { Words } from '../l10n/words.ts';

/** A command that prints nothing for so long is said to be quiet. */
const quietFrom = 60_000;

/** Writes every running duration of the page: `data-since` holds the moment it counts from. */
export function tick(root: ParentNode, words: Words, now: number): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-since]')) {
    const text = running(element, words, now - Number(element.dataset['since']));
    if (element.textContent !== text) element.textContent = text;
  }
}

function running(element: HTMLElement, words: Words, ms: number): string {
  const { left } = element.dataset;
  if (left !== undefined) return words.t('wait.left', { clock: words.clock(Number(left) - ms) });
  if (element.dataset['waiting'] !== undefined) return words.t('waiting', { span: words.span(ms) });
  if (element.dataset['quiet'] !== undefined) {
    return ms < quietFrom ? words.t('running.readOn') : words.t('running.quiet', { span: coarse(words, ms) });
  }
  return element.dataset['coarse'] === undefined ? words.clock(ms) : coarse(words, ms);
}

function coarse(words: Words, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const h = Math.floor(minutes / 60);
  return h > 0 ? words.t('span.hours', { h, m: minutes % 60 }) : words.t('span.onlyMinutes', { m: minutes });
}
