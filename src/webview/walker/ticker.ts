import type { Words } from '../l10n/words.ts';
import { isHang, showHangs, showLines } from './command/quiet.ts';

/** A command that prints nothing for so long is said to be quiet. */
const quietFrom = 60_000;

/** From then on a reading of the cluster is said to be old: it is several times its usual age. */
const oldFrom = 30_000;

/** So long nothing has to change to be worth a word. */
const sameFrom = 60_000;

/** Writes every running duration of the page: `data-since` holds the moment it counts from. */
export function tick(root: ParentNode, words: Words, now: number): void {
  showHangs(root, now);
  showLines(root, now);
  for (const element of root.querySelectorAll<HTMLElement>('[data-since]')) {
    const ms = now - Number(element.dataset['since']);
    const text =
      element.dataset['read'] === undefined ? running(element, words, ms) : age(element, words, { ms, now });
    if (element.textContent !== text) element.textContent = text;
  }
  fillBars(root, words, now);
}

/** How old a reading is; an old one looks old as a whole. */
function age(
  element: HTMLElement,
  words: Words,
  { ms, now }: { readonly ms: number; readonly now: number },
): string {
  const span = words.span(Math.max(0, Math.floor(ms / 1000)) * 1000);
  const section = element.closest<HTMLElement>('[data-live]');
  section?.toggleAttribute('data-old', ms >= oldFrom);
  if (ms >= oldFrom || section?.dataset['trouble'] !== undefined)
    return words.t('live.old', { time: words.time(now - ms, now), span });
  const same = now - Number(element.dataset['read']);
  const read = words.t('live.age', { span });
  return same < sameFrom ? read : `${read} ${words.t('live.same', { span: coarse(words, same) })}`;
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
  if (element.dataset['waiting'] !== undefined)
    return words.t('waiting', { span: words.span(Math.floor(ms / 1000) * 1000) });
  if (element.dataset['hangs'] !== undefined) return words.t('quiet.hangs', { span: coarse(words, ms) });
  if (element.dataset['quiet'] !== undefined) {
    // From then on the box says so.
    return ms < quietFrom || isHang(ms)
      ? words.t('running.readOn')
      : words.t('running.quiet', { span: coarse(words, ms) });
  }
  if (element.dataset['coarse'] !== undefined) return coarse(words, ms);
  const { soFar } = element.dataset;
  if (soFar !== undefined)
    return words.t(soFar === 'first' ? 'phase.soFarAlone' : 'phase.soFar', { clock: words.clock(ms) });
  const { usual } = element.dataset;
  if (usual === undefined) return words.clock(ms);
  return words.t('running.usually', { clock: words.clock(ms), usual: words.clock(Number(usual)) });
}

function coarse(words: Words, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const h = Math.floor(minutes / 60);
  return h > 0 ? words.t('span.hours', { h, m: minutes % 60 }) : words.t('span.onlyMinutes', { m: minutes });
}
