import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { JobsDecision } from '../../../core/run/job.ts';
import type { OfferView, Unseen } from '../../../core/run/offer.ts';
import type { MessageKey } from '../../l10n/message.ts';
import { aliveIn, askBackground } from './background.ts';
import { isReason, keep, reasonField } from '../form.ts';
import { icon } from '../icon.ts';
import { refusalNote } from '../decision/refusal.ts';
import { canAct, type Scene } from '../scene.ts';

/** Where on the page a run passes from one person to another. */
const place = 'handover';
const form = 'offer';

/** The button of the run bar that asks what whoever takes over should know. */
export function handoverButton(scene: Scene): TemplateResult | typeof nothing {
  const { words, view, memory, act } = scene;
  // Nothing can be handed over before the first action, nor of what is over.
  if (view.startedAt === 0 || view.closed !== undefined || view.offer !== undefined) return nothing;
  const open = memory.form(place) === form;
  return html`<button
    class="hr-btn hr-btn--quiet"
    type="button"
    data-key="handover/open"
    data-opens=${form}
    data-hand-over
    aria-expanded=${String(open)}
    aria-disabled=${canAct(scene) ? nothing : 'true'}
    @click=${() => {
      if (canAct(scene)) act.setForm(place, open ? undefined : form);
    }}
  >
    ${icon('arrow-swap')}<span>${words.t('handover.open')}</span>
  </button>`;
}

/** The form that hands over, or the offer that stands; nothing otherwise. */
export function handover(scene: Scene): TemplateResult | typeof nothing {
  const { offer } = scene.view;
  if (offer !== undefined) return offered(scene, offer);
  return scene.memory.form(place) === form ? offering(scene) : nothing;
}

function offering(scene: Scene): TemplateResult {
  const { words, act, refusals } = scene;
  const asksJobs = refusals.get(place)?.code === 'jobs-alive' && aliveIn(scene).length > 0;
  const submit = (event: Event): void => {
    event.preventDefault();
    send(scene);
  };
  return html`<form class="hr-form" @submit=${submit} data-form=${form} data-place=${place}>
      ${reasonField(scene, { field: noteField, label: words.t('handover.note'), hint: words.t('handover.hint') })}
      <label for=${toField}>${words.t('handover.to')}</label>
      <input
        class="hr-input"
        id=${toField}
        data-key=${toField}
        dir="auto"
        aria-describedby=${`${toField}-d`}
        .value=${live(scene.memory.typed(toField) ?? '')}
        @input=${(event: Event) => keep(scene, toField, event)}
      />
      <p id=${`${toField}-d`}>${words.t('handover.to.hint')}</p>
      <div class="hr-actions">
        <button class="hr-btn" type="submit">${words.t('handover.submit')}</button>
        <button class="hr-btn hr-btn--quiet" type="button" @click=${() => act.setForm(place, undefined)}>
          ${words.t('form.cancel')}
        </button>
      </div>
    </form>
    ${asksJobs ? askBackground(scene, answers, jobs => send(scene, jobs)) : refusalNote(scene, place)}`;
}

const answers = { end: 'handover.jobs.end', leave: 'handover.jobs.leave' } as const;
const noteField = `${place}/form/${form}`;
const toField = `${place}/to`;

function send(scene: Scene, jobs?: JobsDecision): void {
  const { memory, act } = scene;
  const text = (memory.typed(noteField) ?? '').trim();
  if (!isReason(text)) {
    memory.type(`${noteField}/refused`, 'yes');
    act.setForm(place, form);
    return;
  }
  memory.forget(`${noteField}/refused`);
  const to = (memory.typed(toField) ?? '').trim();
  act.ask(place, {
    type: 'handover.offer',
    text,
    ...(to === '' ? {} : { to }),
    ...(jobs === undefined ? {} : { jobs }),
  });
}

