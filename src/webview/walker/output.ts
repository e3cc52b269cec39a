import { html, nothing, type TemplateResult } from 'lit-html';

import type { CommandView } from '../../core/run/view.ts';
import type { OutputView } from '../../core/run/outputView.ts';
import { painted } from './painted.ts';
import type { CardScene, Scene } from './scene.ts';

/** The freshest output of an attempt: what arrived between two views, else the view's own. */
export function outputOf(scene: Scene, command: CommandView): OutputView | undefined {
  const { attemptId } = command;
  return (attemptId === undefined ? undefined : scene.outputs.get(attemptId)) ?? command.output;
}

/** What a command printed; while it runs it is followed as long as it is scrolled to its end. */
export function outputBox(
  at: CardScene,
  command: CommandView,
  label: string,
): TemplateResult | typeof nothing {
  const { scene, card } = at;
  const { words } = scene;
  const output = outputOf(scene, command);
  const running = command.state === 'running';
  // Only blanks were printed, as by the line feed that a shell adds after Ctrl+C.
  if (output === undefined || output.tail.length === 0) {
    return running || output !== undefined
      ? html`<p class="hr-inline">${words.t(running ? 'output.noneYet' : 'output.none')}</p>`
      : nothing;
  }
  const { attemptId } = command;
  return html`<div class="hr-out">
    <div
      class="hr-out__b"
      role=${running ? 'log' : 'region'}
      aria-live="off"
      aria-label=${label}
      tabindex="0"
      data-follow=${attemptId ?? ''}
      data-key=${`${card.id}/out/${attemptId ?? ''}`}
    >
      <pre dir="auto">${painted(output)}</pre>
    </div>
    <div class="hr-out__foot">
      <span>${extent(scene, output, running)}</span>
      ${output.masked > 0 ? html`<span>${words.t('output.masked', { n: output.masked })}</span>` : nothing}
      ${attemptId === undefined ? nothing : openFull(at, attemptId)}
    </div>
  </div>`;
}

function openFull({ scene, card }: CardScene, attemptId: string): TemplateResult {
  return html`<button
    class="hr-linkbtn"
    type="button"
    data-open-output
    @click=${() => scene.act.host({ action: 'openOutput', step: card.id, attemptId })}
  >
    ${scene.words.t('output.openFull')}
  </button>`;
}

function extent(scene: Scene, output: OutputView, running: boolean): string {
  const { words } = scene;
  const shown = output.tail.length;
  const n = output.lines;
  if (running) return words.t('output.following', { n });
  return shown < n ? words.t('output.lastOf', { shown, n }) : words.t('output.lines', { n });
}
