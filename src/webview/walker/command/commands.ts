import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { CommandView, PageCommand } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { isAskedAbout } from '../step/askedAbout.ts';
import { codeBlock } from './code.ts';
import { earlierAttempts } from './earlier.ts';
import { editedCommand } from '../decision/edit.ts';
import { expectation, isPrinted } from './expectation.ts';
import { textOf } from '../form.ts';
import { isJustHanded } from '../held.ts';
import { icon, type IconName } from '../icon.ts';
import { insidePart, insideTag, whereabouts } from './inside.ts';
import { outcomeShort } from './outcome.ts';
import { otherWays } from '../decision/otherWays.ts';
import { outputBox, outputOf } from './output.ts';
import { asksSecret, questionIn } from './question.ts';
import { shellNote } from './shellNote.ts';
import { editedTag } from '../decision/editedTag.ts';
import { canAct, type CardScene } from '../scene.ts';
import { unmarked } from './spans.ts';

const icons: Readonly<Record<CommandView['state'], IconName>> = {
  waiting: 'circle-large',
  running: 'loading',
  judge: 'question',
  passed: 'pass-filled',
  failed: 'error',
  unknown: 'issue-draft',
  skipped: 'circle-slash',
};

const labels = {
  waiting: 'state.waiting',
  running: 'state.running',
  judge: 'state.judge',
  passed: 'state.passed',
  failed: 'state.failed',
  unknown: 'state.unknown',
  skipped: 'state.skipped',
} as const;

/** The commands of a step, each with its title, text, expectation and output. */
export function commandList(at: CardScene, under?: Under): TemplateResult | typeof nothing {
  const commands = at.card.commands ?? [];
  if (commands.length === 0) return nothing;
  return html`<ol
    class=${commands.length === 1 ? 'hr-cmds hr-cmds--one' : 'hr-cmds'}
    aria-label=${at.scene.words.t('commands.label')}
  >
    ${commands.map((command, i) => commandItem(at, { command, i, below: under?.at === i ? under.content : nothing }))}
  </ol>`;
}

/** What stands below one of the commands, counted from 0. */
interface Under {
  readonly at: number;
  readonly content: unknown;
}

interface Item {
  readonly command: PageCommand;
  readonly i: number;
  readonly below: unknown;
}

function commandItem(at: CardScene, { command, i, below }: Item): TemplateResult {
  const seen = at.status.step.commands[i] ?? { state: 'waiting', text: command.text };
  const { words } = at.scene;
  const n = String(i + 1);
  return html`<li
    data-state=${seen.state}
    data-asks=${command.needsTerminal || isAsked(at, seen) ? '' : nothing}
  >
    ${icon(icons[seen.state])}
    <div class="hr-cmds__head">
      <h4>
        ${commandTitle(at, command, n)}<span class="sr-only">, ${words.t(labels[seen.state])}</span>
        ${seen.edited?.ran === true ? editedTag(words) : nothing} ${tags(at, command)} ${insideTag(at, i)}
      </h4>
      ${timing(at, { command, seen })}
    </div>
    ${
      seen.edited?.ran === true
        ? editedCommand(at, seen, n)
        : codeBlock(at.scene, seen.text, words.t('code.copy', { n }))
    }
    ${otherWays(at.scene, command)} ${result(at, { command, seen, n })} ${earlierAttempts(at, seen)}
    ${shellNote(words, seen)} ${whereabouts(at, { command, seen, i })}
    ${seen.state === 'running' && seen.inside === undefined ? inputLine(at, { command, seen }) : nothing}
    ${insidePart(at, { command, seen, i })} ${below}
  </li>`;
}

/** A command without a title of its own has a number, which is only read out where it is the only one. */
function commandTitle(at: CardScene, command: PageCommand, n: string): unknown {
  const only = at.card.commands?.length === 1;
  // The step's own title says the same already, and of several it is the title of all.
  if (command.title !== undefined && command.title !== at.card.title) {
    return html`<span dir="auto">${command.title}</span>`;
  }
  const quiet = only ? 'sr-only' : 'hr-muted';
  return html`<span class=${quiet}>${at.scene.words.t('commands.nth', { n })}</span>`;
}

function tags(at: CardScene, command: PageCommand): readonly TemplateResult[] {
  const { words } = at.scene;
  const found: TemplateResult[] = [];
  if (command.risks.length > 0) {
    const quoted = command.risks.map(risk => risk.words).join(', ');
    found.push(
      html`<span class="hr-tag">${icon('shield', 'sm')}${words.t('tag.risk', { words: quoted })}</span>`,
    );
  }
  if (command.endless) found.push(html`<span class="hr-tag">${words.t('tag.endless')}</span>`);
  if (command.entersShell) found.push(html`<span class="hr-tag">${words.t('tag.entersShell')}</span>`);
  if (command.needsTerminal && !command.entersShell) {
    found.push(html`<span class="hr-tag">${words.t('tag.asks')}</span>`);
  }
  return found;
}

function timing(at: CardScene, { command, seen }: Omit<Seen, 'n'>): TemplateResult | typeof nothing {
  const { words } = at.scene;
  // In another shell nobody counts how long it takes.
  if (seen.state === 'waiting' && at.status.state !== 'failed' && command.inside === undefined)
    return seen.limitMs === undefined
      ? nothing
      : html`<span data-at-most>${words.t('limit.atMost', { span: words.span(seen.limitMs) })}</span>`;
  // The step's own head and its result say the same of the only one.
  if (at.card.commands?.length === 1 && seen.state !== 'passed') return nothing;
  if (seen.state === 'running' && seen.startedAt !== undefined) {
    return html`<span data-since=${seen.startedAt}></span>`;
  }
  if (seen.state === 'waiting' && at.status.state === 'failed') {
    return html`<span data-held>${words.t('commands.held')}</span>`;
  }
  const took =
    seen.durationMs === undefined || at.card.commands?.length === 1 ? '' : words.took(seen.durationMs);
  return html`<span>${[took, endedAs(words, seen)].filter(part => part !== '').join(', ')}</span>`;
}

