import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';

import { approvalsAhead } from './approvalsAhead.ts';
import { banners, textProblems } from './banners.ts';
import { icon, type IconName } from '../icon.ts';
import { askedPlaces } from './place.ts';
import { refusalNote } from '../decision/refusal.ts';
import { isRehearsal, type Scene } from '../scene.ts';
import { cardsOf, section } from './section.ts';
import { sheetTitle } from './sheet.ts';
import { missingValues, startPanel } from './startPanel.ts';
import { askedValues, preflightValue } from '../step/values.ts';

/** The first look at a runbook: what it is, what is left to do before it, and the way in. Nothing here is recorded. */
export function preflight(scene: Scene): TemplateResult {
  return html`<main class="hr-sheet hr-sheet--preflight" data-preflight>
    ${sheetTitle(scene)}
    ${isSaid(scene) ? html`<div class="hr-sheet__banners">${banners(scene)}</div>` : nothing}
    <div>
      ${values(scene)} ${where(scene)} ${tools(scene)} ${approvalsAhead(scene)} ${ahead(scene)} ${text(scene)}
    </div>
    ${startPanel(scene)}
  </main>`;
}

/** What concerns the run and nothing on this page says: that it is read along, or where things stand after a pause. */
function isSaid({ seat, view }: Scene): boolean {
  return seat === 'reads' || view.resumed !== undefined;
}

/** Whether the first look is what is shown: no step has been done yet, and nobody has gone on. */
export function isPreflight({ view, memory, layout }: Scene): boolean {
  if (view.closed !== undefined || view.offer !== undefined || layout.cards.length === 0) return false;
  // A value that is filled in here, and text that is taken as shell, begin the log and no walk: whoever looks stays for the rest.
  return view.walkedFrom === undefined && memory.isOpen('preflight') !== false;
}

function values(scene: Scene): TemplateResult | typeof nothing {
  const { words, page } = scene;
  const asked = askedValues(scene);
  if (asked.length === 0) return nothing;
  const left = missingValues(scene);
  const total = asked.length;
  const note = left.length === 0 ? '' : words.t('preflight.valuesLeft', { n: left.length, total });
  const sorted = [...asked].sort((a, b) => Number(!left.includes(a.name)) - Number(!left.includes(b.name)));
  const about =
    page.inputs.some(({ secret }) => secret) && !isRehearsal(scene)
      ? words.t('preflight.secrets')
      : words.t('preflight.values');
  return section(
    { id: 'values', title: words.t('values.title'), note, state: 'blocked' },
    html`<p>${about}</p>
      <div class="hr-fields">
        ${
          // Keyed: the field of the next value must not take the place, and the focus, of one that is given.
          repeat(
            sorted,
            ({ name }) => name,
            value => preflightValue(scene, { value, needed: left.includes(value.name) }),
          )
        }
      </div>
      ${refusalNote(scene, 'preflight')}`,
  );
}

