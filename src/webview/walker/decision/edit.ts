import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import { normalised, type Guard, type ProposalView } from '../../../core/run/change/edit.ts';
import type { CommandView } from '../../../core/run/view/view.ts';
import { differenceBlock } from './difference.ts';
import { isReason, reasonField, textOf } from '../form.ts';
import { icon } from '../icon.ts';
import { canRun, type CardScene } from '../scene.ts';
import { nameInput } from './unlock.ts';

// Another text in the place of a command: written, shown beside it, given a reason, and only then run.

/** The command that would run next, if one is left. */
export function nextCommand({
  status,
}: CardScene): { readonly at: number; readonly command: CommandView } | undefined {
  const at = status.step.commands.findIndex(({ state }) => state !== 'passed' && state !== 'skipped');
  const command = status.step.commands[at];
  return command === undefined ? undefined : { at, command };
}

/** What a form on this card says when it has opened; undefined before its text was shown to the runner. */
function shownFor(at: CardScene, command: CommandView): ProposalView | undefined {
  const { proposal } = command;
  return proposal !== undefined && normalised(draftOf(at, command)) === proposal.text ? proposal : undefined;
}

function draftOf({ scene, card }: CardScene, { edited, proposal, text }: CommandView): string {
  return (
    scene.memory.typed(`${card.id}/edit`) ?? proposal?.text ?? (edited?.ran === true ? edited.text : text)
  );
}

/** The form in which a command is edited: the text, then what it changes, then why. */
export function editForm(at: CardScene): TemplateResult | typeof nothing {
  const next = nextCommand(at);
  if (next === undefined) return nothing;
  const { scene, card } = at;
  const { words, act } = scene;
  const proposal = shownFor(at, next.command);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (proposal === undefined) propose(at, next);
    else confirm(at, { ...next, proposal });
  };
  return html`<form class="hr-form hr-edit" @submit=${submit} data-form="edit" data-place=${card.id}>
    ${textField(at, next)} ${proposal === undefined ? nothing : shown(at, proposal)}
    <div class="hr-actions">
      <button class="hr-btn" type="submit" aria-disabled=${mayGoOn(at, proposal) ? nothing : 'true'}>
        ${words.t(proposal === undefined ? 'edit.show' : 'edit.submit')}
      </button>
      <button class="hr-btn hr-btn--quiet" type="button" @click=${() => act.setForm(card.id, undefined)}>
        ${words.t('form.cancel')}
      </button>
    </div>
  </form>`;
}

function textField(at: CardScene, next: { at: number; command: CommandView }): TemplateResult {
  const { scene, card } = at;
  const { words, memory, act } = scene;
  const field = `${card.id}/edit`;
  const draft = draftOf(at, next.command);
  return html`<label for=${field}>${words.t('edit.title', { n: String(next.at + 1) })}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${`${card.id}/form/edit`}
      dir="ltr"
      rows=${Math.min(12, draft.split('\n').length + 1)}
      spellcheck="false"
      autocapitalize="off"
      autocomplete="off"
      aria-describedby=${`${field}-d`}
      .value=${live(draft)}
      @input=${(event: Event) => {
        // A command may hold a secret that nobody has told us of, and what is saved lies on disk.
        memory.typeSecret(field, textOf(event));
        act.typed(card.id);
      }}
    ></textarea>
    <p id=${`${field}-d`}>${words.t('edit.hint')}</p>`;
}

function propose(at: CardScene, { at: statement, command }: { at: number; command: CommandView }): void {
  const { scene, card } = at;
  if (!canRun(scene)) return;
  const { revision } = scene.view;
  scene.act.ask(card.id, {
    type: 'edit.propose',
    step: card.id,
    statement,
    revision,
    text: draftOf(at, command),
  });
}