/** What whoever offered wrote, what is open and what was not seen; and the one thing to do. */
function offered(scene: Scene, offer: OfferView): TemplateResult {
  const { words, drawnAt } = scene;
  const { mine, by, at, host, to, text } = offer;
  return html`<section class="hr-offer" aria-labelledby="offer-h" data-offer=${mine ? 'mine' : 'theirs'}>
    <h2 id="offer-h" tabindex="-1" data-key="handover">${words.t('handover.wrote', { who: by })}</h2>
    <blockquote dir="auto">${text}</blockquote>
    <p>
      ${words.t('handover.offeredAt', { time: words.time(at, drawnAt), host })}
      ${to === undefined ? nothing : words.t('handover.only', { name: to })}
    </p>
    ${part(words.t('handover.notSettled'), openLines(scene, offer))}
    ${mine ? nothing : part(words.t('handover.unseen'), unseenLines(scene, offer))}
    ${part(words.t('handover.shell'), shellLines(scene, offer))} ${decide(scene, mine)}
    ${refusalNote(scene, place)}
  </section>`;
}

function decide(scene: Scene, mine: boolean): TemplateResult {
  const { words, act, link, seat } = scene;
  const can = link.state === 'open' && seat === 'acts';
  const type = mine ? 'handover.withdraw' : 'handover.accept';
  return html`<div class="hr-actions">
    <button
      class=${mine ? 'hr-btn hr-btn--lg' : 'hr-btn hr-btn--primary hr-btn--lg'}
      type="button"
      data-main=${mine ? nothing : 'press'}
      data-key="handover/decide"
      data-decide=${type}
      data-does=${mine ? 'withdrawOffer' : nothing}
      aria-disabled=${can ? nothing : 'true'}
      @click=${() => {
        if (can) act.ask(place, { type });
      }}
    >
      ${words.t(mine ? 'handover.takeBack' : 'handover.takeOver')}
    </button>
    ${mine ? nothing : html`<p>${words.t('handover.verified')}</p>`}
  </div>`;
}

function part(title: string, lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul>
      ${lines.map(line => html`<li dir="auto">${line}</li>`)}
    </ul>`;
}

function openLines(scene: Scene, { openItems }: OfferView): readonly string[] {
  return openItems.map(({ step, state }) => `${nameOf(scene, step)}: ${scene.words.t(states[state])}`);
}

const states = {
  failed: 'handover.failed',
  unknown: 'handover.unknown',
  judge: 'handover.judge',
  begun: 'handover.begun',
} as const satisfies Record<OfferView['openItems'][number]['state'], MessageKey>;

const kinds = {
  failed: 'handover.failed',
  skipped: 'handover.skipped',
  unknown: 'handover.unknown',
  edited: 'handover.edited',
  brokeGlass: 'handover.brokeGlass',
  newText: 'handover.newText',
  byHand: 'handover.byHand',
  branch: 'handover.branch',
} as const satisfies Record<Unseen['kind'], MessageKey>;

function unseenLines(scene: Scene, { unseen }: OfferView): readonly string[] {
  const { words } = scene;
  if (unseen.length === 0) return [words.t('handover.nothingOdd')];
  return unseen.map(({ kind, step, section, text }) => {
    const part = step === undefined ? sectionName(scene, section) : nameOf(scene, step);
    const name = part ?? words.t('handover.theRun');
    return `${name}: ${words.t(kinds[kind])}${text === '' ? '' : ` (${text})`}`;
  });
}

function shellLines({ words }: Scene, { shell }: OfferView): readonly string[] {
  if (shell === null) return [words.t('handover.noShell')];
  const { cwd, variables, functions, jobs } = shell;
  return [
    words.t('handover.cwd', { cwd }),
    ...(variables.length === 0 ? [] : [words.t('handover.variables', { names: words.list(variables) })]),
    ...(functions.length === 0 ? [] : [words.t('handover.functions', { names: words.list(functions) })]),
    ...jobs.map(({ cmd }) => words.t('handover.job', { command: cmd })),
  ];
}

/** A branch by its number and title, a part of a phase by its title; undefined where the text has none of that name. */
function sectionName({ page }: Scene, section: string | undefined): string | undefined {
  const phase = page.phases.find(({ id }) => id === section);
  if (phase !== undefined) return `${phase.number} ${phase.title}`.trim();
  const blocks = page.phases.flatMap(one => one.blocks);
  const head = blocks.find(block => block.type === 'heading' && block.id === section);
  return head?.type === 'heading' ? head.title : undefined;
}

function nameOf({ layout }: Scene, step: string): string {
  const card = layout.cardOf.get(step);
  const task = card?.tasks?.find(({ id }) => id === step);
  return card === undefined ? step : `${card.number} ${task?.title ?? card.title}`.trim();
}
