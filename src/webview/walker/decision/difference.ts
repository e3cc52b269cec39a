import { html, type TemplateResult } from 'lit-html';

import type { DiffLine } from '../../../core/run/change/difference.ts';
import { codeLine } from '../command/code.ts';
import { icon } from '../icon.ts';
import type { Scene } from '../scene.ts';

const marks = { same: ' ', added: '+', removed: '−' } as const;

interface Shown {
  readonly lines: readonly DiffLine[];
  /** Names the whole. */
  readonly label: string;
  /** What the button beside it copies, and what it is called. */
  readonly copy: { readonly text: string; readonly label: string };
}

/** A text beside the one whose place it takes, line by line: a sign and a word carry what colour repeats. */
export function differenceBlock(scene: Scene, { lines, label, copy }: Shown): TemplateResult {
  return html`<div class="hr-code hr-diff" role="group" aria-label=${label}>
    <pre dir="ltr"><code>${lines.map(line => lineOf(scene, line))}</code></pre>
    <button
      class="hr-btn hr-btn--quiet hr-btn--icon"
      type="button"
      aria-label=${copy.label}
      title=${copy.label}
      data-copy
      @click=${() => scene.act.host({ action: 'copy', text: copy.text })}
    >
      ${icon('copy')}
    </button>
  </div>`;
}

function lineOf({ words }: Scene, line: DiffLine): TemplateResult {
  if (line.kind === 'gap') {
    return html`<span class="hr-diff__l" data-kind="gap"
      >${words.t('difference.gap', { n: line.lines })}</span
    >`;
  }
  const said =
    line.kind === 'same' ? '' : words.t(line.kind === 'added' ? 'difference.edited' : 'difference.runbook');
  // prettier-ignore
  return html`<span class="hr-diff__l" data-kind=${line.kind}><span class="hr-diff__m" aria-hidden="true">${marks[line.kind]}</span><span class="sr-only">${said} </span>${codeLine(line.text)}</span>`;
}