/** What the text itself says of where it acts: nobody has looked where this is. */
function whereARunMay({ view, words }: Scene): TemplateResult | typeof nothing {
  const asked = view.asked ?? [];
  if (asked.length === 0) return nothing;
  return section(
    { id: 'where', title: words.t('rehearse.where'), note: '' },
    html`<table class="hr-table">
      <tbody>
        ${asked.map(
          ({ name, allowed }) =>
            html`<tr>
              <th scope="row">${icon('server')}${words.t(`place.${name}`)}</th>
              <td><code>${words.either(allowed)}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function where(scene: Scene): TemplateResult | typeof nothing {
  const { view, words, act } = scene;
  if (isRehearsal(scene)) return whereARunMay(scene);
  const { kube, git, host, user, cwd } = view.facts;
  const rows: readonly (readonly [IconName, string, string])[] = [
    ...(kube === undefined
      ? []
      : ([['server', words.t('fact.context'), `${kube.context} / ${kube.namespace}`]] as const)),
    ['vm', words.t('fact.host'), host],
    ['person', words.t('fact.user'), user],
    ['folder', words.t('fact.cwd'), cwd],
    ...(git === undefined ? [] : ([['git-branch', words.t('fact.branch'), branchText(scene)]] as const)),
  ];
  return section(
    { id: 'where', title: words.t('preflight.where'), note: '' },
    html`<table class="hr-table">
        <tbody>
          ${rows.map(
            ([name, title, now]) =>
              html`<tr>
                <th scope="row">${icon(name)}${title}</th>
                <td><code>${now}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${askedPlaces(scene)}
      <p>
        ${words.t('preflight.noSwitch')}
        <button
          class="hr-linkbtn"
          type="button"
          data-does="look"
          @click=${() => act.ask('preflight', { type: 'look' })}
        >
          ${words.t('preflight.look')}
        </button>
      </p>`,
  );
}

function branchText({ view, words }: Scene): string {
  const { git } = view.facts;
  if (git === undefined) return '';
  const at = git.head === '' ? '' : ` ${words.t('fact.at', { head: git.head.slice(0, 7) })}`;
  return `${git.branch}${at}${git.dirty ? `, ${words.t('fact.dirty')}` : ''}`;
}

function tools(scene: Scene): TemplateResult | typeof nothing {
  const { view, words } = scene;
  const all = view.preflight?.tools ?? [];
  if (all.length === 0) return nothing;
  const found = all.filter(tool => tool.found);
  const absent = all.filter(tool => !tool.found);
  const names = found.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`));
  const note =
    absent.length === 0
      ? words.t('preflight.toolsFound', { n: found.length })
      : words.t('preflight.toolsLack', { n: absent.length, found: found.length });
  return section(
    {
      id: 'tools',
      title: words.t('preflight.tools'),
      note,
      ...(absent.length === 0 ? {} : { state: 'blocked' }),
    },
    html`${names.length === 0 ? nothing : html`<p>${words.t('preflight.found', { names: words.list(names) })}</p>`}
    ${absent.map(tool => {
      const cards = cardsOf(scene, tool.steps);
      return html`<div class="hr-note" data-state="blocked">
        ${icon('warning')}<span
          ><strong>${words.t('preflight.absent', { name: tool.name })}</strong>
          <small
            >${words.t('preflight.absentUse', {
              n: cards.length,
              steps: words.list(cards.map(({ number }) => number)),
            })}</small
          ></span
        >
      </div>`;
    })}`,
  );
}

/** What changes or destroys things further down, in the words that say so. */
function ahead(scene: Scene): TemplateResult | typeof nothing {
  const { layout, words } = scene;
  const risky = layout.cards.flatMap(card => {
    const found = (card.commands ?? []).flatMap(({ risks }) => risks.map(risk => risk.words));
    return found.length === 0 ? [] : [{ card, found: [...new Set(found)] }];
  });
  const endless = layout.cards.filter(card => card.commands?.some(command => command.endless) === true);
  if (risky.length + endless.length === 0) return nothing;
  return section(
    { id: 'ahead', title: words.t('preflight.ahead'), note: words.t('preflight.risky', { n: risky.length }) },
    html`<ul class="hr-ahead">
      ${risky.map(
        ({ card, found }) =>
          html`<li>
            ${icon('shield')}<span
              ><span dir="auto">${card.number} ${card.title}</span>
              <small class="hr-risks">${found.map(one => html`<code>${one}</code> `)}</small></span
            >
          </li>`,
      )}
      ${endless.map(
        card =>
          html`<li>
            ${icon('clock')}<span
              ><span dir="auto">${card.number} ${card.title}</span>
              <small>${words.t('preflight.endless')}</small></span
            >
          </li>`,
      )}
    </ul>`,
  );
}

function text(scene: Scene): TemplateResult | typeof nothing {
  const { page, words } = scene;
  if (page.problems.length === 0) return nothing;
  return section(
    { id: 'text', title: words.t('preflight.text'), note: '' },
    html`<div class="hr-sec__text">${textProblems(scene)}</div>`,
  );
}
