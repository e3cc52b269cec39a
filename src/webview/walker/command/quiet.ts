import { html, nothing, type TemplateResult } from 'lit-html';

import type { CommandView } from '../../../core/run/view/view.ts';
import { icon } from '../icon.ts';
import type { CardScene } from '../scene.ts';

/** A command that prints nothing for so long may hang: ms. */
const hangsFrom = 300_000;

/** A command that has run for so long may wait for something that is typed: ms. */
const mayReadFrom = 2000;

/** That a command has printed nothing for long, and what will become of it; shown by the clock alone (`showHangs`). */
export function hangBox(
  { scene }: CardScene,
  { heardAt, command }: { readonly heardAt: number; readonly command: CommandView | undefined },
): TemplateResult {
  const { words } = scene;
  const { limitMs, process } = command ?? {};
  const said = [
    process === undefined ? [] : [words.t('quiet.process', { n: String(process) })],
    limitMs === undefined ? [] : [words.t('stop.limit', { limit: words.clock(limitMs) })],
  ].flat();
  return html`<div class="hr-result" data-state="judge" data-hang=${heardAt} hidden>
    ${icon('question', 'lg')}
    <p>
      <strong data-since=${heardAt} data-hangs></strong>
      ${said.length === 0 ? nothing : html`<small>${said.join(' ')}</small>`}
    </p>
  </div>`;
}

/** Whether a silence of so many ms is said in a box of its own. */
export function isHang(ms: number): boolean {
  return ms >= hangsFrom;
}

/** Shows the boxes whose time has come. */
export function showHangs(root: ParentNode, now: number): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-hang]'))
    box.hidden = !isHang(now - Number(box.dataset['hang']));
}

/** Shows the lines of input whose time has come, or whose command asks; each has its place before, so that nothing moves. Once shown, one stays: what is typed in it must not go. */
export function showLines(root: ParentNode, now: number): void {
  for (const line of root.querySelectorAll<HTMLElement>('[data-line][data-later]')) {
    const { line: since, wanted } = line.dataset;
    if (wanted !== undefined || now - Number(since) >= mayReadFrom) line.removeAttribute('data-later');
  }
}
