import { html, nothing, type TemplateResult } from 'lit-html';

import { readDate } from '../../../core/lint/dates.ts';
import { isCounted } from '../../../core/run/counted.ts';
import { icon, type IconName } from '../icon.ts';
import { isRehearsal, type Scene } from '../scene.ts';
import { plannedMinutes } from '../step/status.ts';

/** What a runbook is: its name, how much there is to do, whose it is, and when it was last looked at and walked. */
export function sheetTitle(scene: Scene): TemplateResult {
  const { page, words, act } = scene;
  const { owner, version, updated, reviewBy } = page.about;
  return html`<header class="hr-title">
    <h1 tabindex="-1" data-key="title" dir="auto">${page.title}</h1>
    <p>${extent(scene)}</p>
    <ul class="hr-facts" aria-label=${words.t('sheet.facts')}>
      <li>
        ${icon('file')}<button
          class="hr-linkbtn"
          type="button"
          @click=${() => act.host({ action: 'openMarkdown' })}
        >
          ${page.path}
        </button>
      </li>
      ${owner === undefined ? nothing : fact('person', words.t('sheet.owner', { owner }))}
      ${version === undefined ? nothing : fact('tag', words.t('sheet.version', { version }))}
      ${updated === undefined ? nothing : fact('calendar', words.t('sheet.updated', { updated }))}
      ${reviewBy === undefined ? nothing : review(scene, reviewBy)}
      ${isRehearsal(scene) ? fact('eye', words.t('rehearse.fact')) : fact('history', lastRun(scene))}
    </ul>
  </header>`;
}

function fact(name: IconName, text: string): TemplateResult {
  return html`<li>${icon(name)}<span dir="auto">${text}</span></li>`;
}

/** A date that has passed is said, since nobody looks at a calendar at night. */
function review({ words, drawnAt }: Scene, reviewBy: string): TemplateResult {
  const due = readDate(reviewBy);
  if (due === undefined || due >= new Date(drawnAt).toISOString().slice(0, 10))
    return fact('calendar', words.t('sheet.reviewBy', { reviewBy }));
  return html`<li data-state="blocked">
    ${icon('warning')}<span dir="auto">${words.t('sheet.overdue', { reviewBy })}</span>
  </li>`;
}

const walked: ReadonlySet<string> = new Set(['check', 'commands', 'script']);
// A file is there to be read, and no step that could be left out.
const optionalKinds: ReadonlySet<string> = new Set(['manual', 'template', 'record', 'suggested']);

const results = { done: 'sheet.lastDone', aborted: 'sheet.lastAborted', open: 'sheet.lastOpen' } as const;

function lastRun({ view, words, drawnAt }: Scene): string {
  const last = view.preflight?.lastRun;
  if (last === undefined) return words.t('sheet.noRun');
  return words.t(last.clean === true ? 'sheet.lastClean' : results[last.result], {
    time: words.time(last.at, drawnAt),
    operator: last.operator,
  });
}

/** "16 steps: 10 run commands, 5 are tasks, 1 is done by hand. Branches have 4 more. 50 min planned."; as many as the page counts. */
function extent({ page, layout, words }: Scene): string {
  const path = layout.cards.filter(card => card.role === 'path');
  const due = path.filter(card => isCounted(card) && card.alternativeTo === undefined);
  const run = due.filter(({ kind }) => kind === 'commands' || kind === 'script').length;
  const tasks = due.reduce((sum, card) => sum + (card.tasks?.length ?? 0), 0);
  const hand = due.filter(({ kind }) => !walked.has(kind)).length;
  const optional = path.filter(card => optionalKinds.has(card.kind) && !isCounted(card)).length;
  const parts = [
    ...(run > 0 ? [words.t('sheet.run', { n: run })] : []),
    ...(tasks > 0 ? [words.t('sheet.tasks', { n: tasks })] : []),
    ...(hand > 0 ? [words.t('sheet.hand', { n: hand })] : []),
  ];
  const off = layout.cards.filter(card => card.role !== 'path' && card.role !== 'reference').length;
  const planned = plannedMinutes(page);
  return [
    ...(parts.length > 0 ? [words.t('end.sum', { n: run + tasks + hand, parts: words.list(parts) })] : []),
    ...(optional > 0 ? [words.t('sheet.optional', { n: optional })] : []),
    ...(off > 0 ? [words.t('sheet.off', { n: off })] : []),
    ...(planned === undefined ? [] : [words.t('sheet.planned', { n: planned })]),
  ].join(' ');
}
