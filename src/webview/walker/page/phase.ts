import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { Phase, StepState } from '../../../core/run/view/view.ts';
import type { Planned, Role } from '../../../core/runbook/runbook.ts';
import type { MessageKey } from '../../l10n/message.ts';
import type { Words } from '../../l10n/words.ts';
import { branchEntry } from './branch.ts';
import { cardItem } from '../step/card.ts';
import { icon } from '../icon.ts';
import { isText, stepIds, type Heading, type Part } from '../layout.ts';
import { textBlock } from '../step/reading.ts';
import { canAct, type Scene } from '../scene.ts';
import { isSettled, stepOf } from '../step/status.ts';
import { phaseTime } from './phaseTime.ts';

const roles = {
  rollback: 'role.rollback',
  troubleshooting: 'role.troubleshooting',
  option: 'role.option',
  emergency: 'role.emergency',
  reference: 'role.reference',
  cleanup: 'role.cleanup',
  example: 'role.example',
} as const satisfies Record<Exclude<Role, 'path'>, MessageKey>;

/** A top section with everything that stands in it, in the file's order. */
export function phaseSection(scene: Scene, phase: Phase): TemplateResult {
  const off = phase.role !== 'path';
  const open = isPhaseOpen(scene, phase);
  const parts = scene.layout.parts.get(phase.id) ?? [];
  const titled = phase.title !== '';
  const frame = off && phase.role !== 'reference' ? 'hr-phase hr-branch' : 'hr-phase';
  return html`<section
    class=${frame}
    id=${`phase-${phase.id}`}
    data-phase=${phase.id}
    aria-labelledby=${titled ? `phase-h-${phase.id}` : nothing}
  >
    ${titled ? header(scene, phase, open) : nothing}
    <div
      class="hr-phase__b"
      hidden=${open ? nothing : 'until-found'}
      @beforematch=${() => scene.act.setPhaseOpen(phase.id, true)}
    >
      ${branchEntry(scene, phase)} ${parts.map(part => partOf(scene, part))}
    </div>
  </section>`;
}

/** Whether a phase shows its steps: as the person left it; reference sections begin folded. */
export function isPhaseOpen(scene: Scene, phase: Phase): boolean {
  return scene.memory.isPhaseOpen(phase.id) ?? phase.role !== 'reference';
}

function header(scene: Scene, phase: Phase, open: boolean): TemplateResult {
  const { words, act } = scene;
  const branch = phase.role !== 'path';
  return html`<header>
    <h2 id=${`phase-h-${phase.id}`} tabindex="-1" data-key=${`phase/${phase.id}`}>
      ${branch && phase.role !== 'reference' ? icon('git-branch') : nothing}
      ${phase.number === '' ? nothing : html`<span class="hr-phase__no">${phase.number}</span>`}
      <span dir="auto">${phase.title}</span>
      ${roleTag(words, phase)}
    </h2>
    <p>${phaseMeta(scene, phase)}</p>
    <button
      class="hr-linkbtn"
      type="button"
      aria-expanded=${String(open)}
      aria-controls=${`phase-${phase.id}`}
      data-key=${`fold-phase/${phase.id}`}
      @click=${() => act.setPhaseOpen(phase.id, !open)}
    >
      ${words.t(foldKey(phase, open))}
    </button>
  </header>`;
}

/** What a section is for, where its title does not say it: "Rollback procedures" needs no "Roll back". */
function roleTag(
  words: Words,
  { role, title }: { readonly role: Role; readonly title: string },
): TemplateResult | typeof nothing {
  if (role === 'path') return nothing;
  const tag = words.t(roles[role]);
  return bare(title).includes(bare(tag)) ? nothing : html`<span class="hr-tag">${tag}</span>`;
}

function bare(text: string): string {
  return text.replace(/[^\p{L}]+/gu, '').toLowerCase();
}

function foldKey(
  phase: Phase,
  open: boolean,
): 'phase.hide' | 'phase.show' | 'phase.hideText' | 'phase.showText' {
  const hasSteps = phase.blocks.some(block => block.type === 'card' && !isText(block.card));
  if (hasSteps) return open ? 'phase.hide' : 'phase.show';
  return open ? 'phase.hideText' : 'phase.showText';
}

/** What a phase's head says: counts, how long it took or takes, planned time, skips. */
function phaseMeta(scene: Scene, phase: Phase): unknown {
  const { words, view } = scene;
  const { settled = 0, total = 0 } = view.progress[phase.id] ?? {};
  if (total === 0) return phaseNote(scene, phase);
  const count =
    settled > 0 ? words.t('phase.of', { n: settled, total }) : words.t('phase.steps', { n: total });
  return listed([count, ...noteOf(scene, phase, 'later')]);
}

/** What stands under a phase in the rail, where its counts stand beside it. */
export function phaseNote(scene: Scene, phase: Phase): unknown {
  return listed(noteOf(scene, phase, 'first'));
}

