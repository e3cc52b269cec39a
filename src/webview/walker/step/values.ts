import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';

import type { PageInput, Value } from '../../../core/run/view/view.ts';
import { refusalNote, refusedValue } from '../decision/refusal.ts';
import { keep, textOf } from '../form.ts';
import { icon } from '../icon.ts';
import { canAct, isRehearsal, type CardScene, type Scene } from '../scene.ts';
import { isKept, keepBox } from './keepSecret.ts';

/** The missing values of a step, asked for where they are used. */
export function valueFields(at: CardScene, names: readonly string[]): TemplateResult {
  const { scene, card } = at;
  return html`<div class="hr-fields">
    ${
      // Keyed: where one is accepted, whoever types in the next stays in it.
      repeat(
        names,
        name => name,
        (name, i) =>
          valueField(scene, {
            name,
            place: card.id,
            first: i === 0,
            needed: scene.words.t('value.needed', { number: card.number }),
          }),
      )
    }
  </div>`;
}

/** A value on the first look: to be given, to be given later, or given. */
export function preflightValue(
  scene: Scene,
  { value, needed }: { readonly value: Value; readonly needed: boolean },
): TemplateResult {
  const { words, layout, page, memory } = scene;
  const { name } = value;
  const steps = page.inputs.find(one => one.name === name)?.steps ?? [];
  const cards = [...new Set(steps.flatMap(id => layout.cardOf.get(id)?.number ?? []))];
  const [first = ''] = cards;
  const use = needed
    ? words.t('preflight.neededBefore', { number: first })
    : words.t('preflight.usedIn', { n: cards.length, number: first });
  if (!value.set || memory.form('preflight') === name) {
    return valueField(scene, {
      name,
      place: 'preflight',
      first: false,
      needed: use,
      ...(needed ? {} : { later: true }),
    });
  }
  return html`<div class="hr-field hr-field--set">
    <span>${breakable(name)}</span>
    <div class="hr-field__in">
      ${value.value === undefined ? html`<span class="hr-mask">${words.t('value.isSecret')}</span>` : html`<code>${value.value}</code>`}
      ${canAct(scene) ? editButton(scene, { place: 'preflight', value }) : nothing}
    </div>
    <p>${use}</p>
  </div>`;
}

/** A name that is too long for its line ends it behind one of its parts rather than within a word. */
function breakable(name: string): readonly unknown[] {
  return name.split(/(?<=[_.:/-])/u).map((part, i) => (i === 0 ? part : html`<wbr />${part}`));
}

interface Field {
  readonly name: string;
  readonly place: string;
  readonly first: boolean;
  readonly needed: string;
  /** Not needed before the first step. */
  readonly later?: true;
}

function valueField(scene: Scene, field: Field): TemplateResult {
  const { words, act, page } = scene;
  const { name, place } = field;
  const input = page.inputs.find(one => one.name === name);
  const id = `${place}/value/${name}`;
  const submit = (event: Event): void => {
    event.preventDefault();
    const value = heldIn(scene, id, input);
    const keeps = input?.secret === true && isKept(scene, id) ? { keep: true as const } : {};
    // What was typed stands there until it is taken: one that is refused is mended, not typed anew.
    if (value !== '' && canAct(scene)) act.ask(place, { type: 'input.set', name, value, ...keeps });
  };
  const example = input === undefined ? undefined : exampleBeside(input);
  const help = example === undefined ? '' : words.t('value.example', { example });
  return html`<form class="hr-field" @submit=${submit}>
    <label for=${id}>${breakable(name)}</label>
    <div class="hr-field__in">
      ${control(scene, { id, input, first: field.first })}
      <button class="hr-btn" type="submit" aria-label=${words.t('value.setNamed', { name })}>
        ${words.t('value.set')}
      </button>
    </div>
    <p id=${`${id}-d`} data-state=${field.later === true ? nothing : 'blocked'}>
      ${icon(input?.secret === true ? 'key' : 'edit', 'sm')} ${field.needed} ${help}
      ${input?.secret === true ? words.t('value.secret') : nothing}
      ${input === undefined || saysNoMore(input) ? nothing : html`<span class="hr-muted">${input.prompt}</span>`}
    </p>
    ${refusedValue(scene, { place, name })} ${input?.secret === true ? keepBox(scene, id, name) : nothing}
    ${place === 'preflight' && input !== undefined ? firstUse(scene, input) : nothing}
  </form>`;
}

/** Where the text needs a value first, in its own words: a name alone does not say what is asked for. */
function firstUse({ words, act, layout }: Scene, { name, text, line, steps }: PageInput): TemplateResult {
  const commands = steps.flatMap(id => layout.cardOf.get(id)?.commands ?? []);
  const used = commands.findLast(one => one.line <= line);
  const row = used?.text.split('\n')[line - used.line] ?? '';
  const own = row.includes(text) || row.includes(name) ? row : '';
  return html`<p class="hr-use">
    <button class="hr-linkbtn" type="button" @click=${() => act.host({ action: 'openMarkdown', line })}>
      ${words.t('value.firstUse', { line: String(line) })}
    </button>
    ${own === '' ? nothing : html`<code dir="ltr">${own.trim().replace(/\s*\\$/u, '')}</code>`}
  </p>`;
}

