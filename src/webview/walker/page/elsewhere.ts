import { html, nothing, type TemplateResult } from 'lit-html';

import type { Met } from '../../../core/run/context.ts';
import type { Blocked } from '../../../core/run/view/view.ts';
import { icon } from '../icon.ts';
import { placeTexts } from './place.ts';
import { canAct, type CardScene } from '../scene.ts';

type Elsewhere = Extract<Blocked, { readonly kind: 'context' }>;

/** That commands would act where they must not: where one is, where one must be, and that nothing was run. */
export function elsewhere(at: CardScene, blocked: Elsewhere): TemplateResult {
  const { scene, card, current } = at;
  const { words, act } = scene;
  const command = switchCommand(blocked.asked);
  const check = (): void => {
    if (canAct(scene)) act.ask(card.id, { type: 'context.check' });
  };
  return html`<div class="hr-result" data-state="failed" data-result=${card.id} tabindex="-1">
      ${icon('error', 'lg')}
      <p>
        <strong>${title(at, blocked)}</strong
        ><small>${words.t(isUnderWay(at) ? 'elsewhere.held' : 'elsewhere.nothing')}</small>
      </p>
    </div>
    <div class="hr-actions">
      <button
        class=${current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
        type="button"
        data-main="press"
        data-does="checkContext"
        aria-disabled=${canAct(scene) ? nothing : 'true'}
        @click=${check}
      >
        ${words.t('blocked.context.check')}
      </button>
      ${
        command === undefined
          ? nothing
          : html`<button
              class="hr-btn hr-btn--lg"
              type="button"
              @click=${() => act.host({ action: 'copy', text: command })}
            >
              ${words.t('elsewhere.copy')}
            </button>`
      }
    </div>`;
}

function title({ scene }: CardScene, { asked, message }: Elsewhere): string {
  const { words } = scene;
  const { problem } = scene.view.facts.policy ?? {};
  if (asked === undefined) return problem === undefined ? message : words.remark(problem);
  const { name, here, allowed, file } = asked;
  const names = words.either(allowed);
  const needs =
    file === undefined ? words.t('elsewhere.step', { names }) : words.t('elsewhere.policy', { file, names });
  const [is] = placeTexts(words, asked);
  return `${name === 'kube' && here !== undefined ? words.t('elsewhere.kube', { here }) : is} ${needs}`;
}

/** Some of the step's commands have run already, and the next one has not. */
function isUnderWay({ status }: CardScene): boolean {
  return status.step.commands.some(({ state }) => state === 'passed');
}

const switches: Partial<Record<Met['name'], string>> = {
  kube: 'kubectl config use-context',
  namespace: 'kubectl config set-context --current --namespace',
  branch: 'git switch',
  gcp: 'gcloud config set project',
};

/** What a person would type to get there; only where there is one place to go, and its name is no pattern. */
function switchCommand(asked: Met | undefined): string | undefined {
  const [only, other] = asked?.allowed ?? [];
  const plain = only !== undefined && other === undefined && /^[\w./:@][\w./:@-]*$/u.test(only);
  const command = asked === undefined ? undefined : switches[asked.name];
  return plain && command !== undefined ? `${command} ${only}` : undefined;
}