/** How a command ended, unless that is what passing means; of one that no shell told the end of, whose word it is. */
function endedAs(words: Words, { state, outcome }: CommandView): string {
  if (outcome?.kind === 'exited' && outcome.exit === 0) return '';
  const judged = state === 'passed' && outcome?.kind === 'lost';
  return judged ? words.t('outcome.judged') : outcomeShort(words, outcome === undefined ? {} : { outcome });
}

interface Seen {
  readonly command: PageCommand;
  readonly seen: CommandView;
  /** Counted from 1. */
  readonly n: string;
}

function result(at: CardScene, { command, seen, n }: Seen): TemplateResult | typeof nothing {
  const { words } = at.scene;
  const output = outputBox(at, seen, words.t('output.label', { n }));
  const { expected } = command;
  if (expected === undefined) return folded(at, seen, output);
  const met = asExpected(at, seen, expected);
  if (met !== undefined) {
    return html`<p class="hr-inline">
      ${words.t('expected')} <code>${unmarked(expected)}</code>, ${words.t('output.got')} <code>${met}</code>
    </p>`;
  }
  const differs = seen.state === 'failed' && seen.outcome?.kind === 'exited' && seen.outcome.exit === 0;
  const wide = isPrinted(expected) || seen.attemptId === undefined;
  return html`<div class=${wide ? 'hr-pair hr-pair--wide' : 'hr-pair'}>
    <div>
      <p class="hr-pair__l">${words.t('expected')}</p>
      ${expectation(at.scene, expected, { card: at.card.id, nth: Number(n) })}
    </div>
    ${
      seen.attemptId === undefined
        ? nothing
        : html`<div>
            <p class="hr-pair__l">
              <span>${words.t('output')}</span
              >${differs ? html`<b>${words.t('output.differs')}</b>` : nothing}
            </p>
            ${output}
          </div>`
    }
  </div>`;
}

const inlineUpTo = 60;

/** The whole output of a command that passed, where it and its expectation fit on a line. */
function asExpected(at: CardScene, seen: CommandView, expected: string): string | undefined {
  const output = outputOf(at.scene, seen);
  const [only] = output?.tail ?? [];
  const fits = output?.lines === 1 && output.masked === 0 && only !== undefined;
  if (seen.state !== 'passed' || !fits || expected.includes('\n')) return undefined;
  return expected.length <= inlineUpTo && only.length <= inlineUpTo ? only : undefined;
}

/** A command that passed keeps its output folded, so that the next one is in view; what the next step asks about is shown. */
function folded(
  at: CardScene,
  seen: CommandView,
  output: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  const lines = outputOf(at.scene, seen)?.lines ?? 0;
  if (seen.state !== 'passed' || lines <= 3) return output;
  return html`<details class="hr-fold" ?open=${isAskedAbout(at.scene, at.card)}>
    <summary>${at.scene.words.t('output.show', { n: lines })}</summary>
    ${output}
  </details>`;
}

function isAsked({ scene }: CardScene, seen: CommandView): boolean {
  return seen.state === 'running' && questionIn(outputOf(scene, seen)) !== undefined;
}

/**
 * One line of input for a command that asks. Most commands end at once and read nothing: the clock shows it (`showLines`) below one
 * that asks, and below one that still runs after a moment, since nobody can tell whether that reads.
 */
function inputLine(at: CardScene, { command, seen }: Omit<Seen, 'n'>): TemplateResult {
  const { scene, card } = at;
  const { words, memory } = scene;
  const field = `${card.id}/type`;
  const secret = asksSecret(outputOf(scene, seen));
  const send = (event: Event): void => {
    event.preventDefault();
    sendLine(at, field);
  };
  return html`<form
    class="hr-type"
    data-line=${seen.startedAt ?? nothing}
    ?data-wanted=${command.needsTerminal || isAsked(at, seen)}
    data-later
    @submit=${send}
  >
    <label class="sr-only" for=${field}>${words.t('type.label')}</label>
    <input
      class="hr-input"
      id=${field}
      data-key=${field}
      data-terminal
      data-does="type"
      type=${secret ? 'password' : 'text'}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${`${field}-d`}
      .value=${live(memory.typed(field) ?? '')}
      @input=${(event: Event) => memory.typeSecret(field, textOf(event))}
    />
    <button class="hr-btn" type="submit" aria-disabled=${canAct(scene) ? nothing : 'true'}>
      ${words.t('type.send')}
    </button>
    <p id=${`${field}-d`}>${words.t(secret ? 'type.secret' : 'type.hint')}</p>
    ${command.needsTerminal || isAsked(at, seen) ? terminalButton(at) : nothing}
  </form>`;
}

function sendLine({ scene: { memory, act }, card }: CardScene, field: string): void {
  const text = memory.typed(field) ?? '';
  if (text === '' && isJustHanded()) return;
  memory.forget(field);
  memory.touch(card.id);
  act.ask(card.id, { type: 'terminal.type', step: card.id, text: `${text}\n` });
}

/** Whole-screen programs, single keys and all that a line of input is too little for. */
function terminalButton({ scene, card }: CardScene): TemplateResult {
  return html`<button
    class="hr-linkbtn"
    type="button"
    @click=${() => scene.act.host({ action: 'openTerminal', step: card.id })}
  >
    ${icon('terminal', 'sm')}${scene.words.t('type.terminal')}
  </button>`;
}
