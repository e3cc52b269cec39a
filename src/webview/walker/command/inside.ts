import { html, nothing, type TemplateResult } from 'lit-html';

import type { CommandView, PageCommand } from '../../../core/run/view/view.ts';
import { answerButtons } from '../decision/answers.ts';
import { unlock } from '../decision/unlock.ts';
import { icon } from '../icon.ts';
import { canAct, canRun, type CardScene } from '../scene.ts';

/** One command of a step, from 0. */
export interface Within {
  readonly command: PageCommand;
  readonly seen: CommandView;
  readonly i: number;
}

/** Where the operator is while a command has opened another shell: what is typed reaches that one. */
export function whereabouts(at: CardScene, { command, seen }: Within): TemplateResult | typeof nothing {
  if (seen.state !== 'running' || !command.entersShell || seen.inside !== undefined) return nothing;
  return html`<p class="hr-inline">${icon('arrow-swap', 'sm')} ${at.scene.words.t('inside.where')}</p>`;
}

/** What can be done about a command that is meant for the shell that an earlier one has opened. */
export function insidePart(at: CardScene, within: Within): TemplateResult | typeof nothing {
  const turn = within.seen.inside;
  if (turn === 'send') return sendPart(at, within);
  return turn === 'judge' ? judgePart(at, within) : nothing;
}

function sendPart(at: CardScene, { seen, i }: Within): TemplateResult {
  const { scene, card } = at;
  const { words, act, view } = scene;
  const may = canRun(scene) && !scene.busy.has(card.id);
  const label = words.t(seen.state === 'failed' ? 'inside.again' : 'inside.send');
  const send = (named: { readonly confirm?: string } = {}): void => {
    const what = { type: 'shell.send', step: card.id, statement: i, revision: view.revision } as const;
    if (may) act.ask(card.id, { ...what, ...named });
  };
  if (seen.guard !== undefined) {
    const press = { label, send: (confirm: string) => send({ confirm }) };
    return html`<div class="hr-guard">${unlock(at, seen.guard, press)}</div>`;
  }
  return html`<div class="hr-actions">
    <button
      class="hr-btn hr-btn--lg"
      type="button"
      data-main="press"
      data-key=${`${card.id}/send`}
      data-does="send"
      aria-disabled=${may ? nothing : 'true'}
      @click=${() => send()}
    >
      ${icon('play')}${label}
    </button>
  </div>`;
}

/** Nobody but who reads the terminal knows when it has ended, and how. */
function judgePart(at: CardScene, { i }: Within): TemplateResult {
  const { scene, card } = at;
  const { words, act } = scene;
  const heading = `${card.id}-inside`;
  return html`<div role="group" aria-labelledby=${heading}>
    <p id=${heading} data-result=${card.id} tabindex="-1">${words.t('inside.question')}</p>
    ${answerButtons({
      scene,
      enabled: canAct(scene) && !scene.busy.has(card.id),
      key: `${card.id}/met`,
      answer: decision => act.ask(card.id, { type: 'shell.judge', step: card.id, statement: i, decision }),
    })}
  </div>`;
}

/** Said beside the command, from 0, before it is reached: pressed as a whole, the step stops in front of it. */
export function insideTag({ scene, card }: CardScene, i: number): TemplateResult | typeof nothing {
  const { inside } = card.commands?.[i] ?? {};
  if (inside === undefined) return nothing;
  // Which shell it is, is said once; behind that the same words five times over would hide the commands.
  const isSame = i > 0 && card.commands?.[i - 1]?.inside === inside;
  const text = isSame
    ? scene.words.t('tag.insideToo')
    : scene.words.t('tag.inside', { command: firstLine(inside) });
  return html`<span class="hr-tag">${text}</span>`;
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
