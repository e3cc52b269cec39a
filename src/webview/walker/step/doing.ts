import { html, nothing, type TemplateResult } from 'lit-html';

import type { StepState } from '../../../core/run/view/view.ts';
import { codeBlock } from '../command/code.ts';
import { commandList } from '../command/commands.ts';
import { formOf } from '../decision/choices.ts';
import { failedDecision, judgeDecision, unknownDecision } from '../decision/decide.ts';
import { reasonForm } from '../form.ts';
import { mainKey } from './entering.ts';
import { gatePart } from '../decision/gate.ts';
import { blockedPart } from '../decision/guard.ts';
import { notes } from './notes.ts';
import { mayRun, otherButton, otherChoices } from '../decision/other.ts';
import { icon } from '../icon.ts';
import { hangBox } from '../command/quiet.ts';
import { forceButton, moreTime } from '../command/limit.ts';
import { spans } from '../command/spans.ts';
import { hasMore } from './remarks.ts';
import { rehearsalTurn } from '../page/rehearsal.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';
import { activeCommand, isSettled } from './status.ts';
import { takeBack } from '../decision/stepOver.ts';

/** The body of a step that the shell does. */
export function commandsBody(at: CardScene): TemplateResult {
  const here = commandInHand(at);
  const under = here === undefined ? undefined : { at: here, content: turn(at) };
  return html`${optionalNote(at)} ${problems(at)} ${commandList(at, under)} ${wholeBlock(at)}
  ${notes(at, at.status.step)} ${here === undefined ? turn(at) : nothing}`;
}

/**
 * The command that runs or waits for a word, where others follow it: what can be done stands right below its output then, rather
 * than below commands that nobody has come to.
 */
function commandInHand({ status, card }: CardScene): number | undefined {
  if (!inHand.has(status.state)) return undefined;
  const at = activeCommand(status.step)?.at;
  return at === undefined || at + 1 >= (card.commands?.length ?? 0) ? undefined : at;
}

const inHand: ReadonlySet<StepState> = new Set(['running', 'judge', 'failed', 'unknown']);

/** The block with the comments that became nobody's title. */
function wholeBlock({ card, scene }: CardScene): TemplateResult | typeof nothing {
  if (card.kind !== 'commands' || card.text === undefined || !hasMore(card)) return nothing;
  return html`<details class="hr-written">
    <summary>${scene.words.t('text.blockAsWritten')}</summary>
    ${codeBlock(scene, card.text, scene.words.t('code.copyText'))}
  </details>`;
}

/** Nobody is led to it, so it says itself that it may be left; what has begun is to be brought to its end. */
export function optionalNote({ card, scene, status }: CardScene): TemplateResult | typeof nothing {
  const { state, commands } = status.step;
  return card.optional !== true || isSettled(state) || commands.some(one => one.state !== 'waiting')
    ? nothing
    : html`<p>${scene.words.t('manual.optional')}</p>`;
}

/** Why a step can never be run as it stands. */
export function problems(at: CardScene): TemplateResult | typeof nothing {
  const { card, scene } = at;
  const { words, act } = scene;
  if (card.problems.length === 0) return nothing;
  return html`<div class="hr-note" data-state="blocked">
    ${icon('warning')}
    <span
      ><strong>${words.t(card.kind === 'commands' ? 'problem.cannotRun' : 'problem.title')}</strong>
      ${card.problems.map(
        problem =>
          html`<small
            >${spans(words.remark(problem))}
            <button
              class="hr-linkbtn"
              type="button"
              @click=${() => act.host({ action: 'openMarkdown', line: problem.line })}
            >
              ${words.t('line', { n: String(problem.line) })}
            </button></small
          >`,
      )}</span
    >
  </div>`;
}

/** What can be done with a step in its state. */
function turn(at: CardScene): TemplateResult | typeof nothing {
  const { step, state } = at.status;
  if (isRehearsal(at.scene) && state !== 'blocked') return rehearsalTurn(at);
  switch (state) {
    case 'ready':
    case 'waiting':
      return runActions(at);
    case 'blocked':
      return html`${step.blocked === undefined ? nothing : blockedPart(at, step.blocked)}
      ${blockedActions(at)}`;
    case 'running':
      return stopActions(at);
    case 'judge':
      return judgeDecision(at);
    case 'failed':
      return html`${step.gates === undefined ? nothing : gatePart(at, step.gates)} ${failedDecision(at)}`;
    case 'unknown':
      return unknownDecision(at);
    case 'passed':
    case 'skipped':
    case 'by-hand':
      return settledActions(at);
    case 'superseded':
      return nothing;
  }
}