/** As a list in a sentence; what counts on while it is read is no text of its own. */
function listed(parts: readonly (string | TemplateResult)[]): unknown {
  return parts.flatMap((part, i) => (i === 0 ? [part] : [', ', part]));
}

function noteOf(scene: Scene, phase: Phase, at: 'first' | 'later'): readonly (string | TemplateResult)[] {
  const { words } = scene;
  const took = phaseTime(scene, phase, at) ?? notTaken(scene, phase, at);
  const planned = took === undefined && at === 'first' ? plannedAlone : plannedText;
  const skipped = skips(scene, phase);
  return [
    ...(took === undefined ? [] : [took]),
    ...(phase.planned === undefined ? [] : [planned(words, phase.planned)]),
    ...(skipped > 0 ? [words.t('row.skipped', { n: skipped })] : []),
  ];
}

/** Of a way off the path, on the map: its own head holds the button that takes it. */
function notTaken(scene: Scene, phase: Phase, at: 'first' | 'later'): string | undefined {
  const { layout, view, words } = scene;
  const isOff = at === 'first' && layout.branches.includes(phase) && !view.branches.includes(phase.id);
  return isOff && view.closed === undefined && !isBegun(scene, phase) ? words.t('phase.notTaken') : undefined;
}

/** A step of a way off the path can be done by itself, with nobody taking that way. */
function isBegun(scene: Scene, phase: Phase): boolean {
  return (scene.view.progress[phase.id]?.settled ?? 0) > 0 || phaseState(scene, phase) !== 'waiting';
}

function skips(scene: Scene, phase: Phase): number {
  let count = 0;
  for (const block of phase.blocks) {
    if (block.type !== 'card') continue;
    count += stepIds(block.card).filter(id => stepOf(scene.view, id).state === 'skipped').length;
  }
  return count;
}

/** The same where nothing stands before it. */
function plannedAlone(words: Words, planned: Planned): string {
  return planned.minMinutes === planned.maxMinutes
    ? words.t('planned.alone', { n: planned.maxMinutes })
    : words.t('planned.aloneRange', { from: planned.minMinutes, to: planned.maxMinutes });
}

/** "planned 8 min", "planned 5 to 10 min". */
function plannedText(words: Words, planned: Planned): string {
  return planned.minMinutes === planned.maxMinutes
    ? words.t('planned', { n: planned.maxMinutes })
    : words.t('planned.range', { from: planned.minMinutes, to: planned.maxMinutes });
}

function partOf(scene: Scene, part: Part): unknown {
  switch (part.kind) {
    case 'heading':
      return headingOf(scene, part.heading);
    case 'prose':
      return guard([part], () => html`<div class="hr-prose hr-md" dir="auto">${unsafeHTML(part.html)}</div>`);
    case 'text':
      return guard([part.card, scene.words, scene.memory.revision(part.card.id), canAct(scene)], () =>
        textBlock(scene, part.card),
      );
    case 'steps':
      return html`<ol class="hr-steps">
        ${repeat(
          part.cards,
          card => card.id,
          card => html`<li>${cardItem(scene, card)}</li>`,
        )}
      </ol>`;
    case 'branch':
      return branchOf(scene, part.heading, part.parts);
  }
}

function headingOf(scene: Scene, heading: Heading): TemplateResult {
  return html`<div class="hr-sub" data-level=${heading.level}>
    <h3 id=${`heading-${heading.id}`} dir="auto">${heading.title}</h3>
    ${heading.planned === undefined ? nothing : html`<p>${plannedAlone(scene.words, heading.planned)}</p>`}
  </div>`;
}

function branchOf(scene: Scene, heading: Heading, parts: readonly Part[]): TemplateResult {
  return html`<section class="hr-branch hr-branch--in" aria-labelledby=${`heading-${heading.id}`}>
    <div class="hr-sub" data-level=${heading.level}>
      <h3 id=${`heading-${heading.id}`} dir="auto">${heading.title}</h3>
      ${roleTag(scene.words, heading)}
    </div>
    ${parts.map(part => partOf(scene, part))}
  </section>`;
}

/** The state that a phase's mark shows: the worst of what is open in it. */
export function phaseState(
  scene: Scene,
  phase: Phase,
): 'passed' | 'failed' | 'unknown' | 'running' | 'judge' | 'waiting' {
  const states = phase.blocks
    .flatMap(block => (block.type === 'card' && !isText(block.card) ? stepIds(block.card) : []))
    .map(id => stepOf(scene.view, id).state);
  const telling = (['failed', 'unknown', 'judge', 'running'] as const).find(state => states.includes(state));
  if (telling !== undefined) return telling;
  return isDone(scene, phase, states) ? 'passed' : 'waiting';
}

/** What counts decides; where nothing does, everything has to be settled. */
function isDone(scene: Scene, phase: Phase, states: readonly StepState[]): boolean {
  const progress = scene.view.progress[phase.id];
  if (progress !== undefined && progress.total > 0) return progress.settled === progress.total;
  // Nobody did what a branch took the place of.
  const asked = states.filter(state => state !== 'superseded');
  return asked.length > 0 && asked.every(isSettled);
}