/** The example, unless the runbook's own words for the value give it already. */
function exampleBeside({ example, prompt }: PageInput): string | undefined {
  return example !== undefined && prompt.includes(example) ? undefined : example;
}

/** Whether the words for a value are those of its name: `release-date` and "release date". */
function saysNoMore({ name, prompt }: PageInput): boolean {
  const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  return bare(prompt) === bare(name);
}

/** What stands in a field: what was typed there, else the value that is to be changed, else the usual one. */
function heldIn({ memory, view }: Scene, id: string, input: PageInput | undefined): string {
  const set = view.values.find(({ name }) => name === input?.name)?.value;
  return memory.typed(id) ?? set ?? input?.default ?? '';
}

interface Control {
  readonly id: string;
  readonly input: PageInput | undefined;
  readonly first: boolean;
}

function control(scene: Scene, { id, input, first }: Control): TemplateResult {
  const { memory } = scene;
  const main = first ? 'focus' : nothing;
  const onInput = (event: Event): void => {
    if (input?.secret === true) memory.typeSecret(id, textOf(event));
    else keep(scene, id, event);
  };
  const held = heldIn(scene, id, input);
  if (input?.choices !== undefined && input.choices.length > 0) {
    return html`<select
      class="hr-input"
      id=${id}
      data-key=${id}
      data-main=${main}
      .value=${live(held)}
      @change=${onInput}
    >
      ${
        // What nobody has chosen yet must not stand there as if it were: one press would take it.
        input.default === undefined
          ? html`<option value="">${scene.words.t('value.choose')}</option>`
          : nothing
      }
      ${
        // A value that is set before there are options chooses none of them.
        input.choices.map(choice => html`<option ?selected=${choice === held}>${choice}</option>`)
      }
    </select>`;
  }
  return html`<input
    class="hr-input"
    id=${id}
    data-key=${id}
    data-main=${main}
    type=${input?.secret === true ? 'password' : 'text'}
    autocomplete="off"
    spellcheck="false"
    aria-describedby=${`${id}-d`}
    .value=${live(held)}
    @input=${onInput}
  />`;
}

/** The values that can be given: all of them in a run, and none that is secret where nothing would read it. */
export function askedValues(scene: Scene): readonly Value[] {
  const { view, page } = scene;
  if (!isRehearsal(scene)) return view.values;
  const secret = new Set(page.inputs.flatMap(input => (input.secret ? [input.name] : [])));
  return view.values.filter(({ name }) => !secret.has(name));
}

/** Where the rail stands beside the steps (walker.css has the same width). */
export const wide = window.matchMedia('(min-width: 900px)');

/** Every value of the run; each can be filled in or changed here too. */
export function valuesPanel(scene: Scene): TemplateResult | typeof nothing {
  const { view, words, memory, act } = scene;
  const values = askedValues(scene);
  if (values.length === 0) return nothing;
  const over = isRehearsal(scene) || view.closed !== undefined;
  const missing = over ? 0 : values.filter(value => !value.set).length;
  const open = memory.isOpen('values') ?? (wide.matches || missing > 0);
  return html`<section class="hr-vals" aria-labelledby="vals-h" id="values">
    <h2 id="vals-h">
      <button
        class="hr-vals__h"
        type="button"
        data-key="values"
        aria-expanded=${String(open)}
        @click=${() => act.setOpen('values', !open)}
      >
        ${icon(open ? 'chevron-down' : 'chevron-right', 'sm')}<span>${words.t('values.title')}</span>
        ${missing > 0 ? html`<em data-state="blocked">${words.t('values.missing', { n: missing })}</em>` : nothing}
      </button>
    </h2>
    ${open ? html`<dl>${values.map(value => valueRow(scene, value))}</dl>` : nothing}
    ${refusalNote(scene, 'values')}
  </section>`;
}

function valueRow(scene: Scene, value: Value): TemplateResult {
  const { words, memory, page } = scene;
  const { name } = value;
  if (memory.form('values') === name) {
    const input = page.inputs.find(one => one.name === name);
    const needed = input === undefined ? '' : words.t('value.firstUse', { line: String(input.line) });
    return html`<dt class="sr-only">${name}</dt>
      <dd class="hr-vals__edit">${valueField(scene, { name, place: 'values', first: false, needed })}</dd>`;
  }
  const secret = page.inputs.find(one => one.name === name)?.secret === true;
  const shown = secret
    ? html`<span class="hr-mask">${words.t('value.isSecret')}</span>`
    : html`<code>${value.value ?? ''}</code>`;
  return html`<dt title=${name}>${breakable(name)}</dt>
    <dd>
      ${value.set ? shown : nothing}
      ${canAct(scene) ? editButton(scene, { place: 'values', value }) : nothing}
    </dd>`;
}

function editButton(
  { words, act }: Scene,
  { place, value: { name, set } }: { readonly place: 'values' | 'preflight'; readonly value: Value },
): TemplateResult {
  return html`<button
    class=${set ? 'hr-btn hr-btn--quiet hr-btn--icon' : 'hr-linkbtn'}
    type="button"
    data-key=${`${place}/edit/${name}`}
    data-opens=${name}
    aria-label=${words.t(set ? 'value.changeNamed' : 'value.fillNamed', { name })}
    @click=${() => act.setForm(place, name)}
  >
    ${set ? icon('edit', 'sm') : words.t('value.fill')}
  </button>`;
}
