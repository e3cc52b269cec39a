import { html, nothing, type TemplateResult } from 'lit-html';

import type { OfferedCommand } from '../../../protocol/commands.ts';
import { formOf } from './choices.ts';
import { reasonForm } from '../form.ts';
import { icon, type IconName } from '../icon.ts';
import { canRun, type CardScene } from '../scene.ts';
import { unlock } from './unlock.ts';

/** One way on; `form` where it asks for words first. */
export interface Choice {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly form?: string;
  /** The form elsewhere on the page that `run` opens, and whose Cancel leads back here. */
  readonly opens?: string;
  /** The command of VS Code that presses it. */
  readonly does?: OfferedCommand;
  run?(): void;
  /** True where nothing is recorded by it. */
  readonly looks?: true;
  /** The form itself, where it is more than a reason. */
  body?(): unknown;
}

/** A list of ways on, with the form of the chosen one right below it. */
export function choiceList(at: CardScene, label: string, choices: readonly Choice[]): TemplateResult {
  const { scene, card } = at;
  const open = scene.memory.form(card.id);
  return html`<ul class="hr-choices" aria-label=${label}>
    ${choices.map(choice => choiceItem(at, choice, open))}
  </ul>`;
}

function choiceItem(at: CardScene, choice: Choice, open: string | undefined): TemplateResult {
  const { scene, card } = at;
  const isOpen = choice.form !== undefined && choice.form === open;
  const form = isOpen ? formOf(at, choice.form) : undefined;
  const guarded = at.status.step.blocked;
  // A way on is an entry; what only looks, and folding a form that is open, is always possible.
  const can = choice.looks === true || canRun(scene) || isOpen;
  const press = (): void => {
    if (!can) return;
    if (choice.form === undefined) choice.run?.();
    else scene.act.setForm(card.id, isOpen ? undefined : choice.form);
  };
  return html`<li>
    <button
      class="hr-choice"
      type="button"
      data-key=${`${card.id}/choice/${choice.form ?? choice.title}`}
      data-opens=${choice.form ?? choice.opens ?? nothing}
      data-does=${choice.does ?? nothing}
      aria-expanded=${choice.form === undefined ? nothing : String(isOpen)}
      aria-disabled=${can ? nothing : 'true'}
      @click=${press}
    >
      ${icon(choice.icon)}<b>${choice.title}</b><span>${choice.text}</span>
    </button>
    ${form === undefined ? nothing : reasonForm(scene, form)}
    ${isOpen && choice.form === 'unlock' && guarded?.kind === 'name' ? unlock(at, guarded) : nothing}
    ${isOpen ? choice.body?.() : nothing}
  </li>`;
}