function confirm(
  { scene, card }: CardScene,
  { at: statement, proposal }: { at: number; proposal: ProposalView },
): void {
  const { memory, act, view } = scene;
  const reason = memory.typed(`${card.id}/reason`) ?? '';
  const { guard, digest } = proposal;
  if (!isReason(reason)) {
    memory.type(`${card.id}/reason/refused`, 'yes');
    act.typed(card.id);
    act.goTo(`field:${card.id}/reason`);
    return;
  }
  memory.forget(`${card.id}/reason/refused`);
  if (!mayGoOn({ scene, card }, proposal)) return;
  act.ask(card.id, {
    type: 'edit.confirm',
    step: card.id,
    statement,
    revision: view.revision,
    digest,
    reason: reason.trim(),
    ...(guard === undefined ? {} : { confirm: guard.name }),
  });
}

/** Whether the name that is asked for has been typed, and commands may be run at all. */
function mayGoOn(
  { scene, card }: Pick<CardScene, 'scene' | 'card'>,
  proposal: Pick<ProposalView, 'guard'> | undefined,
): boolean {
  const name = proposal?.guard?.name;
  return canRun(scene) && (name === undefined || scene.memory.typed(`${card.id}/name`) === name);
}

/** The difference, what it risks, and the words that are asked for. */
function shown(at: CardScene, proposal: ProposalView): TemplateResult {
  const { scene, card } = at;
  const { words } = scene;
  const risks = proposal.risks.map(risk => risk.words).join(', ');
  return html`<div
      class="hr-edit__shown"
      data-proposal
      tabindex="-1"
      role="group"
      aria-label=${words.t('edit.shown')}
    >
      <p>${words.t('edit.shown')}</p>
      ${differenceBlock(scene, {
        lines: proposal.difference,
        label: words.t('edit.shown'),
        copy: { text: proposal.text, label: words.t('code.copyText') },
      })}
      ${
        risks === ''
          ? nothing
          : html`<p class="hr-edit__risk">
              <span class="hr-tag">${icon('shield', 'sm')}${words.t('tag.risk', { words: risks })}</span>
            </p>`
      }
      ${proposal.endless ? html`<p class="hr-muted">${words.t('edit.endless')}</p>` : nothing}
    </div>
    ${proposal.guard === undefined ? nothing : nameField(at, proposal.guard)}
    ${reasonField(scene, {
      field: `${card.id}/reason`,
      label: words.t('edit.reason'),
      hint: words.t('edit.reason.hint'),
    })}`;
}

function nameField(at: CardScene, guard: Guard): TemplateResult {
  const { scene, card } = at;
  const { words, memory } = scene;
  const field = `${card.id}/name`;
  const text = memory.typed(field) ?? '';
  const near = text !== '' && text !== guard.name && text.length >= guard.name.length;
  return html`<div class="hr-edit__name">
    <label for=${field}>
      ${words.t('guard.because')} <code>${guard.words}</code>. ${words.t('guard.type')}
      <code translate="no">${guard.name}</code>
    </label>
    ${nameInput(at, field)}
    <p id=${`${field}-d`}>
      ${near ? words.t('guard.mistyped', { typed: text, name: guard.name }) : words.t('guard.hint')}
    </p>
  </div>`;
}

/** What ran in a command's place, beside the command. */
export function editedCommand(
  at: CardScene,
  command: CommandView,
  n: string,
): TemplateResult | typeof nothing {
  const { scene } = at;
  const { words } = scene;
  const { edited } = command;
  if (edited === undefined) return nothing;
  return html`${differenceBlock(scene, {
      lines: edited.difference,
      label: words.t('edit.label', { n }),
      copy: { text: edited.text, label: words.t('edit.copy', { n }) },
    })}
    <p class="hr-edit__because" dir="auto">${words.t('edit.because', { reason: edited.reason })}</p>`;
}

/** Whether what was done in a card was done with an edited command. */
export function isEdited({ status }: CardScene): boolean {
  return status.step.commands.some(({ edited }) => edited?.ran === true);
}