function runActions(at: CardScene): TemplateResult {
  const { scene, card, status } = at;
  const { words } = scene;
  const done = status.step.commands.filter(command => command.state === 'passed').length;
  return html`<div class="hr-actions">
      <button
        class=${at.current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
        type="button"
        data-main="press"
        data-run
        aria-disabled=${mayRun(at) ? nothing : 'true'}
        @click=${() => run(at, 'run.step')}
      >
        ${icon('play')}${words.t(done > 0 ? 'run.rest' : 'run.step', { number: card.number })}
        ${at.current ? mainKey(scene) : nothing}
      </button>
      ${stepThrough(at, done)} ${otherButton(at)}
    </div>
    ${otherChoices(at)}`;
}

function run(at: CardScene, type: 'run.step' | 'run.next'): void {
  const { scene, card } = at;
  if (mayRun(at)) scene.act.ask(card.id, { type, step: card.id, revision: scene.view.revision });
}

function stepThrough(at: CardScene, done: number): TemplateResult | typeof nothing {
  const { words } = at.scene;
  const total = at.card.commands?.length ?? 1;
  if (total < 2) return nothing;
  return html`<button
    class="hr-btn hr-btn--lg"
    type="button"
    data-run-next
    data-does="runNext"
    aria-disabled=${mayRun(at) ? nothing : 'true'}
    @click=${() => run(at, 'run.next')}
  >
    ${
      done > 0
        ? words.t('run.next', { n: String(done + 1), total: String(total) })
        : words.t('run.through', { n: total })
    }
  </button>`;
}

function blockedActions(at: CardScene): TemplateResult | typeof nothing {
  const { blocked } = at.status.step;
  if (blocked?.kind === 'earlier') return nothing;
  return html`<div class="hr-actions">${otherButton(at)}</div>
    ${otherChoices(at)}`;
}

const stopping = {
  interrupted: 'stop.interrupted',
  terminated: 'stop.terminated',
  'can-force': 'stop.canForce',
} as const;

function stopActions(at: CardScene): TemplateResult {
  const { scene, card, status } = at;
  const { words, act } = scene;
  const active = activeCommand(status.step);
  const tried = active?.command.stopping;
  const endless = card.commands?.[active?.at ?? 0]?.endless === true;
  const lastAt = scene.heardAt.get(active?.command.attemptId ?? '') ?? active?.command.startedAt ?? 0;
  const stop = (): void => {
    if (canAct(scene) && tried === undefined) act.ask(card.id, { type: 'run.stop', step: card.id });
  };
  return html`${tried === undefined ? hangBox(at, { heardAt: lastAt, command: active?.command }) : nothing}
    <div class="hr-actions">
      <button
        class="hr-btn hr-btn--lg"
        type="button"
        data-stop
        aria-disabled=${tried === undefined && canAct(scene) ? nothing : 'true'}
        @click=${stop}
      >
        ${icon('debug-stop')}${words.t(endless ? 'stop.andGoOn' : 'stop')}
        <kbd class="hr-kbd">${words.t(scene.settings.mac ? 'key.stopMac' : 'key.stop')}</kbd>
      </button>
      ${tried === 'can-force' ? forceButton(at) : nothing} ${tried === undefined ? moreTime(at) : nothing}
      ${
        tried === undefined
          ? html`<p data-since=${lastAt} data-quiet></p>`
          : html`<p>${words.t(stopping[tried])}</p>`
      }
    </div>`;
}

/** Whether the open card of a settled step has a way to take it back, so that its row leads there. */
export function mayReopen({ scene, card, status: { state } }: CardScene): boolean {
  const settled = state === 'passed' || state === 'skipped' || state === 'by-hand';
  return settled && canAct(scene) && !isRehearsal(scene) && card.kind !== 'check';
}

/** Taking a settled step back is a new entry, so it asks why; what a branch took the place of has nothing to take back. */
export function settledActions(at: CardScene): TemplateResult | typeof nothing {
  const { scene, card, status } = at;
  if (!canAct(scene) || status.state === 'superseded') return nothing;
  if (isRehearsal(scene)) return takeBack(at);
  const open = scene.memory.form(card.id) === 'reopen';
  const form = open ? formOf(at, 'reopen') : undefined;
  const key =
    status.state === 'skipped'
      ? 'settled.doAfterAll'
      : status.state === 'passed'
        ? 'settled.again'
        : 'settled.takeBack';
  return html`<div class="hr-actions">
      <button
        class="hr-btn hr-btn--quiet"
        type="button"
        data-key=${`${card.id}/reopen`}
        data-opens="reopen"
        data-does="reopen"
        aria-expanded=${String(open)}
        @click=${() => scene.act.setForm(card.id, open ? undefined : 'reopen')}
      >
        ${scene.words.t(key)}
      </button>
    </div>
    ${form === undefined ? nothing : reasonForm(scene, form)}`;
}
