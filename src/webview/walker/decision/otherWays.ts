import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageCommand } from '../../../core/run/view/view.ts';
import { codeBlock } from '../command/code.ts';
import type { Scene } from '../scene.ts';

/** The other ways that the runbook names beside a command: to be read and copied, never run from here. */
export function otherWays(
  scene: Scene,
  { otherWays: ways = [] }: PageCommand,
): TemplateResult | typeof nothing {
  if (ways.length === 0) return nothing;
  const { words } = scene;
  // What a condition calls for is in view: somebody has to see whether it holds.
  const isAsked = ways.some(({ isConditional }) => isConditional === true);
  return html`<details class="hr-ways" ?open=${isAsked}>
    <summary>${words.t(isAsked ? 'ways.conditional' : 'ways.label', { n: String(ways.length) })}</summary>
    ${ways.map(
      ({ title, text, line }) =>
        html`${title === undefined ? nothing : html`<p dir="auto">${title}</p>`}
        ${codeBlock(scene, text, words.t('ways.copy', { line: String(line) }))}`,
    )}
  </details>`;
}
