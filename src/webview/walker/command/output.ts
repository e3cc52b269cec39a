import { html, nothing, type TemplateResult } from 'lit-html';

import type { CommandView } from '../../../core/run/view/view.ts';
import type { OutputView } from '../../../core/run/view/outputView.ts';
import { marked, namesError, showFirstError } from './errors.ts';
import { painted } from './painted.ts';
import type { CardScene, Scene } from '../scene.ts';

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
      <pre dir="auto">${painted(output, command.state === 'failed' ? marked : undefined)}</pre>
    </div>
    <div class="hr-out__foot">
      <span>${extent(scene, output, running)}</span>
      ${attemptId === undefined ? nothing : openFull(at, attemptId, true)}
      ${running || !namesError(output.tail) ? nothing : firstError(scene)}
    </div>
    ${output.masked > 0 ? html`<p class="hr-out__foot" data-masked>${words.t('output.masked', { n: output.masked })}</p>` : nothing}
  </div>`;
}

/** What an attempt printed, whole, in an editor. `key` where it is the output that keys are about. */
export function openFull({ scene, card }: CardScene, attemptId: string, key = false): TemplateResult {
  return html`<button
    class="hr-linkbtn"
    type="button"
    ?data-open-output=${key}
    @click=${() => scene.act.host({ action: 'openOutput', step: card.id, attemptId })}
  >
    ${scene.words.t('output.openFull')}
  </button>`;
}

function firstError({ words }: Scene): TemplateResult {
  const show = ({ currentTarget }: Event): void => {
    const box = currentTarget instanceof Element ? currentTarget.closest('.hr-out') : null;
    const output = box?.querySelector<HTMLElement>('[data-follow]');
    if (output !== null && output !== undefined) showFirstError(output);
  };
  return html`<button class="hr-linkbtn" type="button" data-first-error @click=${show}>
    ${words.t('output.firstError')}
  </button>`;
}

/** From so many bytes on it is said how much there is, rather than how many lines. */
const much = 10_000_000;

function extent(scene: Scene, output: OutputView, running: boolean): string {
  const { words } = scene;
  const shown = output.tail.length;
  const n = output.lines;
  if (output.bytes >= much) {
    const size = words.bytes(output.bytes);
    return words.t(running ? 'output.soFar' : 'output.inAll', { size, n: shown });
  }
  if (running) return words.t('output.following', { n });
  return shown < n ? words.t('output.lastOf', { shown, n }) : words.t('output.lines', { n });
}
