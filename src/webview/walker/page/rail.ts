import { html, nothing, type TemplateResult } from 'lit-html';

import type { Phase } from '../../../core/run/view/view.ts';
import { icon, stateIcon } from '../icon.ts';
import { liveSection } from './live.ts';
import { phaseNote, phaseState } from './phase.ts';
import { isRehearsal, type Scene } from '../scene.ts';
import { nowStep } from '../step/status.ts';
import { valuesPanel } from '../step/values.ts';

/** The map of the run: phases, ways out below a dashed line, values. */
export function rail(scene: Scene): TemplateResult {
  const { layout, words } = scene;
  return html`<nav class="hr-phases" aria-label=${words.t('phases')}>
      <h2>${words.t('phases')}</h2>
      <ol>
        ${layout.path.map(phase => entry(scene, phase))}
        ${layout.branches.map((phase, i) => entry(scene, phase, i === 0 ? 'is-branch' : 'is-more'))}
      </ol>
    </nav>
    ${liveSection(scene)} ${valuesPanel(scene)}`;
}

function entry(scene: Scene, phase: Phase, kind?: string): TemplateResult {
  const { view, layout, words, act } = scene;
  const now = nowStep(view.now);
  const card = now === undefined ? undefined : layout.cardOf.get(now);
  const current = card !== undefined && layout.phaseOf.get(card.id) === phase;
  const state = phaseState(scene, phase);
  const progress = view.progress[phase.id];
  // A filled mark is what the tool has seen, and of a rehearsal it sees nothing.
  const seen = isRehearsal(scene) ? stateIcon(state, 'check') : stateIcon(state);
  const mark = kind === undefined ? seen : 'git-branch';
  const go = (event: Event): void => {
    event.preventDefault();
    act.setPhaseOpen(phase.id, true);
    act.goTo(`phase:${phase.id}`);
  };
  return html`<li class=${kind ?? nothing}>
    <a
      href=${`#phase-${phase.id}`}
      data-state=${state}
      aria-current=${current ? 'true' : nothing}
      @click=${go}
    >
      ${icon(mark)}<span
        >${phase.number} <bdi>${phase.title === '' ? words.t('phase.intro') : phase.title}</bdi></span
      >
      <em
        >${progress === undefined || progress.total === 0 ? '' : `${progress.settled}/${progress.total}`}</em
      >
      <small>${phaseNote(scene, phase)}</small>
    </a>
  </li>`;
}
